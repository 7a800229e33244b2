package policies.function_roles.shared_role_test

import data.policies.function_roles.shared_role

_functions := {"A": {"id": "A", "name": "orders"}, "B": {"id": "B", "name": null}, "C": {"id": "C"}}

_found(users, most) := found if {
	found := shared_role.deny with input.roles as {"Role": {"id": "Role", "in": "roles", "functions": users}}
		with input.functions as _functions
		with input.config as {"function_roles/shared_role": {"max_functions_per_role": most}}
}

test_deny_a_role_of_three if {
	_found(["A", "B", "C"], 1) == {{
		"entity": {"in": "roles", "id": "Role"},
		"attributes": ["functions/0", "functions/1", "functions/2"],
		"detail": "used by B, C, orders",
	}}
}

test_allow_a_role_of_one if _found(["A"], 1) == set()

test_allow_a_role_of_none if _found([], 1) == set()

test_allow_as_many_as_is_configured if {
	_found(["A", "B"], 2) == set()
	count(_found(["A", "B", "C"], 2)) == 1
}
