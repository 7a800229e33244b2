package lib.result_test

import data.lib.result

test_a_finding_names_the_entity_and_what_decides if {
	role := {"in": "roles", "id": "Worker", "name": "worker"}
	result.at(role, ["functions/0"], {"detail": "used by two"}) == {
		"entity": {"in": "roles", "id": "Worker"},
		"attributes": ["functions/0"],
		"detail": "used by two",
	}
}

test_a_scope_names_the_entity_and_what_decides if {
	role := {"in": "roles", "id": "Worker", "name": "worker"}
	result.scope(role, ["functions/0"]) == {"in": "roles", "id": "Worker", "attributes": ["functions/0"]}
}
