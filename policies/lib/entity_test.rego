package lib.entity_test

import data.lib.entity

test_an_entity_goes_by_its_name if {
	entity.label({"id": "Worker", "name": "orders-worker"}) == "orders-worker"
}

test_without_a_name_it_goes_by_its_id if {
	entity.label({"id": "Worker", "name": null}) == "Worker"
	entity.label({"id": "Worker"}) == "Worker"
}
