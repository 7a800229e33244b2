package policies.function_perimeter.public_invoke_test

import data.policies.function_perimeter.public_invoke

_policies(statement) := {"Orders#policy": {
	"id": "Orders#policy",
	"in": "resource_policies",
	"resource": {"in": "functions", "id": "Orders"},
	"statements": [object.union(
		{
			"effect": "Allow",
			"actions": ["lambda:InvokeFunction"],
			"principals": [],
			"not_principals": [],
			"conditions": [],
		},
		statement,
	)],
}}

_cited(statement) := found if {
	found := {finding.attributes | some finding in public_invoke.deny} with input.resource_policies as _policies(statement)
}

_anyone := [{"type": "AWS", "text": "*", "any": true}]

test_deny_anyone if {
	_cited({"principals": _anyone}) == {[
		"statements/0/principals/0/any",
		"statements/0/effect",
		"statements/0/conditions",
	]}
}

test_deny_a_condition_that_does_not_narrow if {
	_cited({"principals": _anyone, "conditions": [{"key": "aws:sourcearn", "values": ["*"], "narrows": false}]}) == {[
		"statements/0/principals/0/any",
		"statements/0/effect",
		"statements/0/conditions",
		"statements/0/conditions/0/narrows",
	]}
}

test_allow_a_condition_that_narrows if {
	_cited({"principals": _anyone, "conditions": [{"key": "aws:sourceaccount", "values": ["1"], "narrows": true}]}) == set()
}

test_allow_somebody if {
	_cited({"principals": [{"type": "Service", "text": "s3.amazonaws.com", "any": false}]}) == set()
}

test_a_principal_that_is_not_known_is_cited if {
	some attributes in _cited({"principals": [{"type": "Service", "any": false}, {"type": "AWS"}]})
	attributes[0] == "statements/0/principals/1/any"
}

test_deny_everyone_but_some if {
	_cited({"not_principals": [{"type": "AWS", "text": "123456789012", "any": false}]}) == {[
		"statements/0/not_principals/0/type",
		"statements/0/effect",
		"statements/0/conditions",
	]}
}

test_allow_a_denial_of_everyone_but_some if {
	_cited({"effect": "Deny", "not_principals": [{"type": "AWS", "text": "123456789012", "any": false}]}) == set()
}

_with_url(statement) := found if {
	found := {finding.attributes | some finding in public_invoke.deny} with input.resource_policies as _policies(statement)
		with input.functions as {"Orders": {"id": "Orders", "urls": ["Url"]}}
}

test_what_opens_a_url_is_left_to_the_url if {
	every condition in [
		{"key": "lambda:functionurlauthtype", "values": ["NONE"], "narrows": false},
		{"key": "lambda:functionurlauthtype", "values": ["AWS_IAM"], "narrows": true},
		{"key": "lambda:invokedviafunctionurl", "values": ["true"], "narrows": false},
	] {
		_with_url({"principals": _anyone, "conditions": [condition]}) == set()
	}
}

test_deny_what_opens_a_url_that_is_not_declared if {
	condition := {"key": "lambda:functionurlauthtype", "values": ["NONE"], "narrows": false}
	some attributes in _cited({"principals": _anyone, "conditions": [condition]})
	"resource/urls" in attributes
}

test_a_layer_for_everybody_is_less_grave if {
	policies := {"Shared#policy": object.union(
		_policies({"principals": _anyone})["Orders#policy"],
		{"id": "Shared#policy", "resource": {"in": "layers", "id": "Shared"}},
	)}
	{finding.severity | some finding in public_invoke.deny} == {"high"} with input.resource_policies as policies
}

test_deny_what_is_not_called_through_a_url if {
	condition := {"key": "lambda:invokedviafunctionurl", "values": ["false"], "narrows": false}
	_with_url({"principals": _anyone, "conditions": [condition]}) == {[
		"statements/0/principals/0/any",
		"statements/0/effect",
		"statements/0/conditions",
		"statements/0/conditions/0/narrows",
		"statements/0/conditions/0/values/0",
		"resource/urls",
	]}
}

test_applies_to_policies_of_functions_and_layers_only if {
	policies := {
		"Orders#policy": {"id": "Orders#policy", "in": "resource_policies", "resource": {"in": "functions", "id": "Orders"}},
		"Jobs#policy": {"id": "Jobs#policy", "in": "resource_policies", "resource": {"in": "queues", "id": "Jobs"}},
	}
	{scope.id | some scope in public_invoke.applies} == {"Orders#policy"} with input.resource_policies as policies
}
