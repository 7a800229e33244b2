package policies.function_perimeter.untrusted_layer_test

import data.policies.function_perimeter.untrusted_layer

_found(layer, trusted) := found if {
	found := {finding.detail | some finding in untrusted_layer.deny} with input.functions as {"Orders": {"id": "Orders", "in": "functions", "layers": ["Layer"]}}
		with input.layers as {"Layer": layer}
		with input.config as {"function_perimeter/untrusted_layer": {"trusted_layer_accounts": trusted}}
}

test_deny_a_layer_of_another_account if {
	_found({"account": "222222222222", "whose": "foreign"}, []) == {"a layer of account 222222222222"}
}

test_allow_a_layer_of_an_account_that_is_trusted if {
	_found({"account": "222222222222", "whose": "foreign"}, ["222222222222"]) == set()
	_found({"account": "222222222222"}, ["222222222222"]) == set()
}

test_allow_a_layer_of_aws if _found({"account": "017000801446"}, []) == set()

test_allow_a_layer_of_ours if {
	_found({"account": null, "whose": null}, []) == set()
	_found({"account": "111111111111", "whose": "own"}, []) == set()
}

test_a_layer_that_is_not_known_may_be_anybodys if {
	_found({}, []) == {"a layer of an account that is not known"}
}
