package policies.secrets.plain_ssm_parameter_test

import data.policies.secrets.plain_ssm_parameter

_found(parameter, pattern) := found if {
	found := {finding.attributes[1] | some finding in plain_ssm_parameter.deny} with input as {
		"ssm_parameters": {"P": object.union(
			{"id": "P", "in": "ssm_parameters", "type": "String", "value": {"form": "text"}, "name": null},
			parameter,
		)},
		"config": {"secrets/plain_ssm_parameter": {"name_pattern": pattern}},
	}
}

test_deny_names_of_secrets if {
	every name in ["password", "DB_PASSWORD", "api-key", "stripe_secret", "githubToken", "dbPassword"] {
		_found({"label": name}, "") == {"label"}
	}
}

test_allow_other_names if {
	every name in ["url", "password_min_length", "token_url", "table", "secret_arn", "public_api_key", "nextToken"] {
		_found({"label": name}, "") == set()
	}
}

test_deny_what_is_given_when_it_is_deployed if _found({"label": "password", "value": {"form": null}}, "") == {"label"}

test_deny_what_is_still_to_be_filled_in if {
	_found({"label": "password", "value": {"form": "placeholder"}}, "") == {"label"}
}

test_deny_without_a_value if _found({"label": "password", "value": null}, "") == {"label"}

test_allow_what_is_no_secret_by_its_form if {
	every form in ["flag", "location", "name", "number"] {
		_found({"label": "password", "value": {"form": form}}, "") == set()
	}
}

test_deny_a_folder_of_passwords if _found({"label": "admin", "name": "/shop/password/admin"}, "") == {"name"}

test_deny_once if _found({"label": "password", "name": "/shop/passwords/password"}, "") == {"label"}

test_go_by_the_id_without_a_name if _found({"label": null, "id": "DatabasePassword"}, "") == {"label"}

test_go_by_a_pattern_of_settings if {
	_found({"label": "kennwort"}, "(?i)kennwort$") == {"label"}
	_found({"label": "password"}, "(?i)kennwort$") == set()
}

test_only_plain_ones_are_meant if {
	types := ["String", "StringList", "SecureString"]
	parameters := {type: {"id": type, "in": "ssm_parameters", "type": type} | some type in types}
	{scope.id | some scope in plain_ssm_parameter.applies} == {"String", "StringList"} with input as {"ssm_parameters": parameters}
}

test_deny_what_is_known_to_be_a_secret_under_any_name if {
	given := {"secret": "P holds a secret as plain text", "access_key": "P holds the secret key of an IAM user as plain text"}
	every origin, detail in given {
		{finding.detail | some finding in plain_ssm_parameter.deny} == {detail} with input as {
			"ssm_parameters": {"P": {
				"id": "P",
				"in": "ssm_parameters",
				"type": "String",
				"label": "settings",
				"name": null,
				"value": {"form": null, "origin": origin},
			}},
			"config": {"secrets/plain_ssm_parameter": {"name_pattern": ""}},
		}
	}
}
