package policies.least_privilege.wildcard_actions_test

import data.policies.least_privilege.wildcard_actions

_role(statement) := {"Role": {
	"id": "Role",
	"in": "roles",
	"functions": ["Orders"],
	"trust": [],
	"statements": [object.union(
		{"effect": "Allow", "actions": [], "not_actions": [], "resources": [], "conditions": []},
		statement,
	)],
}}

_config(allowed) := {"least_privilege/wildcard_actions": {"allowed_wildcards": allowed, "max_actions": 8}}

_none := {"read": 0, "list": 0, "write": 0, "tag": 0, "permit": 0}

_facts := {
	"*": {"count": 20000, "levels": object.union(_none, {"write": 9000})},
	"s3:*": {"count": 170, "levels": object.union(_none, {"write": 60})},
	"SQS:*": {"count": 23, "levels": object.union(_none, {"write": 10})},
	"logs:*": {"count": 110, "levels": object.union(_none, {"write": 60})},
	"XRay:*": {"count": 40, "levels": object.union(_none, {"write": 20})},
	"s3:Get*": {"count": 63, "levels": object.union(_none, {"read": 63})},
	"sqs:Get*": {"count": 2, "levels": object.union(_none, {"read": 2})},
	"sts:Get*": {"count": 7, "levels": object.union(_none, {"read": 4, "write": 3})},
	"sqs:SendMessage": {"count": 1, "levels": object.union(_none, {"write": 1})},
	"acme:*": {"count": 0, "levels": _none},
}

# What shows that nothing takes it back is left out.
_cited(statement) := found if {
	found := {[path | some path in finding.attributes; not _of_denials(path)] | some finding in wildcard_actions.deny} with input.roles as _role(statement)
		with input.config as _config([])
		with input.actions as _facts
}

_of_denials(path) if endswith(path, "/denied")

_of_denials(path) if endswith(path, "/allowed")

_one := [{"breadth": "exact", "text": "arn:aws:s3:::uploads/*"}]

test_deny_each_service_wide_action if {
	_cited({"actions": ["s3:*", "sqs:SendMessage", "SQS:*"], "resources": _one}) == {
		["statements/0/actions/0", "statements/0/effect", "statements/0/actions"],
		["statements/0/actions/2", "statements/0/effect", "statements/0/actions"],
	}
}

test_deny_says_what_on_what if {
	details := {finding.detail | some finding in wildcard_actions.deny} with input.roles as _role({
		"actions": ["s3:*"],
		"resources": _one,
	})
		with input.config as _config([])
		with input.actions as _facts
	details == {"s3:* on arn:aws:s3:::uploads/*"}
}

test_allow_what_is_configured if {
	count(wildcard_actions.deny) == 0 with input.roles as _role({"actions": ["XRay:*"], "resources": _one})
		with input.config as _config(["xray:*"])
		with input.actions as _facts
}

test_everything_on_everything_is_left_to_full_administration if {
	_cited({"actions": ["*"], "resources": [{"breadth": "all"}]}) == set()
}

test_deny_everything_on_less_than_everything if {
	_cited({"actions": ["*"], "resources": _one}) == {[
		"statements/0/actions/0",
		"statements/0/effect",
		"statements/0/resources",
		"statements/0/resources/0/breadth",
	]}
}

test_deny_everything_where_a_condition_narrows_it if {
	_cited({"actions": ["*"], "resources": [{"breadth": "all"}], "conditions": [{"narrows": false}, {"narrows": true}]}) == {[
		"statements/0/actions/0",
		"statements/0/effect",
		"statements/0/conditions/1/narrows",
	]}
}

test_everything_on_what_is_not_known_cites_it if {
	_cited({"actions": ["*"], "resources": [{"breadth": "exact"}, {}]}) == {[
		"statements/0/actions/0",
		"statements/0/effect",
		"statements/0/resources/0/breadth",
		"statements/0/resources/1/breadth",
	]}
}

test_a_condition_that_is_not_known_is_cited if {
	_cited({"actions": ["*"], "resources": [{"breadth": "all"}], "conditions": [{}]}) == {[
		"statements/0/actions/0",
		"statements/0/effect",
		"statements/0/conditions/0/narrows",
	]}
}

test_allow_the_log_service_on_a_log_group if {
	_cited({"actions": ["logs:*"], "resources": _one}) == set()
}

test_deny_the_log_service_on_all_log_groups if {
	_cited({"actions": ["logs:*"], "resources": [{"breadth": "exact"}, {}, {"breadth": "type"}]}) == {[
		"statements/0/actions/0",
		"statements/0/effect",
		"statements/0/resources/2/breadth",
		"statements/0/actions",
	]}
}

test_the_log_service_on_what_is_not_known_cites_it if {
	_cited({"actions": ["logs:*"], "resources": [{"breadth": "exact"}, {}]}) == {[
		"statements/0/actions/0",
		"statements/0/effect",
		"statements/0/resources/1/breadth",
		"statements/0/actions",
	]}
}

test_allow_a_denial if {
	_cited({"effect": "Deny", "actions": ["s3:*"], "resources": _one}) == set()
}

test_applies_to_a_role_of_a_function if {
	{scope.id | some scope in wildcard_actions.applies} == {"Role"} with input.roles as _role({})
}

test_deny_a_prefix_that_covers_many if {
	_cited({"actions": ["s3:Get*"], "resources": _one}) == {[
		"statements/0/actions/0",
		"statements/0/effect",
		"statements/0/actions",
	]}
}

test_deny_a_prefix_that_reads_as_reading_and_writes if {
	count(_cited({"actions": ["sts:Get*"], "resources": _one})) == 1
}

test_allow_a_prefix_that_covers_few if {
	_cited({"actions": ["sqs:Get*", "sqs:SendMessage"], "resources": _one}) == set()
}

test_beside_everything_the_others_add_nothing if {
	_cited({"actions": ["*", "s3:*"], "resources": [{"breadth": "all"}]}) == set()
}

test_what_aws_keeps_and_policy_templates_are_left_to_others if {
	_cited({"actions": ["s3:*"], "resources": _one, "origin": "aws_managed_policy"}) == set()
	_cited({"actions": ["s3:*"], "resources": _one, "origin": "policy_template"}) == set()
}

test_an_action_that_is_not_known_is_cited if {
	some attributes in _cited({"actions": ["s3:*", {}], "resources": _one})
	"statements/0/actions/1" in attributes
}
