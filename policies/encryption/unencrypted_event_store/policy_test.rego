package policies.encryption.unencrypted_event_store_test

import data.policies.encryption.unencrypted_event_store

_paths(stores) := paths if {
	paths := {finding.attributes | some finding in unencrypted_event_store.deny} with input as stores
}

_queue(encryption) := {"queues": {"Jobs": {"id": "Jobs", "in": "queues", "encryption": encryption}}}

_stream(service, more) := {"streams": {"Clicks": object.union(
	{"id": "Clicks", "in": "streams", "service": service, "encryption": {"enabled": false, "key": null}},
	more,
)}}

test_deny_a_queue_switched_off if {
	_paths(_queue({"managed": false, "key": null})) == {["encryption/managed", "encryption/key"]}
}

test_allow_a_queue_with_a_key if _paths(_queue({"managed": false, "key": "external:alias/aws/sqs"})) == set()

test_leave_a_queue_with_an_unknown_flag_open if _paths(_queue({"key": null})) == set()

test_deny_a_topic_without_key if {
	_paths({"topics": {"Orders": {"id": "Orders", "in": "topics", "encryption_key": null}}}) == {["encryption_key"]}
}

test_leave_a_topic_outside_open if {
	_paths({"topics": {"external:Orders": {"id": "external:Orders", "in": "topics"}}}) == set()
}

test_deny_a_stream_in_the_clear if _paths(_stream("kinesis", {})) == {["encryption/enabled", "service"]}

test_deny_a_delivery_stream_that_is_put_to if {
	_paths(_stream("firehose", {"reads_from": null})) == {["encryption/enabled", "service", "reads_from"]}
}

test_allow_a_delivery_stream_that_reads_from_another if {
	_paths(_stream("firehose", {"reads_from": {"in": "streams", "id": "Source"}})) == set()
}

test_allow_a_queue_that_the_service_encrypts if _paths(_queue({"managed": true, "key": null})) == set()

test_allow_a_topic_with_a_key if {
	_paths({"topics": {"Orders": {"id": "Orders", "in": "topics", "encryption_key": "external:alias/aws/sns"}}}) == set()
}

test_allow_a_stream_with_encryption if {
	_paths(_stream("kinesis", {"encryption": {"enabled": true, "key": null}})) == set()
}
