package policies.least_privilege.broad_arn_test

import data.policies.least_privilege.broad_arn

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

_config(more) := {"least_privilege/broad_arn": object.union({"min_prefix": 4, "allow_region_wildcard": false}, more)}

_grant(more) := object.union(
	{"breadth": "exact", "literal": 8, "any_account": false, "region": "one", "text": "arn", "service": "sqs"},
	more,
)

_found(grants, more) := found if {
	statement := {"actions": ["sqs:SendMessage"], "resources": grants}
	found := {[finding.severity, finding.attributes[0]] | some finding in broad_arn.deny} with input.roles as _role(statement)
		with input.config as _config(more)
		with input.actions as _actions
}

test_the_gravest_resource_is_reported if {
	grants := [_grant({"region": "any"}), _grant({"breadth": "type", "literal": 0})]
	_found(grants, {}) == {["medium", "statements/0/resources/1/breadth"]}
}

test_a_wildcard_for_the_region_is_low if {
	_found([_grant({"region": "any"})], {}) == {["low", "statements/0/resources/0/region"]}
	_found([_grant({"region": "any"})], {"allow_region_wildcard": true}) == set()
}

test_a_shorter_beginning_may_be_configured if {
	_found([_grant({"breadth": "prefix", "literal": 3})], {}) == {["medium", "statements/0/resources/0/breadth"]}
	_found([_grant({"breadth": "prefix", "literal": 3})], {"min_prefix": 2}) == set()
}

test_a_statement_on_everything_is_left_to_another_policy if {
	_found([_grant({"breadth": "type"}), _grant({"breadth": "all"})], {}) == set()
}
