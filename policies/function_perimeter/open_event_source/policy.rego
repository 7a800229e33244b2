# METADATA
# title: Queue, topic, bus or bucket behind a function is writable by anyone
# description: |
#   Events are input. Who may write to the queue, topic, stream, table, bus or bucket whose events a function handles may
#   call the function with whatever they like, and as often: past every gateway, for the owner's money. A condition that
#   names an account, an organisation, a source or a network limits that; one that any account fits does not. High where
#   the events reach a function of the stack, medium where none is known to. A public access block that is written stops
#   policies and access lists of a bucket; one that leaves something open is reported by encryption/unlocked_bucket.
#   Reasonable to waive for an inbox that is public on purpose, whose handler trusts nothing in it.
# related_resources:
#   - https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
#   - https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
# custom:
#   severity: high
#   kind: [resource_policy, bucket]
#   reads:
#     - statements
#     - statements/*/principals
#     - statements/*/not_principals
#     - statements/*/actions
#     - acl
#   applies_reads:
#     - resource
#   fix:
#     cloudformation: |
#       Name in `Principal` the service or account that writes, and limit it with a condition:
#       `Condition: {ArnEquals: {'aws:SourceArn': !Ref Topic}}` or `{StringEquals: {'aws:SourceAccount': !Ref AWS::AccountId}}`.
#       Leave `AccessControl` of the bucket out and switch on all of `PublicAccessBlockConfiguration`.
#     sam: |
#       Name in `Principal` the service or account that writes, and limit it with a condition:
#       `Condition: {ArnEquals: {'aws:SourceArn': !Ref Topic}}` or `{StringEquals: {'aws:SourceAccount': !Ref AWS::AccountId}}`.
#       Leave `AccessControl` of the bucket out and switch on all of `PublicAccessBlockConfiguration`.
#     terraform: |
#       Name in `principals` the service or account that writes, and limit it with a `condition` on `aws:SourceArn`
#       (`aws_sns_topic.this.arn`) or `aws:SourceAccount`. Leave the bucket's `acl` private and switch on all four arguments
#       of `aws_s3_bucket_public_access_block`.
package policies.function_perimeter.open_event_source

import data.lib.iam
import data.lib.path
import data.lib.result

applies contains result.scope(policy, ["resource"]) if {
	some policy in input.resource_policies
	policy.resource["in"] in _stores
}

applies contains result.scope(bucket, []) if some bucket in input.buckets

deny contains result.at(policy, cited, _more(_store(policy), detail)) if {
	some policy in input.resource_policies
	policy.resource["in"] in _stores
	some i, statement in policy.statements
	iam.may_allow(statement)
	some j, who in statement.principals
	not who.any == false
	not iam.narrowed(statement)
	not _policies_blocked(policy)
	writing := _writing(statement)
	detail := concat("", ["anyone may ", _what(statement, writing)])
	cited := array.concat([path.of(["statements", i, "principals", j, "any"])], _circumstances(policy, i, writing))
}

deny contains result.at(policy, cited, _more(_store(policy), detail)) if {
	some policy in input.resource_policies
	policy.resource["in"] in _stores
	some i, statement in policy.statements
	iam.may_allow(statement)
	count(statement.not_principals) > 0
	not iam.narrowed(statement)
	not _policies_blocked(policy)
	writing := _writing(statement)
	detail := concat("", ["everyone but a few may ", _what(statement, writing)])
	cited := array.concat([path.of(["statements", i, "not_principals", 0, "type"])], _circumstances(policy, i, writing))
}

deny contains result.at(bucket, cited, _more(bucket, concat(" ", ["its ACL is", bucket.acl]))) if {
	some bucket in input.buckets
	bucket.acl == "public-read-write"
	not _acls_blocked(bucket)
	cited := array.concat(["acl"], _block(bucket, ["block_acls", "ignore_acls"]))
}

_stores := {"buckets", "event_buses", "queues", "streams", "tables", "topics"}

_store(policy) := object.get(input[policy.resource["in"]], policy.resource.id, {})

_more(store, detail) := {"detail": detail} if {
	count(store.triggers) > 0
} else := {"detail": detail, "severity": "medium"}

# The index of the first pattern that allows writing or giving permission; of NotAction, all it leaves out is allowed.
_writing(statement) := path.of(["actions", found[0]]) if {
	found := [j | some j, pattern in statement.actions; not _harmless[pattern]]
} else := "not_actions" if {
	count(statement.not_actions) > 0
}

# Patterns that are known to allow reading only.
_harmless[pattern] if {
	some pattern, facts in input.actions
	facts.count > 0
	(facts.levels.write + facts.levels.permit) + facts.levels.tag == 0
}

_what(statement, writing) := concat(" ", ["call", statement.actions[to_number(split(writing, "/")[1])]]) if {
	startswith(writing, "actions/")
	is_string(statement.actions[to_number(split(writing, "/")[1])])
} else := "do what is not known" if {
	startswith(writing, "actions/")
} else := "do everything but a few things"

# A public policy of a bucket is refused, or grants nothing to the public.
_policies_blocked(policy) if {
	policy.resource["in"] == "buckets"
	input.buckets[policy.resource.id].public_access_block.block_policy == true
}

_policies_blocked(policy) if {
	policy.resource["in"] == "buckets"
	input.buckets[policy.resource.id].public_access_block.restrict_buckets == true
}

_acls_blocked(bucket) if bucket.public_access_block.block_acls == true

_acls_blocked(bucket) if bucket.public_access_block.ignore_acls == true

_circumstances(policy, i, writing) := array.concat(
	array.concat(
		[path.of(["statements", i, "effect"]), concat("/", [path.of(["statements", i]), writing])],
		iam.narrowing(i, policy.statements[i]),
	),
	[concat("/", ["resource", inner]) |
		policy.resource["in"] == "buckets"
		some inner in _block(input.buckets[policy.resource.id], ["block_policy", "restrict_buckets"])
	],
)

# What of its block decides; a block that is not known may hold all of it.
_block(bucket, names) := ["public_access_block"] if {
	bucket.public_access_block == null
} else := [path.of(["public_access_block", name]) | some name in names]
