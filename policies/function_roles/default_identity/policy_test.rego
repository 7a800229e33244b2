package policies.function_roles.default_identity_test

import data.policies.function_roles.default_identity

_found(functions) := found if {
	found := {[finding.entity.id, finding.attributes[0]] | some finding in default_identity.deny} with input.cloud_functions as functions
}

_app(id, more) := object.union(
	{
		"id": id,
		"in": "cloud_functions",
		"external": false,
		"identity": "own",
		"identities": [],
		"storage": null,
		"slot_of": null,
	},
	more,
)

test_an_identity_of_its_own if _found({"a": _app("a", {})}) == set()

test_the_identity_of_the_project if _found({"a": _app("a", {"identity": "default"})}) == {["a", "identity"]}

test_no_identity if _found({"a": _app("a", {"identity": "none"})}) == {["a", "identity"]}

test_no_identity_elsewhere if _found({"a": _app("a", {"identity": "none", "external": true})}) == set()

test_a_shared_identity if {
	_found({"a": _app("a", {"identities": ["x", "y"]}), "b": _app("b", {"identities": ["y"]})}) == {["a", "identities/1"], ["b", "identities/0"]}
}

test_an_identity_that_only_a_slot_shares if {
	_found({"a": _app("a", {"identities": ["x"]}), "s": _app("s", {"identities": ["x"], "slot_of": "a"})}) == set()
}

test_a_shared_storage if {
	storage := {"storage": {"account": "s", "by_key": true}}
	_found({"a": _app("a", storage), "b": _app("b", storage)}) == {["a", "storage/account"], ["b", "storage/account"]}
}

test_a_shared_storage_without_key if {
	with_key := {"storage": {"account": "s", "by_key": true}}
	without_key := {"storage": {"account": "s", "by_key": false}}
	_found({"a": _app("a", with_key), "b": _app("b", without_key)}) == {["a", "storage/account"]}
}

test_no_storage_is_not_shared if {
	_found({"a": _app("a", {"storage": null}), "b": _app("b", {"storage": null})}) == set()
}

test_a_slot_that_may_stand_in_is_cited if {
	slot := object.remove(_app("s", {"identities": ["x"]}), ["slot_of"])
	functions := {"a": _app("a", {"identities": ["x"]}), "s": slot}
	some finding in default_identity.deny with input.cloud_functions as functions
	finding.entity.id == "a"
	finding.attributes == ["identities/0", "slot_of"]
	finding.related == [{"in": "cloud_functions", "id": "s", "attributes": ["identities/0", "slot_of"]}]
}

test_identities_that_are_not_known_are_not_the_same if {
	_found({"a": _app("a", {"identities": [{}]}), "b": _app("b", {"identities": [{}]})}) == set()
}

test_says_whose_it_is if {
	functions := {"a": _app("a", {"identities": ["x"], "name": "orders"}), "b": _app("b", {"identities": ["x"]})}
	{finding.detail | some finding in default_identity.deny} == {"orders has the same identity", "b has the same identity"} with input.cloud_functions as functions
}
