# METADATA
# title: Bucket of a function without public access block
# description: |
#   What a function reads or writes is data of the application, and one wrong line in an ACL or a bucket policy shows it
#   to the world. A bucket refuses that by itself today, so one about which nothing is written is fine; a block that is
#   written counts as it is written, and a flag that is left out is off. What the whole account refuses counts too. An ACL
#   for everyone is reported unless ACLs are ignored; that everybody may write to a bucket which triggers a function is
#   left to function_perimeter/open_event_source.
#   Reasonable to waive for a bucket that serves a public site by itself: name it in `public_buckets`, or put a
#   distribution in front of it.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# custom:
#   severity: high
#   kind: bucket
#   reads:
#     - account_block
#     - account_block/block_acls
#     - account_block/block_policy
#     - account_block/ignore_acls
#     - account_block/restrict_buckets
#     - acl
#     - public_access_block
#     - public_access_block/block_acls
#     - public_access_block/block_policy
#     - public_access_block/ignore_acls
#     - public_access_block/restrict_buckets
#   applies_reads: []
#   fix:
#     cloudformation: |
#       Set all four of `PublicAccessBlockConfiguration` to true (`BlockPublicAcls`, `BlockPublicPolicy`,
#       `IgnorePublicAcls`, `RestrictPublicBuckets`) and remove `AccessControl`.
#     terraform: |
#       Set all four of `aws_s3_bucket_public_access_block` to true (`block_public_acls`, `block_public_policy`,
#       `ignore_public_acls`, `restrict_public_buckets`) and remove the public `acl`.
#   parameters:
#     public_buckets:
#       type: array
#       items:
#         type: string
#         pattern: '^[^\s\[\]{}\\]+$'
#         examples: ['website-*']
#       default: []
#       description: Buckets that are meant to be public, by id or name; `*` stands for any text.
#     account_settings:
#       type: object
#       properties:
#         block_acls: {type: boolean}
#         ignore_acls: {type: boolean}
#         block_policy: {type: boolean}
#         restrict_buckets: {type: boolean}
#       additionalProperties: false
#       default: {}
#       description: |
#         What the account refuses for all of its buckets: `{block_acls: true, ignore_acls: true, block_policy: true,
#         restrict_buckets: true}`.
package policies.encryption.unlocked_bucket

import data.lib.config
import data.lib.path
import data.lib.result

applies contains result.scope(bucket, paths) if {
	some bucket in input.buckets
	not _meant_public(bucket)
	paths := _belonging(bucket)
}

deny contains result.at(bucket, cited, {"detail": concat("", [concat(", ", off), _are(off), "off"])}) if {
	some bucket in input.buckets
	off := [flag | some flag in _flags; bucket.public_access_block[flag] == false; not _account(bucket, flag)]
	count(off) > 0
	cited := array.concat([path.of(["public_access_block", flag]) | some flag in off], _of_account(bucket, off))
}

deny contains result.at(bucket, cited, {"detail": concat(" ", ["its ACL is", bucket.acl])}) if {
	some bucket in input.buckets
	bucket.acl in {"public-read", "public-read-write", "authenticated-read"}
	_may_heed_acls(bucket)
	not _is_told(bucket)
	cited := array.concat(["acl", "public_access_block/ignore_acls"], _of_account(bucket, ["ignore_acls"]))
}

_are(flags) := " is " if {
	count(flags) == 1
} else := " are "

# That everybody may write to what triggers a function is another policy's, where that is asked for.
_is_told(bucket) if {
	config.get("function_perimeter/open_event_source")
	bucket.acl == "public-read-write"
	count(bucket.triggers) > 0
	_heeds_acls(bucket.public_access_block)
}

_heeds_acls(block) if block == null

_heeds_acls(block) if {
	block.block_acls == false
	block.ignore_acls == false
}

# What makes it a function's: a trigger, or a role that the function runs with and that names the bucket.
_belonging(bucket) := ["triggers/0"] if {
	count(bucket.triggers) > 0
} else := [path.of(["roles", used[0], "functions", 0])] if {
	used := [i | some i, id in bucket.roles; count(input.roles[id].functions) > 0]
} else := [path.of(["roles", used[0], "state_machines", 0])] if {
	used := [i | some i, id in bucket.roles; count(input.roles[id].state_machines) > 0]
}

_flags := ["block_acls", "ignore_acls", "block_policy", "restrict_buckets"]

_may_heed_acls(bucket) if {
	not bucket.public_access_block.ignore_acls == true
	not _account(bucket, "ignore_acls")
}

_account(_, flag) if config.get("encryption/unlocked_bucket").account_settings[flag] == true

_account(bucket, flag) if bucket.account_block[flag] == true

_of_account(bucket, flags) := [path.of(["account_block", flag]) | some flag in flags] if {
	is_object(bucket.account_block)
} else := ["account_block"]

_meant_public(bucket) if {
	some pattern in config.get("encryption/unlocked_bucket").public_buckets
	some called in [bucket.id, object.get(bucket, "name", "")]
	is_string(called)
	glob.match(pattern, null, called)
}
