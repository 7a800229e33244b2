package policies.secrets.plain_secret_variable_test

import data.policies.secrets.plain_secret_variable

_named(environment, parameters) := found if {
	found := {split(finding.detail, " ")[0] | some finding in plain_secret_variable.deny} with input.functions as {"Orders": {
		"id": "Orders",
		"in": "functions",
		"environment": environment,
	}}
		with input.config as {"secrets/plain_secret_variable": object.union({"name_pattern": `(?i)(password|token|secret)$`, "allow": []}, parameters)}
}

_text := {"value": null, "secret": null, "form": "text"}

_words := {"value": null, "secret": null, "form": "words"}

test_deny_a_text_beside_the_name_of_a_secret if _named({"DB_PASSWORD": _text, "TABLE": _text}, {}) == {"DB_PASSWORD"}

test_deny_words_beside_the_name_of_a_password_alone if {
	_named({"DB_PASSWORD": _words, "API_TOKEN": _words}, {}) == {"DB_PASSWORD"}
}

test_allow_every_other_form if {
	every form in ["empty", "flag", "number", "placeholder", "expression", "location", "name", null] {
		_named({"API_TOKEN": {"secret": null, "form": form}}, {}) == set()
	}
}

test_leave_what_its_form_gives_away_to_another_policy if {
	_named({"API_TOKEN": {"secret": {"detector": "github_token"}, "form": "text"}}, {}) == set()
}

test_allow_what_is_allowed if {
	_named({"TEST_TOKEN": _text, "API_TOKEN": _text}, {"allow": ["TEST_*"]}) == {"API_TOKEN"}
}

test_deny_names_that_somebody_adds if {
	_named({"LICENCE": _text, "API_TOKEN": _text}, {"name_pattern": `LICENCE`}) == {"LICENCE"}
}

test_allow_what_everybody_may_see if {
	_named({"PUBLIC_TOKEN": _text, "NEXT_TOKEN": _text, "GENERATE_SECRET": _text, "CLIENT_TOKEN": _text}, {}) == set()
}

test_deny_the_secret_of_a_client if _named({"CLIENT_SECRET": _text}, {}) == {"CLIENT_SECRET"}

test_cite_what_is_not_known if _named({"API_TOKEN": {}}, {}) == {"API_TOKEN"}

test_allow_an_empty_environment if _named({}, {}) == set()
