package policies.least_privilege.control_plane_actions_test

import data.policies.least_privilege.control_plane_actions

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

_config(changing) := {"least_privilege/control_plane_actions": {"actions": changing, "exclude_tag": "deployer"}}

_details(changing, statements) := found if {
	found := {finding.detail | some finding in control_plane_actions.deny} with input.roles as _role(statements)
		with input.actions as _patterns(statements)
		with input.config as _config(changing)
}

_of(breadth, service, path) := object.union(_grant(breadth), {"service": service, "path": path})

test_deny_an_action_on_one_resource if {
	_details(["sqs:DeleteQueue"], [{"actions": ["sqs:Delete*"], "resources": [_grant("exact")]}]) == {"sqs:DeleteQueue on exact"}
}

test_allow_what_is_not_configured if {
	_details(["sqs:DeleteQueue"], [{"actions": ["sqs:PurgeQueue"], "resources": [_grant("all")]}]) == set()
}

test_deny_what_is_configured_with_a_star if {
	_details(["iam:Create*"], [{"actions": ["iam:CreateRole", "iam:GetRole"], "resources": [_grant("all")]}]) == {"iam:CreateRole on all"}
}

test_allow_a_bucket_action_on_objects if {
	_details(["s3:DeleteBucket"], [{"actions": ["s3:Delete*"], "resources": [_of("exact", "s3", "/*")]}]) == set()
	_details(["s3:DeleteBucket"], [{"actions": ["s3:Delete*"], "resources": [_of("exact", "s3", "")]}]) == {"s3:DeleteBucket on exact"}
}

test_allow_a_table_action_on_an_index if {
	_details(["dynamodb:DeleteTable"], [{"actions": ["dynamodb:Delete*"], "resources": [_of("exact", "dynamodb", "/index/*")]}]) == set()
}

test_allow_all_of_a_service_and_everything if {
	_details(["s3:DeleteBucket"], [{"actions": ["s3:*", "*"], "resources": [_of("exact", "s3", "")]}]) == set()
}

test_allow_what_escalates_by_itself if {
	statements := [{"actions": ["lambda:UpdateFunctionCode"], "resources": [_grant("all")]}]
	combos := {"least_privilege/privilege_escalation": {"combos": [["lambda:UpdateFunctionCode"]]}}
	changing := _config(["lambda:UpdateFunctionCode"])
	count(control_plane_actions.deny) == 0 with input.roles as _role(statements)
		with input.actions as _patterns(statements)
		with input.config as object.union(changing, combos)
	count(control_plane_actions.deny) == 1 with input.roles as _role(statements)
		with input.actions as _patterns(statements)
		with input.config as changing
}

_scopes(functions, triggers, role) := found if {
	found := {scope.attributes | some scope in control_plane_actions.applies} with input.roles as {"Role": object.union(_role([]).Role, role)}
		with input.functions as functions
		with input.triggers as triggers
		with input.config as _config([])
}

_worker(tags, triggers) := {"Worker": {"id": "Worker", "in": "functions", "tags": tags, "triggers": triggers}}

test_applies_to_a_role_of_a_function if {
	_scopes(_worker({}, ["T"]), {"T": {"mechanism": "rule"}}, {}) == {[
		"tags",
		"functions/0",
		"functions/0/tags",
		"functions/0/triggers",
		"functions/0/triggers/0/mechanism",
	]}
}

test_does_not_apply_to_what_is_tagged if {
	_scopes(_worker({"deployer": "yes"}, []), {}, {}) == set()
	_scopes(_worker({}, []), {}, {"tags": {"deployer": "yes"}}) == set()
}

test_does_not_apply_to_the_handler_of_a_custom_resource if {
	_scopes(_worker({}, ["T"]), {"T": {"mechanism": "custom_resource"}}, {}) == set()
}

test_applies_to_a_role_for_functions_that_none_runs_with if {
	trust := [{"principals": [{"type": "AWS", "text": "lambda.amazonaws.com"}, {"type": "Service", "text": "lambda.amazonaws.com"}]}]
	_scopes({}, {}, {"functions": [], "trust": trust}) == {["tags", "trust/0/principals/1/text"]}
	_scopes({}, {}, {"functions": [], "trust": [{"principals": [{"type": "Service", "text": "states.amazonaws.com"}]}]}) == set()
}

test_allow_to_run_instances_on_what_only_lies_beside_them if {
	image := object.union(_of("type", "ec2", ""), {"text": "arn:aws:ec2:eu-west-1::image/*"})
	_details(["ec2:RunInstances"], [{"actions": ["ec2:RunInstances"], "resources": [image]}]) == set()
	instance := object.union(_of("type", "ec2", ""), {"text": "arn:aws:ec2:eu-west-1:1:instance/*"})
	count(_details(["ec2:RunInstances"], [{"actions": ["ec2:RunInstances"], "resources": [instance]}])) == 1
}

test_allow_what_a_service_runs_by_the_role if {
	condition := {"key": "ec2:managedresourceoperator", "narrows": true}
	statement := {"actions": ["ec2:RunInstances"], "resources": [_grant("all")], "conditions": [condition]}
	_details(["ec2:RunInstances"], [statement]) == set()
}

test_a_role_for_functions_that_none_here_runs_with_is_judged if {
	statement := {"actions": ["sqs:DeleteQueue"], "resources": [_grant("exact")]}
	trust := [{"principals": [{"type": "Service", "text": "lambda.amazonaws.com"}]}]
	role := object.union(_role([statement]).Role, {"functions": [], "trust": trust})
	count(control_plane_actions.deny) == 1 with input.roles as {"Role": role}
		with input.actions as _patterns([statement])
		with input.config as _config(["sqs:DeleteQueue"])
}

_cited(changing, escalating, statement) := found if {
	statements := [statement]
	found := {path | some finding in control_plane_actions.deny; some path in finding.attributes; not endswith(path, "ed")} with input.roles as _role(statements)
		with input.actions as _patterns(statements)
		with input.config as object.union(_config(changing), {"least_privilege/privilege_escalation": {"combos": [[one] | some one in escalating]}})
}

_tagged := {"key": "aws:resourcetag/team", "narrows": true}

test_a_condition_that_narrows_says_that_it_is_no_escalation if {
	statement := {"actions": ["lambda:UpdateFunctionCode"], "resources": [_grant("all")], "conditions": [{}, _tagged]}
	_cited(["lambda:UpdateFunctionCode"], ["lambda:UpdateFunctionCode"], statement) == {
		"statements/0/actions/0",
		"statements/0/effect",
		"statements/0/conditions/1/narrows",
	}
}

_prefix(action) := {"actions": [action], "resources": [_of("prefix", null, "")]}

test_a_beginning_of_a_name_is_no_role_but_in_iam if {
	function := "lambda:UpdateFunctionCode"
	_cited([function], [function], _prefix(function)) == {
		"statements/0/actions/0",
		"statements/0/effect",
		"statements/0/resources/0/breadth",
		"statements/0/conditions",
	}
	"statements/0/resources/0/target" in _cited(["iam:PutRolePolicy"], ["iam:PutRolePolicy"], _prefix("iam:PutRolePolicy"))
}

test_of_conditions_only_the_operator_matters_to_instances if {
	statement := {"actions": ["ec2:TerminateInstances"], "resources": [_grant("all")], "conditions": [_tagged, {}]}
	_cited(["ec2:TerminateInstances"], [], statement) == {
		"statements/0/actions/0",
		"statements/0/effect",
		"statements/0/conditions",
		"statements/0/conditions/1/key",
		"statements/0/conditions/1/narrows",
	}
}
