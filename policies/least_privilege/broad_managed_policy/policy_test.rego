package policies.least_privilege.broad_managed_policy_test

import data.policies.least_privilege.broad_managed_policy

_role(statement) := {"Role": {
	"id": "Role",
	"in": "roles",
	"functions": ["Orders"],
	"trust": [],
	"managed_policies": [],
	"statements": [object.union(
		{
			"effect": "Allow",
			"actions": [],
			"not_actions": [],
			"resources": [],
			"not_resources": [],
			"conditions": [],
			"origin": "inline",
		},
		statement,
	)],
}}

_found(policy, config) := found if {
	role := {"Role": object.union(_role({}).Role, {"managed_policies": [policy]})}
	found := {finding.detail | some finding in broad_managed_policy.deny} with input.roles as role
		with input.config as {"least_privilege/broad_managed_policy": config}
}

_default := {"broad": ["*FullAccess*"], "allowed": []}

test_a_broad_name if {
	_found({"name": "AmazonS3FullAccess", "kept_by_aws": true}, _default) == {"AmazonS3FullAccess is attached"}
}

test_allow_what_is_configured if {
	_found({"name": "AmazonS3FullAccess", "kept_by_aws": true}, {"broad": ["*FullAccess*"], "allowed": ["AmazonS3*"]}) == set()
}

test_allow_a_policy_of_ones_own if {
	_found({"name": "OrdersFullAccess", "kept_by_aws": false}, _default) == set()
}

test_roles_of_the_application_alone_are_judged if {
	roles := object.union(_role({}), {"Other": {"id": "Other", "in": "roles", "functions": [], "trust": []}})
	{scope.id | some scope in broad_managed_policy.applies} == {"Role"} with input.roles as roles
}

test_a_name_that_is_not_known_is_cited if _found({"kept_by_aws": true}, _default) == {"a managed policy is attached that is not known"}

test_administration_is_left_to_another_policy if {
	role := object.union(
		_role({
			"actions": ["*"],
			"resources": [{"breadth": "all"}],
			"origin": "aws_managed_policy",
			"policy": "AdministratorFullAccess",
		}).Role,
		{"managed_policies": [{"name": "AdministratorFullAccess", "kept_by_aws": true}]},
	)
	count(broad_managed_policy.deny) == 0 with input.roles as {"Role": role}
		with input.config as {"least_privilege/broad_managed_policy": _default}
}
