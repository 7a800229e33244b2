package policies.function_perimeter.open_event_source_test

import data.policies.function_perimeter.open_event_source

_policies(resource, statement) := {"It#policy": {
	"id": "It#policy",
	"in": "resource_policies",
	"resource": resource,
	"statements": [object.union(
		{
			"effect": "Allow",
			"actions": ["sqs:SendMessage"],
			"not_actions": [],
			"principals": [],
			"not_principals": [],
			"conditions": [],
		},
		statement,
	)],
}}

_actions := {
	"sqs:GetQueueUrl": {"count": 1, "levels": {"read": 1, "list": 0, "write": 0, "tag": 0, "permit": 0}},
	"sqs:SendMessage": {"count": 1, "levels": {"read": 0, "list": 0, "write": 1, "tag": 0, "permit": 0}},
	"sqs:SendMesage": {"count": 0, "levels": {"read": 0, "list": 0, "write": 0, "tag": 0, "permit": 0}},
}

_queue := {"in": "queues", "id": "Jobs"}

_bucket := {"in": "buckets", "id": "Uploads"}

_found(resource, statement, bucket) := found if {
	found := {[object.get(finding, "severity", "high"), finding.detail] | some finding in open_event_source.deny} with input.resource_policies as _policies(resource, statement)
		with input.actions as _actions
		with input.queues as {"Jobs": {"id": "Jobs", "triggers": ["It"]}}
		with input.topics as {"Orders": {"id": "Orders", "triggers": []}}
		with input.buckets as {"Uploads": object.union(
			{"id": "Uploads", "in": "buckets", "triggers": ["It"], "acl": null, "public_access_block": null},
			bucket,
		)}
}

_anyone := [{"type": "AWS", "text": "*", "any": true}]

_block := {"block_acls": false, "ignore_acls": false, "block_policy": false, "restrict_buckets": false}

test_deny_anyone_who_writes if {
	_found(_queue, {"principals": _anyone}, {}) == {["high", "anyone may call sqs:SendMessage"]}
}

test_what_feeds_no_function_is_less_grave if {
	_found({"in": "topics", "id": "Orders"}, {"principals": _anyone}, {}) == {["medium", "anyone may call sqs:SendMessage"]}
}

test_an_action_that_is_not_known_may_write if {
	_found(_queue, {"principals": _anyone, "actions": [{}]}, {}) == {["high", "anyone may do what is not known"]}
	_found(_queue, {"principals": _anyone, "actions": ["sqs:SendMesage"]}, {}) == {["high", "anyone may call sqs:SendMesage"]}
}

test_allow_anyone_who_reads if {
	_found(_queue, {"principals": _anyone, "actions": ["sqs:GetQueueUrl"]}, {}) == set()
}

test_deny_everyone_but_some_all_but_some if {
	statement := {"not_principals": [{"type": "AWS"}], "actions": [], "not_actions": ["sqs:DeleteQueue"]}
	_found(_queue, statement, {}) == {["high", "everyone but a few may do everything but a few things"]}
}

test_allow_who_is_limited if {
	_found(_queue, {"principals": _anyone, "conditions": [{"narrows": true}]}, {}) == set()
	_found(_queue, {"principals": [{"type": "Service", "any": false}]}, {}) == set()
	_found(_queue, {"principals": _anyone, "effect": "Deny"}, {}) == set()
}

test_a_block_that_is_written_stops_policies if {
	every flag in ["block_policy", "restrict_buckets"] {
		block := object.union(_block, {flag: true})
		_found(_bucket, {"principals": _anyone}, {"public_access_block": block}) == set()
	}
	count(_found(_bucket, {"principals": _anyone}, {"public_access_block": object.union(_block, {"block_acls": true})})) == 1
	count(_found(_bucket, {"principals": _anyone}, {})) == 1
}

test_a_block_that_is_written_stops_access_lists if {
	every flag in ["block_acls", "ignore_acls"] {
		block := object.union(_block, {flag: true})
		_found(_queue, {}, {"acl": "public-read-write", "public_access_block": block}) == set()
	}
	_found(_queue, {}, {"acl": "public-read-write"}) == {["high", "its ACL is public-read-write"]}
	_found(_queue, {}, {"acl": "public-read"}) == set()
}

test_functions_and_keys_are_others_business if {
	_found({"in": "functions", "id": "Orders"}, {"principals": _anyone}, {}) == set()
	{scope.id | some scope in open_event_source.applies} == {"It#policy", "Uploads"} with input.resource_policies as _policies(_queue, {})
		with input.buckets as {"Uploads": {"id": "Uploads", "in": "buckets"}}
}
