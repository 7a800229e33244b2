# METADATA
# title: Service-wide or prefix wildcard actions in a function role
# description: |
#   `s3:*` holds far more than a function calls: it may delete the bucket, open it to the world or change who owns it.
#   It also grows by itself with every action that the service gets. A wildcard in the name (`s3:Get*`, `dynamodb:*Item`)
#   is accepted as long as it covers few actions, and none that writes where it reads as if it only read. All actions of
#   the log service on named log groups pass, and so does what a Deny or a permissions boundary takes back. What grants
#   everything on everything is reported as full administration instead, what lets the role give itself all permissions
#   (`iam:*` on everything) as `privilege_escalation`, managed policies as `broad_managed_policy`, and policy templates as
#   `unscoped_sam_template`. What the wildcard covers, and that it does so on everything, is not reported again.
#   Waive it where the set of actions truly cannot be known, such as a function that runs what its users write.
# related_resources:
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-policy-generation.html
# custom:
#   severity: high
#   kind: role
#   reads:
#     - statements
#     - statements/*/actions
#     - statements/*/actions/*
#     - statements/*/resources
#   applies_reads:
#     - functions
#     - trust
#     - trust/*/principals
#     - trust/*/principals/*/type
#     - trust/*/principals/*/text
#   fix:
#     cloudformation: |
#       List the actions that the code calls, on the resources it calls them on (`Action: [s3:GetObject, s3:PutObject]`,
#       `Resource: !Sub ${Uploads.Arn}/*`).
#     sam: |
#       List the actions that the code calls, on the resources it calls them on, or use the policy template for the
#       resource (`S3ReadPolicy: {BucketName: !Ref Uploads}`).
#     terraform: |
#       List the actions that the code calls, on the resources it calls them on
#       (`actions = ["s3:GetObject", "s3:PutObject"]`, `resources = ["${aws_s3_bucket.uploads.arn}/*"]`).
#   parameters:
#     max_actions:
#       type: integer
#       minimum: 0
#       default: 8
#       description: How many actions a pattern with a wildcard may cover.
#     allowed_wildcards:
#       type: array
#       items:
#         type: string
#         pattern: '^[A-Za-z0-9-]+:[A-Za-z0-9*?]+$'
#         examples: ['xray:*']
#       default: ["xray:Put*", "logs:Create*"]
#       description: Action patterns that are accepted, as they are written in the statement (`xray:*`).
package policies.least_privilege.wildcard_actions

import data.lib.actions
import data.lib.iam
import data.lib.path
import data.lib.result
import data.lib.wildcards

applies contains result.scope(role, [iam.usage(role)]) if some role in input.roles

deny contains result.at(role, cited, {"detail": detail}) if {
	some role in input.roles
	some i, statement in role.statements
	some j, action in statement.actions
	wildcards.wide[action]
	_widest_of(statement, action)
	iam.may_allow(statement)
	iam.written_out(statement)
	why := _circumstances(i, statement, action)
	left := _left(role, i, j)
	targets := [iam.target_text(statement.resources[k]) | some k in left]
	detail := concat("", [wildcards.wide[action], " on ", _targets(statement, targets)])
	cited := array.concat(
		array.concat(
			[path.of(["statements", i, "actions", j]), path.of(["statements", i, "effect"])],
			array.concat(why, _beside(i, statement, action)),
		),
		[place | some index, k in left; index == 0; some place in iam.keeping(i, k)],
	)
}

# Beside a pattern of everything the others add nothing.
_widest_of(_, action) if iam.everything(action)

_widest_of(statement, _) if not iam.of_everything(statement)

# What says that there is no such pattern.
_beside(_, _, action) := [] if iam.everything(action)

_beside(i, statement, action) := array.concat(
	[path.of(["statements", i, "actions"])],
	[path.of(["statements", i, "actions", j]) | some j, pattern in statement.actions; not is_string(pattern)],
) if {
	not iam.everything(action)
}

# The resources on which something is left of it that is not known to be privilege escalation by itself; none where the
# statement names what it does not allow it on. Undefined where all is taken back, or told by that policy.
_left(role, i, j) := [] if {
	role.statements[i].resources == []
} else := left if {
	statement := role.statements[i]
	escalating := _escalating(role, statement.actions[j])
	left := [k | some k in wildcards.left(statement, statement.actions[j]); not [i, j, k] in escalating]
	count(left) > 0
}

_escalating(role, pattern) := actions.escalating(role) if {
	actions.may_escalate(pattern)
} else := set()

_targets(statement, []) := concat("", ["everything but ", concat(", ", names)]) if {
	names := [iam.target_text(grant) | some grant in statement.not_resources]
}

_targets(_, targets) := concat(", ", targets) if count(targets) > 0

# What makes the action too wide, beside itself. Undefined where it is not, or where it is full administration.
_circumstances(i, statement, action) := [path.of(["statements", i, "resources", beyond, "breadth"])] if {
	startswith(lower(action), "logs:")
	beyond := _beyond_log_groups(statement)
} else := [] if {
	not startswith(lower(action), "logs:")
	not iam.everything(action)
} else := array.concat([path.of(["statements", i, "resources"])], iam.breadths(i, statement)) if {
	iam.everything(action)
	every grant in statement.resources {
		iam.breadth(grant) in {"type", "prefix", "exact"}
	}
} else := [path.of(["statements", i, "conditions", c, "narrows"])] if {
	iam.everything(action)
	c := [index | some index, condition in statement.conditions; condition.narrows == true][0]
} else := iam.breadths(i, statement) if {
	iam.everything(action)
	every grant in statement.resources {
		iam.breadth(grant) != "all"
	}
} else := [path.of(["statements", i, "conditions", c, "narrows"])] if {
	iam.everything(action)
	c := [index | some index, condition in statement.conditions; not condition.narrows == false][0]
}

# The index of a resource that is known not to be one log group or, where there is none, of one that may not be.
_beyond_log_groups(statement) := known[0] if {
	known := [k | some k, grant in statement.resources; wildcards.beyond_log_groups(grant) != "unknown"]
} else := unknown[0] if {
	unknown := [k | some k, grant in statement.resources; wildcards.beyond_log_groups(grant) == "unknown"]
}
