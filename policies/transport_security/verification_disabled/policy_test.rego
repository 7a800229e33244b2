package policies.transport_security.verification_disabled_test

import data.policies.transport_security.verification_disabled

_found(environment) := found if {
	functions := {"Orders": {"id": "Orders", "in": "functions", "environment": environment}}
	denied := verification_disabled.deny with input.functions as functions
	found := {finding.attributes[0]: finding.detail | some finding in denied}
}

_literal(value) := {"value": value, "origin": "literal", "tls_disabled": null}

test_deny_variables_that_switch_checks_off if {
	_found({
		"NODE_TLS_REJECT_UNAUTHORIZED": _literal("0"),
		"PGSSLMODE": _literal("Prefer"),
		"REQUESTS_CA_BUNDLE": _literal(""),
		"VAULT_SKIP_VERIFY": _literal("TRUE"),
	}) == {
		"environment/NODE_TLS_REJECT_UNAUTHORIZED/value": "NODE_TLS_REJECT_UNAUTHORIZED is 0",
		"environment/PGSSLMODE/value": "PGSSLMODE is Prefer",
		"environment/REQUESTS_CA_BUNDLE/value": "REQUESTS_CA_BUNDLE is empty",
		"environment/VAULT_SKIP_VERIFY/value": "VAULT_SKIP_VERIFY is TRUE",
	}
}

test_allow_variables_that_leave_them_on if {
	_found({
		"NODE_TLS_REJECT_UNAUTHORIZED": _literal("1"),
		"PGSSLMODE": _literal("verify-full"),
		"REQUESTS_CA_BUNDLE": _literal("/var/task/authority.pem"),
		"OTHER": _literal("0"),
	}) == {}
}

test_deny_git_without_checks_whatever_the_value if {
	_found({"GIT_SSL_NO_VERIFY": _literal("false")}) == {"environment/GIT_SSL_NO_VERIFY/origin": "GIT_SSL_NO_VERIFY is set"}
}

test_deny_options_of_a_command_line if {
	_found({
		"NODE_OPTIONS": _literal("--enable-source-maps --tls-min-v1.0"),
		"JAVA_TOOL_OPTIONS": _literal("-Xmx512m -Djdk.internal.httpclient.disableHostnameVerification"),
	}) == {
		"environment/NODE_OPTIONS/value": "NODE_OPTIONS has --tls-min-v1.0",
		"environment/JAVA_TOOL_OPTIONS/value": concat("", [
			"JAVA_TOOL_OPTIONS has ",
			"-Djdk.internal.httpclient.disableHostnameVerification",
		]),
	}
}

test_allow_options_that_only_begin_alike if {
	_found({"NODE_OPTIONS": _literal("--insecure-http-parser --tls-min-v1.2")}) == {}
}

test_deny_an_option_in_any_variable if {
	found := _found({"STORE": object.union(_literal("x"), {"tls_disabled": "sslmode=disable"})})
	found == {"environment/STORE/tls_disabled": "STORE has sslmode=disable"}
}

test_allow_a_reference if {
	_found({"DATABASE_URL": {"value": null, "origin": "reference", "tls_disabled": null}}) == {}
}

test_an_address_that_is_not_known_is_cited if {
	_found({"DATABASE_URL": {"origin": "input_parameter"}, "mongo_uri": {}}) == {
		"environment/DATABASE_URL/tls_disabled": "DATABASE_URL may switch verification off",
		"environment/mongo_uri/tls_disabled": "mongo_uri may switch verification off",
	}
}

test_another_variable_that_is_not_known_says_nothing if {
	_found({"STAGE": {"origin": "input_parameter"}, "CURLY": {}, "NODE_OPTIONS": {}}) == {}
}

test_small_and_capital_letters_of_a_value_do_not_matter if {
	_found({"PYTHONHTTPSVERIFY": _literal("0"), "NPM_CONFIG_STRICT_SSL": _literal("False")}) == {
		"environment/PYTHONHTTPSVERIFY/value": "PYTHONHTTPSVERIFY is 0",
		"environment/NPM_CONFIG_STRICT_SSL/value": "NPM_CONFIG_STRICT_SSL is False",
	}
}

test_options_may_stand_on_lines_of_their_own if {
	_found({"NODE_OPTIONS": _literal("--enable-source-maps\n--tls-min-v1.1")}) == {
		"environment/NODE_OPTIONS/value": "NODE_OPTIONS has --tls-min-v1.1",
	}
}

test_an_address_that_is_known_and_safe_is_allowed if {
	_found({"DATABASE_URL": _literal("postgres://db.example/shop?sslmode=verify-full")}) == {}
}
