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

_config(allowed) := {"least_privilege/wildcard_actions": {"allowed_wildcards": allowed}}

_cited(statement) := found if {
	found := {finding.attributes | some finding in wildcard_actions.deny} with input.roles as _role(statement)
		with input.config as _config([])
}

_one := [{"breadth": "exact", "text": "arn:aws:s3:::uploads/*"}]

test_deny_each_service_wide_action if {
	_cited({"actions": ["s3:*", "sqs:SendMessage", "SQS:*"], "resources": _one}) == {
		["statements/0/actions/0", "statements/0/effect"],
		["statements/0/actions/2", "statements/0/effect"],
	}
}

test_deny_says_what_on_what if {
	details := {finding.detail | some finding in wildcard_actions.deny} with input.roles as _role({
		"actions": ["s3:*"],
		"resources": _one,
	})
		with input.config as _config([])
	details == {"s3:* on arn:aws:s3:::uploads/*"}
}

test_allow_what_is_configured if {
	count(wildcard_actions.deny) == 0 with input.roles as _role({"actions": ["XRay:*"], "resources": _one})
		with input.config as _config(["xray:*"])
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
	]}
}

test_the_log_service_on_what_is_not_known_cites_it if {
	_cited({"actions": ["logs:*"], "resources": [{"breadth": "exact"}, {}]}) == {[
		"statements/0/actions/0",
		"statements/0/effect",
		"statements/0/resources/1/breadth",
	]}
}

test_allow_a_denial if {
	_cited({"effect": "Deny", "actions": ["s3:*"], "resources": _one}) == set()
}

test_applies_to_a_role_of_a_function if {
	{scope.id | some scope in wildcard_actions.applies} == {"Role"} with input.roles as _role({})
}
