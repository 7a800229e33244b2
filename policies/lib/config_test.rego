package lib.config_test

import data.lib.config

test_parameters_are_those_of_the_policy if {
	settings := {
		"function_roles/shared_role": {"max_functions_per_role": 2},
		"failure_handling/deprecated_runtime": {"warn_days": 90},
	}
	config.get("function_roles/shared_role").max_functions_per_role == 2 with input.config as settings
}
