package policies.secrets.secret_parameter_test

import data.policies.secrets.secret_parameter

_plain := {
	"id": "P",
	"in": "input_parameters",
	"name": "ApiToken",
	"type": "String",
	"description": null,
	"default": null,
	"sensitive": true,
	"allowed_values": [],
	"secret_uses": [],
	"shown_in": [],
}

_config := {"secrets/secret_parameter": {"name_pattern": `(?i)(password|token|secret)$`}}

_found(changed) := found if {
	found := {finding.attributes[0] | some finding in secret_parameter.deny} with input.input_parameters as {"P": object.union(_plain, changed)}
		with input.config as _config
}

_applies(changed) := found if {
	found := {scope.attributes | some scope in secret_parameter.applies} with input.input_parameters as {"P": object.union(_plain, changed)}
		with input.config as _config
}

_use := {"resource": "Database", "name": "MasterUserPassword"}

test_allow_what_is_hidden if _found({}) == set()

test_deny_what_is_not_hidden if _found({"sensitive": false}) == {"sensitive"}

test_deny_a_default_before_all_else if {
	_found({"default": {"form": "text", "secret": null}, "sensitive": false}) == {"default/form"}
}

test_deny_an_output_that_shows_it if _found({"shown_in": ["Token"]}) == {"shown_in/0"}

test_apply_by_name_and_by_use if {
	_applies({}) == {["name"]}
	_applies({"name": "Unlock", "secret_uses": [_use]}) == {["secret_uses/0/name"]}
	_applies({"name": "Stage"}) == set()
}

test_allow_a_default_that_tells_where_the_secret_is if {
	every form in ["location", "name", "flag", "number", "expression"] {
		_applies({"default": {"form": form, "secret": null}, "sensitive": false}) == set()
	}
}

test_allow_an_empty_default if _found({"default": {"form": "empty", "secret": null}}) == set()

test_leave_a_default_that_its_form_gives_away_to_where_it_is_used if {
	_found({"default": {"form": "text", "secret": {"detector": "github_token"}}}) == set()
}

test_deny_a_secret_among_several_values if {
	_found({"default": {"form": null, "secret": {"detector": "named_value"}}}) == {"default/form"}
}

test_allow_what_is_no_text if {
	_applies({"type": "bool", "sensitive": false}) == set()
	_applies({"type": "AWS::SSM::Parameter::Value<String>", "sensitive": false}) == set()
	_applies({"allowed_values": ["on", "off"], "sensitive": false}) == set()
}

test_allow_the_name_of_a_secret if {
	every description in ["ARN of the secret", "Name of the secret with the token", "The secret's name", "Whether to make a token"] {
		_applies({"description": description, "sensitive": false}) == set()
	}
}

test_deny_what_is_described_as_a_secret if {
	_found({"description": "The token of the team's account", "sensitive": false}) == {"sensitive"}
}
