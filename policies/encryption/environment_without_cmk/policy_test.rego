package policies.encryption.environment_without_cmk_test

import data.policies.encryption.environment_without_cmk

_input(environment, key, pattern) := {
	"functions": {"Orders": {"id": "Orders", "in": "functions", "environment": environment, "environment_key": key}},
	"keys": {
		"Own": {"id": "Own", "service": null},
		"external:alias/aws/lambda": {"id": "external:alias/aws/lambda", "service": "lambda"},
	},
	"config": {"encryption/environment_without_cmk": {"name_pattern": pattern}},
}

_details(environment, key) := details if {
	details := {finding.detail | some finding in environment_without_cmk.deny} with input as _input(environment, key, "")
}

_given := {"origin": "input_parameter", "form": null}

test_deny_without_a_key if _details({"DB_PASSWORD": _given, "TABLE": _given}, null) == {"a key of the service encrypts DB_PASSWORD"}

test_deny_the_key_of_the_service if _details({"DB_PASSWORD": _given}, "external:alias/aws/lambda") == {"a key of the service encrypts DB_PASSWORD"}

test_allow_a_key_of_the_stack if _details({"DB_PASSWORD": _given}, "Own") == set()

test_deny_a_literal_that_no_other_policy_reports if {
	_details({"API_TOKEN": {"origin": "literal", "form": "words"}}, null) == {"a key of the service encrypts API_TOKEN"}
}

test_leave_literals_to_the_policies_about_them if {
	_details({"DB_PASSWORD": {"origin": "literal", "form": "text"}}, null) == set()
	_details({"API_TOKEN": {"origin": "literal", "form": "words", "secret": {"detector": "github_token"}}}, null) == set()
}

test_leave_the_key_of_a_user_to_the_policy_about_it if {
	_details({"SECRET_KEY": {"origin": "access_key", "form": null}}, null) == set()
}

test_allow_names_of_no_secrets if _details({"TOKEN_URL": _given, "TABLE": _given}, null) == set()

test_allow_values_that_are_no_secrets if {
	every form in ["empty", "flag", "location", "name", "number", "placeholder"] {
		_details({"DB_PASSWORD": {"origin": "literal", "form": form}}, null) == set()
	}
}

test_leave_what_a_store_gives_to_the_policy_about_it if {
	_details({"DB_PASSWORD": {"origin": "secret", "form": null}}, null) == set()
}

test_an_empty_environment_is_not_judged if {
	environment_without_cmk.applies == set() with input as _input({}, null, "")
}

test_names_by_settings if {
	found := {scope.id | some scope in environment_without_cmk.applies} with input as _input({"KENNWORT": _given}, null, "KENNWORT")
	found == {"Orders"}
}

test_name_all_the_variables if {
	_details({"DB_PASSWORD": _given, "API_TOKEN": _given}, null) == {"a key of the service encrypts API_TOKEN, DB_PASSWORD"}
}

test_leave_a_key_open_whose_owner_is_not_known if _details({"DB_PASSWORD": _given}, "external:Key") == set()

test_a_variable_that_is_known_decides_first if {
	environment := {"API_TOKEN": {"form": null}, "DB_PASSWORD": _given}
	{scope.attributes | some scope in environment_without_cmk.applies} == {[
		"environment/DB_PASSWORD/origin",
		"environment/DB_PASSWORD/form",
		"environment/DB_PASSWORD/secret",
	]} with input as _input(environment, null, "")
}

test_a_variable_of_unknown_origin_is_cited if {
	{scope.attributes | some scope in environment_without_cmk.applies} == {[
		"environment/DB_PASSWORD/origin",
		"environment/DB_PASSWORD/form",
		"environment/DB_PASSWORD/secret",
	]} with input as _input({"DB_PASSWORD": {}}, null, "")
}
