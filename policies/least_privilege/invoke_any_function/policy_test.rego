package policies.least_privilege.invoke_any_function_test

import data.policies.least_privilege.invoke_any_function

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

_details(statements) := found if {
	found := {finding.detail | some finding in invoke_any_function.deny} with input.roles as _role(statements)
		with input.actions as _patterns(statements)
		with input.config as {}
}

_prefix(literal) := object.union(_grant("prefix"), {"literal": literal})

test_deny_a_prefix_of_less_than_four_characters if {
	_details([{"actions": ["lambda:InvokeFunction"], "resources": [_prefix(3)]}]) == {"lambda:InvokeFunction on prefix"}
	_details([{"actions": ["lambda:InvokeFunction"], "resources": [_prefix(4)]}]) == set()
}

test_a_prefix_of_unknown_length_is_cited if {
	statements := [{"actions": ["lambda:InvokeFunction"], "resources": [object.remove(_prefix(3), ["literal"])]}]
	found := {finding.attributes[5] | some finding in invoke_any_function.deny} with input.roles as _role(statements)
		with input.actions as _patterns(statements)
		with input.config as {}
	found == {"statements/0/resources/0/literal"}
}

test_allow_all_of_the_service if _details([{"actions": ["lambda:*"], "resources": [_grant("all")]}]) == set()

test_allow_roles_that_are_not_of_the_application if {
	roles := {"Role": {"id": "Role", "in": "roles", "functions": [], "trust": [{"principals": [{
		"type": "Service",
		"text": "ec2.amazonaws.com",
	}]}]}}
	count(invoke_any_function.applies) == 0 with input.roles as roles
}

test_roles_of_the_application_alone_are_judged if {
	roles := object.union(_role([]), {"Other": {"id": "Other", "in": "roles", "functions": [], "trust": []}})
	{scope.id | some scope in invoke_any_function.applies} == {"Role"} with input.roles as roles
}
