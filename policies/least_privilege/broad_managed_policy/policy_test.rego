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
	_found({"name": "AmazonS3FullAccess", "kept_by_aws": true}, _default) == {"AmazonS3FullAccess"}
}

test_allow_what_is_configured if {
	_found({"name": "AmazonS3FullAccess", "kept_by_aws": true}, {"broad": ["*FullAccess*"], "allowed": ["AmazonS3*"]}) == set()
}

test_allow_a_policy_of_ones_own if {
	_found({"name": "OrdersFullAccess", "kept_by_aws": false}, _default) == set()
}
