package policies.credentials.long_term_keys_test

import data.policies.credentials.long_term_keys

_found(environment) := found if {
	found := {finding.detail | some finding in long_term_keys.deny} with input.functions as {"Orders": {
		"id": "Orders",
		"in": "functions",
		"environment": environment,
	}}
}

_given := {"origin": "input_parameter", "secret": null}

test_deny_names_of_the_sdks if {
	every name in [
		"AWS_ACCESS_KEY_ID",
		"AWS_SECRET_ACCESS_KEY",
		"AWS_SECRET_KEY",
		"aws_access_key",
		"BACKUP_AWS_ACCESS_KEY_ID",
		"awsSecretAccessKey",
		"ACCESS_KEY_ID",
		"SecretAccessKey",
	] {
		_found({name: _given}) == {concat(" ", [name, "holds a key that does not expire"])}
	}
}

test_allow_other_names if {
	every name in ["R2_ACCESS_KEY_ID", "AWS_REGION", "API_ACCESS_KEY", "AWS_ACCESS_KEY_PARAMETER", "SECRET_KEY"] {
		_found({name: _given}) == set()
	}
}

test_deny_whatever_gives_them if {
	every origin in ["input_parameter", "reference", "secret", "ssm_parameter"] {
		_found({"AWS_ACCESS_KEY_ID": {"origin": origin}}) == {"AWS_ACCESS_KEY_ID holds a key that does not expire"}
	}
}

test_leave_literals_to_the_policy_about_them if _found({"AWS_ACCESS_KEY_ID": {"origin": "literal"}}) == set()

test_allow_keys_of_a_session if {
	_found({"AWS_ACCESS_KEY_ID": _given, "AWS_SESSION_TOKEN": _given}) == set()
}

_provider(credentials) := found if {
	found := {finding.detail | some finding in long_term_keys.deny} with input.providers as {"provider.aws": {
		"id": "provider.aws",
		"in": "providers",
		"credentials": credentials,
	}}
}

test_deny_keys_of_a_provider if {
	keys := {
		"access_key": {"secret": {"detector": "aws_access_key"}},
		"secret_key": {"secret": {"detector": "aws_secret_access_key"}},
	}
	_provider(keys) == {"access_key is written out", "secret_key is written out"}
}

test_allow_what_looks_like_no_key if _provider({"access_key": {"secret": null}, "token": {}}) == set()

test_allow_tokens_of_others if _provider({"token": {"secret": {"detector": "github_token"}}}) == set()

test_deny_keys_of_a_backend if {
	found := {finding.attributes | some finding in long_term_keys.deny} with input.stacks as {"stack": {
		"id": "stack",
		"in": "stacks",
		"backend": {"credentials": {"access_key": {"secret": {"detector": "aws_access_key"}}}},
	}}
	found == {["backend/credentials/access_key/secret"]}
}

test_allow_no_backend if {
	found := long_term_keys.deny with input.stacks as {"stack": {"id": "stack", "in": "stacks", "backend": null}}
	found == set()
}

test_cite_where_it_comes_from_and_that_no_session_is_given if {
	found := {finding.attributes | some finding in long_term_keys.deny} with input.functions as {"Orders": {
		"id": "Orders",
		"in": "functions",
		"environment": {"AWS_ACCESS_KEY_ID": {}},
	}}
	found == {["environment/AWS_ACCESS_KEY_ID/origin", "environment/AWS_SESSION_TOKEN"]}
}

test_the_key_of_a_user_counts_under_any_name if {
	found := {finding.detail | some finding in long_term_keys.deny} with input.functions as {"Orders": {
		"id": "Orders",
		"in": "functions",
		"environment": {"PARTNER_KEY": {"origin": "access_key"}, "AWS_SECRET_ACCESS_KEY": {"origin": "access_key"}},
	}}
	found == {"PARTNER_KEY is the secret key of an IAM user", "AWS_SECRET_ACCESS_KEY is the secret key of an IAM user"}
}
