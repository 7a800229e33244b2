package lib.wildcards_test

import data.lib.wildcards

_config := {"least_privilege/wildcard_actions": {"allowed_wildcards": ["XRay:*"], "max_actions": 8}}

_facts(count, write) := {"count": count, "levels": {"read": count - write, "list": 0, "write": write, "tag": 0, "permit": 0}}

_actions := {
	"*": _facts(20000, 9000),
	"s3:*": _facts(170, 60),
	"logs:*": _facts(110, 60),
	"xray:*": _facts(40, 20),
	"s3:Get*": _facts(63, 0),
	"sqs:Get*": _facts(2, 0),
	"sts:Get*": _facts(7, 3),
	"acme:*": _facts(0, 0),
}

test_patterns_cover_too_much if {
	wildcards.wide == {
		"*": "*",
		"s3:*": "s3:*",
		"logs:*": "logs:*",
		"s3:Get*": "s3:Get* (63 actions)",
		"sts:Get*": "sts:Get* (also writes)",
	} with input.actions as _actions
		with input.config as _config
}

test_no_pattern_does_where_nobody_asks if {
	wildcards.wide == {} with input.actions as _actions with input.config as {}
}

_star := {"breadth": "all", "denied": [], "allowed": null}

test_what_a_denial_or_a_boundary_takes_back_is_not_left if {
	denied := object.union(_star, {"denied": ["s3:*"]})
	bounded := object.union(_star, {"allowed": ["s3:GetObject"]})
	wildcards.left({"resources": [denied, _star, bounded]}, "s3:Get*") == [1]
}

test_a_log_group_is_no_more_than_one if {
	wildcards.beyond_log_groups({"breadth": "prefix"}) == "prefix"
	wildcards.beyond_log_groups({}) == "unknown"
	not wildcards.beyond_log_groups({"breadth": "exact"})
}

_tells(statement, resource) if {
	whole := object.union({"effect": "Allow", "actions": ["s3:*"], "resources": [object.union(_star, resource)]}, statement)
	wildcards.tells(whole, 0, 0) with input.actions as _actions with input.config as _config
}

test_a_wildcard_is_told if {
	_tells({}, {})
	_tells({"actions": ["*"]}, {"breadth": "type"})
	_tells({"actions": ["logs:*"]}, {})
}

test_a_wildcard_is_not_told if {
	not _tells({"effect": "Deny"}, {})
	not _tells({"origin": "aws_managed_policy"}, {})
	not _tells({"actions": ["xray:*"]}, {})
	not _tells({"actions": ["sqs:Get*"]}, {})
	not _tells({"actions": ["s3:*", "*"]}, {})
	not _tells({"actions": ["*"]}, {})
	not _tells({"actions": ["logs:*"]}, {"breadth": "exact"})
}

test_a_wildcard_is_not_told_for_sure if {
	not _tells({"actions": ["s3:*", {}]}, {})
	not _tells({"effect": {}}, {})
	not _tells({}, {"denied": {}})
	not _tells({"actions": ["*"]}, {"breadth": {}})
	not _tells({"actions": ["logs:*"]}, {"breadth": {}})
}

test_a_wildcard_tells_of_what_it_covers_beside_it if {
	_tells({"actions": ["s3:GetObject", "s3:*"]}, {})
	_tells({"actions": ["s3:GetObject", "*"]}, {"breadth": "type"})
	not _tells({"actions": ["sqs:SendMessage", "s3:*"]}, {})
}
