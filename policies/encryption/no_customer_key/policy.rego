# METADATA
# title: Log group, table, secret or queue without a customer-managed key
# description: |
#   A key of the service encrypts for everyone who may call the service. A key of yours has a policy of its own, can be
#   taken away from everyone at once, and its every use is logged; some regulations ask for that. It costs a dollar a month
#   and a permission for each function that reads, so this is off unless it is asked for. A key that is given from outside
#   counts as yours unless it is called `alias/aws/…`. What keeps its data in the clear altogether is named by
#   encryption/unencrypted_event_store as well; naming a key settles both.
#   Reasonable to waive for what holds nothing that a rule protects.
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
# custom:
#   severity: low
#   kind: [log_group, table, secret, queue, topic, stream, ssm_parameter]
#   reads:
#     - encryption/enabled
#     - encryption/key
#     - encryption/key/service
#     - encryption/kms
#     - encryption_key
#     - encryption_key/service
#     - key
#     - key/service
#     - reads_from
#   applies_reads:
#     - reads_from
#     - type
#   fix:
#     cloudformation: |
#       Declare an AWS::KMS::Key with `EnableKeyRotation: true` and name it: `KmsKeyId: !GetAtt Key.Arn` (log group,
#       secret), `KmsMasterKeyId` (queue, topic), `SSESpecification` with `KMSMasterKeyId` (table),
#       `StreamEncryption` with `KeyId` (stream).
#     terraform: |
#       Declare an `aws_kms_key` with `enable_key_rotation = true` and name it: `kms_key_id = aws_kms_key.this.arn`
#       (log group, secret, stream), `kms_master_key_id` (queue, topic), `server_side_encryption` with `kms_key_arn`
#       (table), `key_id` (parameter).
package policies.encryption.no_customer_key

import data.lib.result

# A delivery stream that reads from another is encrypted with the key of that one; only a SecureString is encrypted at all.
applies contains result.scope(store, ["reads_from"]) if {
	some store in input.streams
	store.reads_from == null
}

applies contains result.scope(store, ["type"]) if {
	some store in input.ssm_parameters
	store.type == "SecureString"
}

applies contains result.scope(store, ["id"]) if some store in input.log_groups

applies contains result.scope(store, ["id"]) if some store in input.tables

applies contains result.scope(store, ["id"]) if some store in input.secrets

applies contains result.scope(store, ["id"]) if some store in input.queues

applies contains result.scope(store, ["id"]) if some store in input.topics

deny contains result.at(store.entity, [store.key], {"detail": "it has no key of its own"}) if {
	some store in _stores
	store.id == null
}

deny contains result.at(store.entity, [store.key, concat("/", [store.key, "service"])], {"detail": detail}) if {
	some store in _stores
	service := input.keys[store.id].service
	is_string(service)
	detail := concat("", ["it is encrypted with the key of ", service])
}

deny contains result.at(table, ["encryption/kms"], {"detail": "it has no key of its own"}) if {
	some table in input.tables
	table.encryption.kms == false
}

deny contains result.at(stream, ["encryption/enabled"], {"detail": "it is not encrypted"}) if {
	some stream in input.streams
	stream.encryption.enabled == false
}

# Each store with the path of its key, and the id of that. A table or stream that is not encrypted with one is told above.
_stores contains {"entity": group, "key": "key", "id": group.key} if some group in input.log_groups

_stores contains {"entity": secret, "key": "encryption_key", "id": secret.encryption_key} if {
	some secret in input.secrets
}

_stores contains {"entity": topic, "key": "encryption_key", "id": topic.encryption_key} if some topic in input.topics

_stores contains {"entity": parameter, "key": "encryption_key", "id": parameter.encryption_key} if {
	some parameter in input.ssm_parameters
}

_stores contains {"entity": queue, "key": "encryption/key", "id": queue.encryption.key} if some queue in input.queues

_stores contains {"entity": table, "key": "encryption/key", "id": table.encryption.key} if {
	some table in input.tables
	not table.encryption.kms == false
}

_stores contains {"entity": stream, "key": "encryption/key", "id": stream.encryption.key} if {
	some stream in input.streams
	not stream.encryption.enabled == false
}
