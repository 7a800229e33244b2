package policies.least_privilege.wildcard_resource_test

import data.policies.least_privilege.wildcard_resource

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

_none := {"read": 0, "list": 0, "write": 0, "tag": 0, "permit": 0}

_actions := {
	"sqs:SendMessage": {"scopable_levels": object.union(_none, {"write": 1})},
	"s3:GetObject": {"scopable_levels": object.union(_none, {"read": 1})},
	"s3:ListBucket": {"scopable_levels": object.union(_none, {"list": 1})},
	"xray:PutTraceSegments": {"scopable_levels": _none},
}

_config(more) := {"least_privilege/wildcard_resource": object.union(
	{
		"extra_unscopable": [],
		"severity_by_access_level": {"permit": "high", "write": "high", "tag": "medium", "read": "medium", "list": "low"},
	},
	more,
)}

_found(statement, more) := found if {
	found := {[finding.severity, finding.detail] | some finding in wildcard_resource.deny} with input.roles as _role(statement)
		with input.config as _config(more)
		with input.actions as _actions
}

_everywhere := [{"breadth": "all", "text": "*", "service": null}]

test_the_gravest_action_gives_the_severity if {
	_found({"actions": ["s3:ListBucket", "s3:GetObject"], "resources": _everywhere}, {}) == {["medium", "s3:GetObject, s3:ListBucket on *"]}
	_found({"actions": ["s3:ListBucket"], "resources": _everywhere}, {}) == {["low", "s3:ListBucket on *"]}
}

test_a_severity_that_is_configured if {
	levels := {"severity_by_access_level": {"write": "critical"}}
	_found({"actions": ["sqs:SendMessage"], "resources": _everywhere}, levels) == {["critical", "sqs:SendMessage on *"]}
}

test_allow_what_is_configured if {
	_found({"actions": ["sqs:SendMessage"], "resources": _everywhere}, {"extra_unscopable": ["sqs:*"]}) == set()
}

test_once_for_a_statement if {
	count(_found({"actions": ["sqs:SendMessage"], "resources": array.concat(_everywhere, _everywhere)}, {})) == 1
}

test_a_pattern_of_a_service_is_not_everything if {
	_found({"actions": ["s3:GetObject"], "resources": [{"service": "s3", "text": "${Bucket}"}]}, {}) == set()
}

test_roles_of_the_application_alone_are_judged if {
	roles := object.union(_role({}), {"Other": {"id": "Other", "in": "roles", "functions": [], "trust": []}})
	{scope.id | some scope in wildcard_resource.applies} == {"Role"} with input.roles as roles
}
