package policies.least_privilege.unscoped_pass_role_test

import data.policies.least_privilege.unscoped_pass_role

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

_combos := {"least_privilege/privilege_escalation": {"combos": [["iam:PutRolePolicy"], ["iam:PassRole", "ec2:RunInstances"]]}}

_severities(config, statements) := found if {
	found := {finding.severity: finding.detail | some finding in unscoped_pass_role.deny} with input.roles as _role(statements)
		with input.actions as _patterns(statements)
		with input.config as config
}

_to_lambda := [{"key": "iam:passedtoservice", "narrows": true}]

test_the_fault_is_graver_without_role_and_service if {
	_severities({}, [{"actions": ["iam:PassRole"], "resources": [_grant("all")]}]) == {"high": "iam:PassRole on all, to any service"}
	_severities({}, [{"actions": ["iam:PassRole"], "resources": [_grant("all")], "conditions": _to_lambda}]) == {"medium": "iam:PassRole on all, though to one service only"}
	_severities({}, [{"actions": ["iam:PassRole"], "resources": [_grant("prefix")]}]) == {"medium": "iam:PassRole on prefix, to any service"}
	_severities({}, [{"actions": ["iam:PassRole"], "resources": [_grant("prefix")], "conditions": _to_lambda}]) == {}
}

test_the_gravest_of_a_statement_is_reported if {
	_severities({}, [{"actions": ["iam:PassRole"], "resources": [_grant("prefix"), _grant("type")]}]) == {"high": "iam:PassRole on type, to any service"}
}

test_a_condition_on_the_role_limits_it if {
	statements := [{
		"actions": ["iam:PassRole"],
		"resources": [_grant("all")],
		"conditions": [{"key": "aws:resourcetag/team", "narrows": true}],
	}]
	_severities({}, statements) == {}
}

test_a_wildcard_that_escalates_is_left_to_privilege_escalation if {
	statements := [{"actions": ["iam:*"], "resources": [_grant("all")]}]
	_severities(_combos, statements) == {}
	_severities({}, statements) == {"high": "iam:PassRole on all, to any service"}
}

test_a_combination_is_reported_beside_it if {
	statements := [{"actions": ["iam:PassRole", "ec2:RunInstances"], "resources": [_grant("all")]}]
	_severities(_combos, statements) == {"high": "iam:PassRole on all, to any service"}
}

_cited(task) := found if {
	passing := object.union(_grant("exact"), {"target": {"in": "roles", "id": "Task"}})
	roles := object.union(_role([{"actions": ["iam:PassRole"], "resources": [passing]}]), {"Task": object.union(
		{"id": "Task", "in": "roles", "functions": [], "statements": [], "external": false},
		task,
	)})
	found := {path | some finding in unscoped_pass_role.deny; some path in finding.attributes; contains(path, "trust")} with input.roles as roles
		with input.actions as {"iam:PassRole": {}}
		with input.config as {}
}

test_allow_a_passed_role_that_trusts_one_service if {
	_cited({"trust": [_trusting(["ecs-tasks.amazonaws.com"])]}) == set()
}

test_deny_a_passed_role_that_trusts_two if {
	at := "statements/0/resources/0/target/trust/0/principals"
	_cited({"trust": [_trusting(["ecs-tasks.amazonaws.com", "ec2.amazonaws.com"])]}) == {
		concat("", [at, "/0/text"]),
		concat("", [at, "/1/text"]),
	}
}

test_a_trust_that_is_not_known_is_cited if _cited({}) == {"statements/0/resources/0/target/trust"}

_trusting(services) := {"effect": "Allow", "principals": [{"type": "Service", "text": service} | some service in services]}
