package policies.least_privilege.privilege_escalation_test

import data.policies.least_privilege.privilege_escalation

_grant(breadth) := {
	"breadth": breadth,
	"text": breadth,
	"service": null,
	"literal": 0,
	"account": "own",
	"target": null,
	"path": "",
	"denied": [],
	"allowed": null,
}

_role(statements) := {"Role": {
	"id": "Role",
	"in": "roles",
	"functions": ["Worker"],
	"tags": {},
	"trust": [],
	"statements": [object.union({"effect": "Allow", "conditions": []}, statement) | some statement in statements],
}}

_patterns(statements) := {pattern: {} | some statement in statements; some pattern in statement.actions}

_details(combos, statements) := found if {
	found := {finding.detail | some finding in privilege_escalation.deny} with input.roles as _role(statements)
		with input.actions as _patterns(statements)
		with input.config as {"least_privilege/privilege_escalation": {"combos": combos}}
}

_combos := [["iam:PutRolePolicy"], ["iam:PassRole", "ec2:RunInstances"], ["iam:PassRole", "batch:RegisterJobDefinition", "batch:SubmitJob"]]

_one := [_grant("exact")]

_all := [_grant("all")]

test_deny_each_statement_once_and_count_the_ways if {
	_details(_combos, [{"actions": ["iam:*", "ec2:*"], "resources": _all}]) == {"iam:PutRolePolicy (by iam:*) on all, and 1 more way"}
}

test_deny_a_combination_across_statements if {
	statements := [{"actions": ["iam:PassRole"], "resources": _all}, {"actions": ["ec2:RunInstances"], "resources": _one}]
	_details(_combos, statements) == {"iam:PassRole on all, with ec2:RunInstances"}
}

test_deny_a_combination_of_three if {
	statements := [{"actions": ["iam:PassRole", "batch:RegisterJobDefinition", "batch:SubmitJob"], "resources": _all}]
	_details(_combos, statements) == {"iam:PassRole on all, with batch:RegisterJobDefinition and batch:SubmitJob"}
	_details(_combos, [{"actions": ["iam:PassRole", "batch:SubmitJob"], "resources": _all}]) == set()
}

test_allow_where_the_first_action_is_for_one_resource if {
	_details(_combos, [{"actions": ["iam:PassRole"], "resources": _one}, {"actions": ["ec2:RunInstances"], "resources": _all}]) == set()
}

test_deny_what_the_role_may_do_to_itself if {
	itself := object.union(_grant("exact"), {"target": {"in": "roles", "id": "Role"}})
	_details(_combos, [{"actions": ["iam:PutRolePolicy"], "resources": [itself]}]) == {"iam:PutRolePolicy on exact"}
	_details(_combos, [{"actions": ["iam:PassRole", "ec2:RunInstances"], "resources": [itself]}]) == set()
}

test_a_combination_needs_the_service_that_is_passed_to if {
	_details(_combos, _passing(["ec2.amazonaws.com"])) == {"iam:PassRole on all, with ec2:RunInstances"}
	_details(_combos, _passing(["ecs-tasks.amazonaws.com"])) == {"iam:PassRole on all, with batch:RegisterJobDefinition and batch:SubmitJob"}
	_details(_combos, _passing(["lambda.amazonaws.com"])) == set()
	count(_details(_combos, _passing([{}]))) == 1
}

_passing(services) := [{
	"actions": ["iam:PassRole", "ec2:RunInstances", "batch:*"],
	"resources": _all,
	"conditions": [{"key": "iam:passedtoservice", "narrows": true, "values": services}],
}]

test_a_known_way_is_preferred_to_one_that_may_be if {
	open := [{"denied": [], "allowed": null}]
	statements := [
		{"actions": ["iam:PassRole"], "resources": _all},
		{"effect": null, "actions": ["ec2:RunInstances"], "resources": open},
		{"actions": ["batch:*"], "resources": _all},
	]
	_details(_combos, statements) == {"iam:PassRole on all, with batch:RegisterJobDefinition and batch:SubmitJob, and 1 more way"}
}

test_allow_where_a_condition_narrows_the_first_action if {
	statements := [{"actions": ["iam:PutRolePolicy"], "resources": _all, "conditions": [{"key": "aws:resourcetag/a", "narrows": true}]}]
	_details(_combos, statements) == set()
}
