package policies.secrets.literal_secret_test

import data.policies.secrets.literal_secret

_found(environment) := _finds(environment, [])

_finds(environment, allow) := found if {
	found := literal_secret.deny with input.functions as {"Orders": {
		"id": "Orders",
		"in": "functions",
		"environment": environment,
	}}
		with input.config as {"secrets/literal_secret": {"allow": allow}}
}

test_deny_a_secret_without_showing_it if {
	_found({"KEY": {"value": null, "origin": "literal", "secret": {"detector": "aws_access_key"}}}) == {{
		"entity": {"in": "functions", "id": "Orders"},
		"attributes": ["environment/KEY/secret"],
		"detail": "KEY holds an AWS access key",
	}}
}

test_deny_each_secret if {
	secret := {"secret": {"detector": "password_in_url"}}
	{finding.attributes | some finding in _found({"A": secret, "B": {"secret": null}, "C/D": secret})} == {
		["environment/A/secret"],
		["environment/C~1D/secret"],
	}
}

test_allow_what_is_no_secret if {
	_found({"TABLE": {"value": "orders", "secret": null}, "URL": {"secret": null}, "STAGE": {}}) == set()
}

test_allow_an_empty_environment if _found({}) == set()

test_allow_what_is_allowed if {
	key := {"secret": {"detector": "google_api_key"}}
	found := _finds({"MAP_KEY": key, "MAPS": key, "OTHER_KEY": key}, ["MAP*"])
	{finding.detail | some finding in found} == {"OTHER_KEY holds a google api key"}
}

test_deny_a_secret_of_each_function if {
	environment := {"KEY": {"secret": {"detector": "stripe_key"}}}
	found := {finding.entity.id | some finding in literal_secret.deny} with input.functions as {
		"Orders": {"id": "Orders", "in": "functions", "environment": environment},
		"Refunds": {"id": "Refunds", "in": "functions", "environment": environment},
	}
		with input.config as {"secrets/literal_secret": {"allow": []}}
	found == {"Orders", "Refunds"}
}

test_what_is_allowed_goes_by_its_whole_name if {
	key := {"secret": {"detector": "google_api_key"}}
	{finding.detail | some finding in _finds({"MAP_KEY_2": key}, ["MAP_KEY"])} == {"MAP_KEY_2 holds a google api key"}
}
