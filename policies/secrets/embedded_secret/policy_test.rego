package policies.secrets.embedded_secret_test

import data.policies.secrets.embedded_secret

_found(id, name, detector) := found if {
	found := {finding.detail | some finding in embedded_secret.deny} with input.resources as {id: {
		"id": id,
		"in": "resources",
		"secrets": [{"name": name, "detector": detector}],
	}}
		with input.functions as {"Orders": {}}
		with input.ssm_parameters as {"Plain": {"type": "String"}, "Secure": {"type": "SecureString"}}
}

test_deny_a_secret_by_its_place if {
	_found("Database", "MasterUserPassword", "named_value") == {"MasterUserPassword holds a value that its name calls a secret"}
}

test_leave_the_environment_of_a_function_to_others if {
	_found("Orders", "Environment/Variables/TOKEN", "github_token") == set()
	_found("Orders", "environment/0/variables/TOKEN", "named_value") == set()
}

test_deny_what_else_a_function_holds if {
	_found("Orders", "Description", "github_token") == {"Description holds a github token"}
}

test_deny_the_environment_of_what_is_no_function if {
	_found("Build", "Environment/EnvironmentVariables/0/Value", "named_value") != set()
}

test_leave_plain_entries_that_only_their_name_tells_to_another_policy if {
	_found("Plain", "Value", "named_value") == set()
	_found("Plain", "Value", "aws_access_key") == {"Value holds an AWS access key"}
	_found("Secure", "Value", "named_value") == {"Value holds a value that its name calls a secret"}
}

test_allow_a_resource_without_secrets if {
	count(embedded_secret.deny) == 0 with input.resources as {"A": {"id": "A", "in": "resources", "secrets": []}}
		with input.functions as {}
		with input.ssm_parameters as {}
}

test_deny_each_place if {
	found := {finding.attributes | some finding in embedded_secret.deny} with input.resources as {"Build": {
		"id": "Build",
		"in": "resources",
		"secrets": [{"name": "Token", "detector": "github_token"}, {"name": "Password", "detector": "named_value"}],
	}}
		with input.functions as {}
		with input.ssm_parameters as {}
	found == {["secrets/0/detector"], ["secrets/1/detector"]}
}

test_leave_open_what_an_unknown_type_decides if {
	count(embedded_secret.deny) == 1 with input.resources as {"P": {
		"id": "P",
		"in": "resources",
		"secrets": [{"name": "Value", "detector": "named_value"}],
	}}
		with input.functions as {}
		with input.ssm_parameters as {"P": {}}
}

_of_app(name, config) := found if {
	found := {finding.detail | some finding in embedded_secret.deny} with input as {
		"resources": {"App": {"id": "App", "in": "resources", "secrets": [{"name": name, "detector": "github_token"}]}},
		"cloud_functions": {"App": {}},
		"config": config,
	}
}

test_leave_settings_of_other_clouds_to_another_policy if {
	asked := {"secrets/cloud_settings_secret": {}}
	every name in ["app_settings/TOKEN", "template/0/containers/0/env/0/value", "connection_string/0/value", "storage_account_access_key"] {
		_of_app(name, asked) == set()
		_of_app(name, {}) != set()
	}
	_of_app("description", asked) == {"description holds a github token"}
}
