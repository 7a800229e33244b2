package policies.function_perimeter.foreign_account_test

import data.policies.function_perimeter.foreign_account

_policies(resource, statement) := {"It#policy": {
	"id": "It#policy",
	"in": "resource_policies",
	"resource": resource,
	"statements": [object.union({"effect": "Allow", "principals": [], "conditions": []}, statement)],
}}

_function := {"in": "functions", "id": "Orders"}

_queue := {"in": "queues", "id": "Jobs"}

_found(resource, statement, trusted) := found if {
	settings := object.union({"trusted_accounts": [], "trusted_orgs": []}, trusted)
	found := {[object.get(finding, "severity", "high"), finding.detail] | some finding in foreign_account.deny} with input.resource_policies as _policies(resource, statement)
		with input.config as {"function_perimeter/foreign_account": settings}
		with input.queues as {"Jobs": {"id": "Jobs", "triggers": []}, "Orders": {"id": "Orders", "triggers": ["It"]}}
}

_foreign := {"type": "AWS", "text": "222222222222", "any": false, "account": "foreign", "account_id": "222222222222"}

_org(id) := {"key": "aws:principalorgid", "narrows": true, "values": [id], "sources": []}

test_deny_another_account if {
	_found(_function, {"principals": [_foreign]}, {}) == {["high", "222222222222 has access"]}
}

test_allow_an_account_that_is_trusted if {
	_found(_function, {"principals": [_foreign]}, {"trusted_accounts": ["222222222222"]}) == set()
}

test_a_queue_that_feeds_no_function_is_less_near if {
	_found(_queue, {"principals": [_foreign]}, {}) == {["medium", "222222222222 has access"]}
	_found({"in": "queues", "id": "Orders"}, {"principals": [_foreign]}, {}) == {["high", "222222222222 has access"]}
}

test_deny_the_source_of_another_account if {
	condition := {
		"key": "aws:sourceaccount",
		"narrows": true,
		"values": ["222222222222"],
		"sources": [{"account": "foreign", "account_id": "222222222222"}],
	}
	service := {"type": "Service", "text": "s3.amazonaws.com", "any": false, "account": null, "account_id": null}
	_found(_function, {"principals": [service], "conditions": [condition]}, {}) == {["high", "what belongs to 222222222222 has access"]}
	_found(_function, {"conditions": [object.union(condition, {"narrows": false})]}, {}) == set()
}

test_an_organisation_counts_as_ours_unless_others_are_named if {
	statement := {"principals": [_foreign], "conditions": [_org("o-ours/r-ab12/*")]}
	_found(_function, statement, {}) == set()
	_found(_function, statement, {"trusted_orgs": ["o-ours"]}) == set()
	_found(_function, statement, {"trusted_orgs": ["o-other"]}) == {["high", "accounts of o-ours/r-ab12/* have access"]}
}

test_what_is_not_known_may_be_foreign if {
	_found(_function, {"principals": [{}]}, {}) == {["high", "an account that is not known has access"]}
	_found(_function, {"conditions": [object.union(_org(""), {"values": [{}]})]}, {"trusted_orgs": ["o-ours"]}) == {["high", "accounts of an account that is not known have access"]}
}

test_allow_ours_and_leave_everybody_to_others if {
	own := {"type": "AWS", "any": false, "account": "own", "account_id": null}
	everybody := {"type": "AWS", "any": true, "account": "any", "account_id": null}
	_found(_function, {"principals": [own, everybody]}, {}) == set()
}

test_keys_and_secrets_are_others_business if {
	_found({"in": "keys", "id": "Key"}, {"principals": [_foreign]}, {}) == set()
	foreign_account.applies == set() with input.resource_policies as _policies({"in": "keys", "id": "Key"}, {})
	count(foreign_account.applies) == 1 with input.resource_policies as _policies(_queue, {})
}
