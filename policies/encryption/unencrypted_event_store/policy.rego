# METADATA
# title: Queue, topic or stream without encryption at rest
# description: |
#   Events often hold what functions were told in confidence, and they wait in these stores for up to a year. Topics and
#   streams keep them in the clear unless a key is named; a queue encrypts on its own unless that was switched off, so a
#   queue about which nothing is written is fine. A delivery stream that reads from another stream is protected by the
#   encryption of that one and cannot have its own. Keys of the service (`alias/aws/sns`) count here.
#   Reasonable to waive where only public data passes through, or where a publisher cannot use a key.
# related_resources:
#   - https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html
#   - https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html
#   - https://docs.aws.amazon.com/streams/latest/dg/server-side-encryption.html
#   - https://docs.aws.amazon.com/firehose/latest/dev/encryption.html
# custom:
#   severity: medium
#   kind: [queue, topic, stream]
#   reads:
#     - encryption/enabled
#     - encryption/key
#     - encryption/managed
#     - encryption_key
#     - reads_from
#     - service
#   fix:
#     cloudformation: |
#       Topic: `KmsMasterKeyId: alias/aws/sns`, or a key of yours if services publish to it. Queue: remove
#       `SqsManagedSseEnabled: false`. Kinesis: `StreamEncryption: {EncryptionType: KMS, KeyId: alias/aws/kinesis}`.
#       Firehose: `DeliveryStreamEncryptionConfigurationInput: {KeyType: AWS_OWNED_CMK}`.
#     terraform: |
#       Topic: `kms_master_key_id = "alias/aws/sns"`, or a key of yours if services publish to it. Queue: remove
#       `sqs_managed_sse_enabled = false`. Kinesis: `encryption_type = "KMS"` and `kms_key_id = "alias/aws/kinesis"`.
#       Firehose: `server_side_encryption { enabled = true }`.
package policies.encryption.unencrypted_event_store

import data.lib.entity
import data.lib.result

deny contains result.at(topic, ["encryption_key"], {"detail": _kept("topic", topic)}) if {
	some topic in input.topics
	topic.encryption_key == null
}

deny contains result.at(queue, ["encryption/managed", "encryption/key"], {"detail": _kept("queue", queue)}) if {
	some queue in input.queues
	queue.encryption.managed == false
	queue.encryption.key == null
}

deny contains result.at(stream, ["encryption/enabled", "service"], {"detail": _kept("stream", stream)}) if {
	some stream in input.streams
	stream.service == "kinesis"
	stream.encryption.enabled == false
}

deny contains result.at(stream, ["encryption/enabled", "service", "reads_from"], {"detail": _kept("stream", stream)}) if {
	some stream in input.streams
	stream.service == "firehose"
	stream.encryption.enabled == false
	stream.reads_from == null
}

_kept(kind, store) := concat(" ", [kind, entity.label(store), "keeps its messages unencrypted"])
