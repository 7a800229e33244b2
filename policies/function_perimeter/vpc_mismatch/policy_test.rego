package policies.function_perimeter.vpc_mismatch_test

import data.policies.function_perimeter.vpc_mismatch

_found(fn, actions, required) := found if {
	found := {finding.detail | some finding in vpc_mismatch.deny} with input.functions as {"Orders": object.union(
		{"id": "Orders", "in": "functions", "role": "Role", "vpc": null, "file_systems": []},
		fn,
	)}
		with input.roles as {"Role": {"id": "Role", "statements": [{"effect": "Allow", "actions": actions}]}}
		with input.config as {"function_perimeter/vpc_mismatch": {"require_vpc": required}}
}

test_deny_a_mount_outside_of_a_network if {
	_found({"file_systems": [{}]}, ["elasticache:Connect"], false) == {"it mounts a file system and is attached to no network"}
}

test_deny_a_connection_outside_of_a_network if {
	_found({}, ["s3:GetObject", "ElastiCache:connect"], false) == {"its role allows ElastiCache:connect and it is attached to no network"}
	_found({}, ["neptune-db:*"], false) == {"its role allows neptune-db:* and it is attached to no network"}
}

test_allow_what_is_reached_from_anywhere if {
	_found({}, ["s3:GetObject", "rds-db:connect", "elasticache:DescribeUsers", "*"], false) == set()
}

test_allow_a_function_in_a_network if {
	_found({"vpc": {"subnets": []}, "file_systems": [{}]}, ["elasticache:Connect"], true) == set()
}

test_deny_every_function_outside_where_a_network_is_required if {
	_found({"file_systems": [{}]}, ["elasticache:Connect"], true) == {"it is attached to no network"}
}

test_tell_of_the_mount_alone_where_the_role_may_connect_too if {
	_found({"file_systems": [{}]}, ["memorydb:Connect"], false) == {"it mounts a file system and is attached to no network"}
}

test_leave_a_network_open_that_is_not_known if {
	fn := {"id": "Orders", "in": "functions", "role": "Role", "file_systems": [{}]}
	count(vpc_mismatch.deny) == 0 with input.functions as {"Orders": fn}
		with input.roles as {}
		with input.config as {"function_perimeter/vpc_mismatch": {"require_vpc": false}}
}

test_leave_a_role_open_that_is_not_known if _found({"role": "external:Role"}, ["elasticache:Connect"], false) == set()

test_applies_outside_of_a_network if {
	functions := {
		"Inside": {"id": "Inside", "in": "functions", "vpc": {}},
		"Outside": {"id": "Outside", "in": "functions", "vpc": null},
		"Unknown": {"id": "Unknown", "in": "functions"},
	}
	{scope.id | some scope in vpc_mismatch.applies} == {"Outside", "Unknown"} with input.functions as functions
}
