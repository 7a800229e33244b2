package policies.least_privilege.unscoped_sam_template_test

import data.policies.least_privilege.unscoped_sam_template

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

_found(statement, allowed) := found if {
	template := object.union(statement, {"origin": "policy_template", "policy": "SQSSendMessagePolicy", "actions": ["sqs:SendMessage"]})
	found := {finding.detail | some finding in unscoped_sam_template.deny} with input.roles as _role(template)
		with input.config as {"least_privilege/unscoped_sam_template": {"allowed_templates": allowed}}
		with input.actions as _actions
}

_wide := {"resources": [{"breadth": "type", "literal": 0, "text": "arn:*"}]}

test_a_star_for_the_name if {
	_found(_wide, []) == {"SQSSendMessagePolicy on arn:*"}
}

test_allow_what_is_configured if {
	_found(_wide, ["SQSSendMessagePolicy"]) == set()
}

test_allow_a_fixed_beginning if {
	_found({"resources": [{"breadth": "prefix", "literal": 7, "text": "arn:orders-*"}]}, []) == set()
}
