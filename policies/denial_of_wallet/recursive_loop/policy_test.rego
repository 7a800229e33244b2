package policies.denial_of_wallet.recursive_loop_test

import data.policies.denial_of_wallet.recursive_loop

_jobs := {"in": "queues", "id": "Jobs"}

_uploads := {"in": "buckets", "id": "Uploads"}

_trigger(more) := object.union(
	{
		"id": "Trigger",
		"in": "triggers",
		"function": "Worker",
		"source": _jobs,
		"mechanism": "event_source_mapping",
		"enabled": true,
		"events": [],
		"prefix": null,
		"suffix": null,
		"filters": [],
	},
	more,
)

_statement(more) := object.union(
	{
		"effect": "Allow",
		"actions": [],
		"not_actions": [],
		"resources": [],
		"not_resources": [],
		"conditions": [],
	},
	more,
)

_found(trigger, statements) := found if {
	found := recursive_loop.deny with input as {
		"triggers": {"Trigger": _trigger(trigger)},
		"functions": {"Worker": {"id": "Worker", "name": "worker", "role": "Role"}},
		"roles": {"Role": {"id": "Role", "statements": [_statement(statement) | some statement in statements]}},
		"queues": {"Jobs": {"id": "Jobs", "name": "jobs"}},
		"buckets": {"Uploads": {"id": "Uploads", "name": null}},
	}
}

_exactly(target, path) := {"service": "sqs", "breadth": "exact", "target": target, "path": path}

_send := {"actions": ["sqs:SendMessage"], "resources": [_exactly(_jobs, "")]}

test_deny_a_worker_that_writes_to_its_queue if {
	_found({}, [_send]) == {{
		"entity": {"in": "triggers", "id": "Trigger"},
		"attributes": [
			"function/role/statements/0/resources/0/target",
			"function/role/statements/0/resources/0/path",
			"function/role/statements/0/actions/0",
			"function/role/statements/0/effect",
			"source",
			"function",
			"enabled",
		],
		"detail": "worker may call sqs:SendMessage on jobs, which triggers it",
	}}
}

test_deny_once_whatever_the_number_of_ways if {
	count(_found({}, [{"actions": ["sqs:*", "*"], "resources": [_exactly(_jobs, ""), _exactly(_jobs, "")]}, _send])) == 1
}

test_deny_by_the_way_that_is_sure if {
	open := {"actions": ["*"], "resources": [{"service": "sqs", "breadth": "prefix", "path": ""}]}
	some finding in _found({}, [open, _send])
	finding.attributes[0] == "function/role/statements/1/resources/0/target"
}

test_a_pattern_that_is_not_resolved_is_cited if {
	open := {"actions": ["sqs:*"], "resources": [{"service": "sqs", "breadth": "prefix", "path": ""}]}
	some finding in _found({}, [open])
	finding.attributes[0] == "function/role/statements/0/resources/0/target"
}

test_allow_reading if {
	_found({}, [{"actions": ["sqs:ReceiveMessage", "sqs:Get*"], "resources": [_exactly(_jobs, "")]}]) == set()
}

test_allow_another_queue if {
	other := {"in": "queues", "id": "Other"}
	_found({}, [{"actions": ["sqs:SendMessage"], "resources": [_exactly(other, "")]}]) == set()
}

test_allow_a_trigger_that_is_switched_off if _found({"enabled": false}, [_send]) == set()

test_a_trigger_that_may_be_switched_off_cites_it if {
	found := recursive_loop.deny with input as {
		"triggers": {"Trigger": object.remove(_trigger({}), ["enabled"])},
		"functions": {"Worker": {"id": "Worker", "role": "Role"}},
		"roles": {"Role": {"id": "Role", "statements": [_statement(_send)]}},
		"queues": {},
	}
	some finding in found
	"enabled" in finding.attributes
}

test_deny_what_not_action_leaves if {
	left := {"not_actions": ["iam:*"], "resources": [_exactly(_jobs, "")]}
	some finding in _found({}, [left])
	"function/role/statements/0/not_actions/0" in finding.attributes
}

test_allow_what_is_denied if {
	_found({}, [_send, {"effect": "Deny", "actions": ["sqs:Send*"], "resources": [_exactly(_jobs, "")]}]) == set()
	_found({}, [_send, {"effect": "Deny", "actions": ["*"], "resources": [{"breadth": "all"}]}]) == set()
}

