package policies.least_privilege.full_admin_test

import data.policies.least_privilege.full_admin

_role(statement) := {"Role": object.union(
	{"id": "Role", "in": "roles", "functions": ["Orders"], "trust": []},
	{"statements": [object.union(
		{"effect": "Allow", "actions": [], "not_actions": [], "resources": [], "conditions": []},
		statement,
	)]},
)}

_everywhere := [{"breadth": "all", "text": "*"}]

_config(ignored) := {"least_privilege/full_admin": {"ignore_roles": ignored}}

# What shows that nothing takes it back is left out.
_cited(statement) := found if {
	found := {[path | some path in finding.attributes; not _of_denials(path)] | some finding in full_admin.deny} with input.roles as _role(statement)
		with input.config as _config([])
}

_of_denials(path) if endswith(path, "/denied")

_of_denials(path) if endswith(path, "/allowed")

test_deny_everything_on_everything if {
	_cited({"actions": ["s3:GetObject", "*"], "resources": [{"breadth": "exact"}, {"breadth": "all"}]}) == {[
		"statements/0/actions/1",
		"statements/0/effect",
		"statements/0/resources/1/breadth",
		"statements/0/conditions",
	]}
}

test_deny_once_for_a_statement if {
	count(_cited({"actions": ["*", "*:*"], "resources": [{"breadth": "all"}, {"breadth": "all"}]})) == 1
}

test_deny_a_condition_that_does_not_narrow if {
	_cited({"actions": ["*"], "resources": _everywhere, "conditions": [{"narrows": false}]}) == {[
		"statements/0/actions/0",
		"statements/0/effect",
		"statements/0/resources/0/breadth",
		"statements/0/conditions",
		"statements/0/conditions/0/narrows",
	]}
}

test_allow_a_condition_that_narrows if {
	_cited({"actions": ["*"], "resources": _everywhere, "conditions": [{"narrows": true}]}) == set()
}

test_deny_not_action_on_everything if {
	{finding.detail | some finding in full_admin.deny} == {"everything but s3:*, sts:* on *"} with input.roles as _role({
		"not_actions": ["s3:*", "sts:*"],
		"resources": _everywhere,
	})
		with input.config as _config([])
}

test_not_action_that_guards_permissions_is_left_to_others if {
	_cited({"not_actions": ["sts:*", "iam:*"], "resources": _everywhere}) == set()
}

test_a_pattern_that_may_guard_permissions_is_cited if {
	some attributes in _cited({"not_actions": ["sts:*", {}], "resources": _everywhere})
	"statements/0/not_actions/1" in attributes
}

test_less_grave_within_a_boundary if {
	severities := {finding.severity | some finding in full_admin.deny} with input.roles as _role({
		"actions": ["*"],
		"resources": [{"breadth": "all", "text": "*", "denied": [], "allowed": ["s3:*"]}],
	})
		with input.config as _config([])
	severities == {"medium"}
}

test_allow_roles_that_are_ignored if {
	count(full_admin.deny) == 0 with input.roles as _role({"actions": ["*"], "resources": _everywhere})
		with input.config as _config(["Ro*"])
}

test_allow_not_action_on_one_resource if {
	_cited({"not_actions": ["iam:*"], "resources": [{"breadth": "exact"}]}) == set()
}

test_allow_a_denial_of_everything if {
	_cited({"effect": "Deny", "actions": ["*"], "resources": _everywhere}) == set()
}

test_allow_everything_of_one_service if {
	_cited({"actions": ["s3:*"], "resources": _everywhere}) == set()
}

test_a_breadth_that_is_not_known_is_cited if {
	some attributes in _cited({"actions": ["*"], "resources": [{"breadth": "exact"}, {"text": "${Scope}"}]})
	"statements/0/resources/1/breadth" in attributes
}

test_applies_to_roles_of_functions_and_of_services_that_run_them if {
	roles := {
		"Function": {"id": "Function", "in": "roles", "functions": ["Orders"], "trust": []},
		"Steps": {"id": "Steps", "in": "roles", "functions": [], "trust": [{"principals": [{
			"type": "Service",
			"text": "states.amazonaws.com",
		}]}]},
		"Machine": {"id": "Machine", "in": "roles", "functions": [], "trust": [{"principals": [{
			"type": "Service",
			"text": "ec2.amazonaws.com",
		}]}]},
	}
	{scope.id: scope.attributes | some scope in full_admin.applies} == {
		"Function": ["functions/0"],
		"Steps": ["trust/0/principals/0/text"],
	} with input.roles as roles
}
