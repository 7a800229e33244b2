package policies.least_privilege.no_permissions_boundary_test

import data.policies.least_privilege.no_permissions_boundary

_findings(accepted, boundary) := found if {
	found := {[finding.attributes, finding.detail] | some finding in no_permissions_boundary.deny} with input.roles as {"Role": object.union(
		{"id": "Role", "in": "roles", "functions": ["Worker"], "trust": []},
		boundary,
	)}
		with input.config as {"least_privilege/no_permissions_boundary": {"boundary_arns": accepted}}
}

_arn := "arn:aws:iam::123456789012:policy/functions"

test_deny_a_role_without_a_boundary if _findings([], {"boundary": null}) == {[["boundary"], "it has no boundary"]}

test_allow_any_boundary_where_none_is_named if {
	_findings([], {"boundary": {"arn": _arn}}) == set()
	_findings([], {"boundary": {}}) == set()
}

test_deny_another_boundary_than_those_named if {
	_findings(["arn:aws:iam::*:policy/others"], {"boundary": {"arn": _arn}}) == {[["boundary/arn"], concat("", ["the boundary is ", _arn])]}
}

test_allow_a_boundary_that_is_named if _findings(["arn:aws:iam::*:policy/others", "arn:aws:iam::*:policy/functions"], {"boundary": {"arn": _arn}}) == set()

test_which_boundary_it_is_is_cited_where_it_matters if {
	_findings([_arn], {"boundary": {}}) == {[["boundary/arn"], "the boundary is not known"]}
}

test_a_boundary_that_is_not_known_is_neither if _findings([_arn], {}) == set()
