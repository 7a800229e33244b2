package policies.secrets.cloud_settings_secret_test

import data.policies.secrets.cloud_settings_secret

_found(environment) := _found_with(environment, [])

_found_with(environment, allow) := found if {
	found := {finding.detail | some finding in cloud_settings_secret.deny} with input.cloud_functions as {"f": {
		"id": "f",
		"in": "cloud_functions",
		"environment": environment,
	}}
		with input.config as {"secrets/cloud_settings_secret": {"name_pattern": "(?i)password$", "allow": allow}}
}

test_a_secret_by_its_format if {
	_found({"URL": {"secret": {"detector": "password_in_url"}, "form": "location"}}) == {"URL holds a password in a URL"}
}

test_a_secret_by_its_name if _found({"DB_PASSWORD": {"secret": null, "form": "text"}}) == {"DB_PASSWORD is written out, and its name says that it is a secret"}

test_once_only if {
	_found({"DB_PASSWORD": {"secret": {"detector": "aws_access_key"}, "form": "text"}}) == {"DB_PASSWORD holds an AWS access key"}
}

test_no_literal if _found({"DB_PASSWORD": {"secret": null, "form": null}}) == set()

test_an_address if _found({"DB_PASSWORD": {"secret": null, "form": "location"}}) == set()

test_another_name if _found({"STAGE": {"secret": null, "form": "text"}}) == set()

test_what_is_not_known if _found({"DB_PASSWORD": {}}) == {"DB_PASSWORD may be written out, and its name says that it is a secret"}

test_what_is_allowed if _found_with({"DB_PASSWORD": {"secret": null, "form": "text"}}, ["DB_*"]) == set()
