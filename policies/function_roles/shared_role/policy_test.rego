package policies.function_roles.shared_role_test

import data.policies.function_roles.shared_role

_functions := {
	"A": {"id": "A", "name": "orders", "tags": {"unit": "shop"}, "triggers": ["TaskA"]},
	"B": {"id": "B", "name": null, "tags": {"unit": "shop"}, "triggers": ["TaskB"]},
	"C": {"id": "C", "tags": {}, "triggers": ["Setup"]},
}

_triggers := {
	"TaskA": {"mechanism": "task", "source": {"in": "state_machines", "id": "Flow"}},
	"TaskB": {"mechanism": "task", "source": {"in": "state_machines", "id": "Flow"}},
	"Setup": {"mechanism": "custom_resource", "source": null},
}

_found(users, most) := _set(users, {"max_functions_per_role": most})

_set(users, settings) := found if {
	found := shared_role.deny with input.roles as {"Role": {"id": "Role", "in": "roles", "functions": users}}
		with input.functions as _functions
		with input.triggers as _triggers
		with input.config as {"function_roles/shared_role": object.union(
			{"max_functions_per_role": 1, "group_by": "", "ignore_generated": false},
			settings,
		)}
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

test_tasks_of_one_state_machine_may_be_a_unit if {
	_set(["A", "B"], {"group_by": "state_machine"}) == set()
	{finding.attributes | some finding in _set(["A", "C"], {"group_by": "state_machine"})} == {["functions/0", "functions/1", "functions/0/triggers", "functions/1/triggers"]}
}

test_functions_with_a_tag_in_common_may_be_a_unit if {
	_set(["A", "B"], {"group_by": "unit"}) == set()
	{finding.attributes | some finding in _set(["A", "C"], {"group_by": "unit"})} == {["functions/0", "functions/1", "functions/0/tags/unit", "functions/1/tags/unit"]}
}

test_functions_for_custom_resources_may_be_left_out if {
	_set(["A", "C"], {"ignore_generated": true}) == set()
	{finding.detail | some finding in _set(["A", "B", "C"], {"ignore_generated": true})} == {"used by B, orders"}
}

test_a_tag_that_only_one_has_makes_no_unit if {
	count(_set(["A", "C"], {"group_by": "unit"})) == 1
	count(_set(["A", "C"], {"group_by": "owner"})) == 1
}
