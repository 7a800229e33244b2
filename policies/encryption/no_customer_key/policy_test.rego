package policies.encryption.no_customer_key_test

import data.policies.encryption.no_customer_key

_keys := {
	"Own": {"id": "Own", "in": "keys", "service": null},
	"external:alias/aws/sqs": {"id": "external:alias/aws/sqs", "in": "keys", "service": "sqs"},
	"external:Somebody": {"id": "external:Somebody", "in": "keys"},
}

_paths(stores) := paths if {
	paths := {finding.attributes | some finding in no_customer_key.deny} with input as object.union(stores, {"keys": _keys})
}

_table(encryption) := {"tables": {"Orders": {"id": "Orders", "in": "tables", "encryption": encryption}}}

_stream(encryption) := {"streams": {"Clicks": {"id": "Clicks", "in": "streams", "encryption": encryption}}}

_queue(key) := {"queues": {"Jobs": {"id": "Jobs", "in": "queues", "encryption": {"managed": false, "key": key}}}}

test_deny_a_queue_without_key if _paths(_queue(null)) == {["encryption/key"]}

test_deny_a_key_of_the_service if {
	_paths(_queue("external:alias/aws/sqs")) == {["encryption/key", "encryption/key/service"]}
}

test_allow_a_key_of_the_stack if _paths(_queue("Own")) == set()

test_leave_a_key_open_whose_owner_is_not_known if _paths(_queue("external:Somebody")) == set()

test_deny_a_table_switched_off_whatever_its_key if {
	_paths(_table({"kms": false, "key": "Own"})) == {["encryption/kms"]}
}

test_deny_a_table_with_the_key_of_the_account if _paths(_table({"kms": true, "key": null})) == {["encryption/key"]}

test_deny_a_stream_in_the_clear_once if _paths(_stream({"enabled": false, "key": null})) == {["encryption/enabled"]}

test_a_delivery_stream_that_reads_from_another_has_no_key_of_its_own if {
	streams := {
		"Archive": {"id": "Archive", "in": "streams", "reads_from": {"in": "streams", "id": "Clicks"}},
		"Direct": {"id": "Direct", "in": "streams", "reads_from": null},
	}
	{scope.id | some scope in no_customer_key.applies} == {"Direct"} with input as {"streams": streams}
}

test_only_encrypted_parameters_are_asked_for_a_key if {
	parameters := {
		"Url": {"id": "Url", "in": "ssm_parameters", "type": "String"},
		"Password": {"id": "Password", "in": "ssm_parameters", "type": "SecureString"},
	}
	{scope.id | some scope in no_customer_key.applies} == {"Password"} with input as {"ssm_parameters": parameters}
}

test_deny_a_group_of_logs_without_key if {
	_paths({"log_groups": {"Logs": {"id": "Logs", "in": "log_groups", "key": null}}}) == {["key"]}
}

test_deny_a_secret_without_key if {
	_paths({"secrets": {"Login": {"id": "Login", "in": "secrets", "encryption_key": null}}}) == {["encryption_key"]}
}

test_allow_a_topic_with_a_key_of_the_stack if {
	_paths({"topics": {"Orders": {"id": "Orders", "in": "topics", "encryption_key": "Own"}}}) == set()
}

test_deny_a_stream_with_the_key_of_the_service if {
	_paths(_stream({"enabled": true, "key": null})) == {["encryption/key"]}
}

test_every_group_of_logs_table_secret_queue_and_topic_is_judged if {
	kinds := ["log_groups", "tables", "secrets", "queues", "topics"]
	{scope["in"] | some scope in no_customer_key.applies} == {kind | some kind in kinds} with input as {kind: {"One": {"id": "One", "in": kind}} |
		some kind in kinds
	}
}

test_deny_a_parameter_without_key if {
	_paths({"ssm_parameters": {"P": {"id": "P", "in": "ssm_parameters", "encryption_key": null}}}) == {["encryption_key"]}
}
