package policies.function_perimeter.open_cloud_function_test

import data.policies.function_perimeter.open_cloud_function

_of_function(attributes) := found if {
	found := {finding | some finding in open_cloud_function.deny} with input.cloud_functions as {"f": object.union(
		{"id": "f", "in": "cloud_functions", "external": false},
		attributes,
	)}
}

_of_grant(grant) := found if {
	found := {finding | some finding in open_cloud_function.deny} with input.cloud_bindings as {"b": {
		"id": "b",
		"in": "cloud_bindings",
		"function": "f",
		"grants": [grant],
	}}
}

_severities(findings) := {object.get(finding, "severity", "as the policy says") | some finding in findings}

_service := {"provider": "google", "http": true, "network": "anywhere", "authentication": "required", "address_rules": []}

_app := {
	"provider": "azure",
	"http": true,
	"network": "anywhere",
	"authentication": "none",
	"private_endpoints": [],
	"address_rules": [],
	"address_default": null,
	"http_triggers": [],
}

test_a_service_on_the_internet if _severities(_of_function(_service)) == {"medium"}

test_a_service_that_asks_for_no_permission if {
	_severities(_of_function(object.union(_service, {"authentication": "none"}))) == {"as the policy says"}
}

test_a_service_within_a_network if {
	_of_function(object.union(_service, {"network": "internal", "authentication": "none"})) == set()
}

test_a_service_declared_elsewhere if _of_function(object.union(_service, {"external": true})) == set()

test_a_network_that_is_not_known_is_cited if {
	some finding in _of_function(object.remove(_service, ["network"]))
	finding.attributes == ["network", "http"]
}

test_everyone_may_look if {
	_severities(_of_grant({"role": "roles/viewer", "members": [{"who": "everyone"}]})) == {"medium"}
}

test_everyone_with_an_account_may_call if {
	_severities(_of_grant({"role": "roles/run.invoker", "members": [{"who": "any_account"}]})) == {"high"}
}

test_everyone_within_a_network_may_call if {
	findings := _of_grant({"role": "roles/run.invoker", "members": [{"who": "everyone"}]}) with input.cloud_functions as {"f": {
		"id": "f",
		"in": "cloud_functions",
		"provider": "google",
		"network": "load_balancer",
	}}
	_severities(findings) == {"medium"}
}

test_a_role_that_is_not_known if {
	some finding in _of_grant({"members": [{"who": "somebody"}, {"who": "everyone"}]})
	finding.attributes == ["grants/0/members/1/who"]
	finding.detail == "everyone is given a role"
}

test_an_app_on_the_internet if _severities(_of_function(_app)) == {"medium"}

test_an_app_whose_function_asks_for_no_key if {
	findings := _of_function(object.union(_app, {"http_triggers": [{"name": "take", "anonymous": true}]}))
	{finding.detail | some finding in findings} == {"anyone may call take"}
	_severities(findings) == {"as the policy says"}
}

test_an_app_with_a_rule_for_somebody if {
	_of_function(object.union(_app, {"address_rules": [{"action": "Allow", "everyone": false}]})) == set()
}

test_an_app_whose_rule_may_be_for_everybody if {
	some finding in _of_function(object.union(_app, {"address_rules": [{"action": "Allow", "everyone": false}, {"action": "Allow"}]}))
	"address_rules/1/everyone" in finding.attributes
}

test_an_app_that_denies_the_others if {
	_of_function(object.union(_app, {"address_default": "Deny"})) == set()
}

test_an_app_with_a_private_endpoint if {
	_of_function(object.union(_app, {"private_endpoints": ["orders"]})) == set()
}
