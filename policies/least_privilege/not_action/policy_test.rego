package policies.least_privilege.not_action_test

import data.policies.least_privilege.not_action

_role(statement) := {"Role": {
	"id": "Role",
	"in": "roles",
	"functions": ["Orders"],
	"trust": [],
	"managed_policies": [],
	"statements": [object.union(
		{
			"effect": "Allow",
			"actions": [],
			"not_actions": [],
			"resources": [],
			"not_resources": [],
			"conditions": [],
			"origin": "inline",
		},
		statement,
	)],
}}

_found(statement) := found if {
	found := {[finding.severity, finding.detail] | some finding in not_action.deny} with input.roles as _role(statement)
}

test_less_grave_on_one_resource if {
	_found({"not_actions": ["s3:*"], "resources": [{"breadth": "exact", "text": "arn"}]}) == {["medium", "every action but s3:* on arn"]}
	_found({"not_actions": ["s3:*"], "resources": [{"breadth": "type", "text": "arn"}]}) == {["high", "every action but s3:* on arn"]}
}

test_administration_is_left_to_another_policy if {
	_found({"not_actions": ["s3:*"], "resources": [{"breadth": "all", "text": "*"}]}) == set()
}

test_without_the_management_of_permissions_it_is_reported if {
	_found({"not_actions": ["iam:*"], "resources": [{"breadth": "all", "text": "*"}]}) == {["high", "every action but iam:* on *"]}
}

test_allow_a_denial if {
	_found({"effect": "Deny", "not_actions": ["s3:*"], "resources": [{"breadth": "exact"}]}) == set()
}

test_roles_of_the_application_alone_are_judged if {
	roles := object.union(_role({}), {"Other": {"id": "Other", "in": "roles", "functions": [], "trust": []}})
	{scope.id | some scope in not_action.applies} == {"Role"} with input.roles as roles
}

test_deny_everything_but_some_resources if {
	{finding.detail | some finding in not_action.deny} == {"s3:* on everything but arn:aws:s3:::payroll"} with input.roles as _role({
		"actions": ["s3:*"],
		"not_resources": [{"text": "arn:aws:s3:::payroll"}],
	})
}

test_says_what_is_allowed_where_neither_actions_nor_resources_are_named if {
	details := {finding.detail | some finding in not_action.deny} with input.roles as _role({"not_actions": ["iam:*"], "not_resources": [{"text": "arn"}]})
	details == {"every action but iam:* on everything but arn"}
}

test_what_is_not_known_goes_unnamed if {
	details := {finding.detail | some finding in not_action.deny} with input.roles as _role({"actions": [{}], "not_resources": [{}]})
	details == {"what is not known on everything but a resource that is not known"}
}