test_deny_what_is_denied_under_a_condition_only if {
	condition := {"key": "aws:securetransport", "narrows": false}
	denial := {"effect": "Deny", "actions": ["*"], "resources": [{"breadth": "all"}], "conditions": [condition]}
	count(_found({}, [_send, denial])) == 1
}

test_deny_where_only_one_of_two_writes_is_denied if {
	table := {"in": "tables", "id": "Orders"}
	found := _found({"source": table}, [
		{"actions": ["dynamodb:*"], "resources": [_exactly(table, "")]},
		{"effect": "Deny", "actions": ["dynamodb:PutItem"], "resources": [_exactly(table, "")]},
	])
	some finding in found
	finding.detail == "worker may call dynamodb:BatchWriteItem on Orders, which triggers it"
}

test_a_denial_that_is_not_sure_is_cited if {
	denials := [
		{"effect": "Deny", "actions": ["sqs:*"], "resources": [{"service": "sqs", "breadth": "prefix", "path": ""}]},
		{"effect": "Deny", "actions": ["sqs:Get*", {}], "resources": [_exactly(_jobs, "")]},
	]
	cited := ["function/role/statements/1/resources/0/target", "function/role/statements/1/actions/1"]
	every i, denial in denials {
		some finding in _found({}, [_send, denial])
		cited[i] in finding.attributes
	}
}

test_deny_writing_objects_that_trigger if {
	some finding in _found({"source": _uploads, "events": ["s3:ObjectRemoved:*", "s3:ObjectCreated:Put"]}, [{
		"actions": ["s3:Put*"],
		"resources": [{"service": "s3", "breadth": "exact", "target": _uploads, "path": "/*"}],
	}])
	finding.detail == "worker may call s3:PutObject on Uploads, which triggers it"
	"events/1" in finding.attributes
	not "prefix" in finding.attributes
}

test_allow_writing_objects_that_do_not_trigger if {
	thumbs := {"service": "s3", "breadth": "exact", "target": _uploads, "path": "/thumbs/*"}
	write := {"actions": ["s3:PutObject"], "resources": [thumbs]}
	_found({"source": _uploads, "events": ["s3:ObjectCreated:*"], "prefix": "uploads/"}, [write]) == set()
	_found({"source": _uploads, "events": ["s3:ObjectRemoved:*"]}, [write]) == set()
}

test_deny_tagging_where_tags_trigger if {
	write := {
		"actions": ["s3:PutObjectTagging"],
		"resources": [{"service": "s3", "breadth": "exact", "target": _uploads, "path": "/*"}],
	}
	count(_found({"source": _uploads, "events": ["s3:ObjectTagging:*"]}, [write])) == 1
	_found({"source": _uploads, "events": ["s3:ObjectCreated:*"]}, [write]) == set()
}

test_a_filter_of_events_makes_it_less_grave if {
	some finding in _found({"filters": ["{\"eventName\": [\"REMOVE\"]}"]}, [_send])
	finding.severity == "medium"
}

test_deny_topics_and_streams_too if {
	every source in [["subscription", "sns:Publish"], ["event_source_mapping", "kinesis:PutRecords"]] {
		[mechanism, action] := source
		target := {"in": "resources", "id": "Source"}
		some finding in _found({"source": target, "mechanism": mechanism}, [{
			"actions": [action],
			"resources": [_exactly(target, "")],
		}])
		finding.detail == concat("", ["worker may call ", action, " on Source, which triggers it"])
	}
}

test_applies_to_triggers_with_a_source_that_can_be_written if {
	triggers := {
		"Queue": {"id": "Queue", "in": "triggers", "source": _jobs, "mechanism": "event_source_mapping"},
		"Schedule": {"id": "Schedule", "in": "triggers", "source": null, "mechanism": "schedule"},
		"Rule": {
			"id": "Rule",
			"in": "triggers",
			"source": {"in": "resources", "id": "Bus"},
			"mechanism": "rule",
		},
	}
	applied := recursive_loop.applies with input.triggers as triggers
	{scope.id: scope.attributes | some scope in applied} == {"Queue": ["source", "mechanism"]}
}
