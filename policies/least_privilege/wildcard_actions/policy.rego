# METADATA
# title: Service-wide wildcard actions in a function role
# description: |
#   `s3:*` holds far more than a function calls: it may delete the bucket, open it to the world or change who owns it.
#   It also grows by itself with every action that the service gets. What grants everything on everything is reported
#   as full administration instead. All actions of the log service on named log groups pass, and so does what a Deny or
#   a permissions boundary takes back.
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
#       List the actions that the code calls (`Action: [s3:GetObject, s3:PutObject]`).
#     sam: |
#       List the actions that the code calls, or use the policy template for the resource (`S3ReadPolicy`).
#     terraform: |
#       List the actions that the code calls (`actions = ["s3:GetObject", "s3:PutObject"]`).
#   parameters:
#     allowed_wildcards:
#       type: array
#       default: []
#       description: Action patterns that are accepted, as they are written in the statement (`xray:*`).
package policies.least_privilege.wildcard_actions

import data.lib.config
import data.lib.iam
import data.lib.path
import data.lib.result

applies contains result.scope(role, [iam.usage(role)]) if some role in input.roles

deny contains result.at(role, cited, {"detail": concat("", [action, " on ", concat(", ", targets)])}) if {
	some role in input.roles
	some i, statement in role.statements
	iam.may_allow(statement)
	some j, action in statement.actions
	not _allowed(action)
	why := _circumstances(i, statement, action)
	left := _left(statement, action)
	_has_room(statement, left)
	targets := [iam.target_text(statement.resources[k]) | some k in left]
	cited := array.concat(
		array.concat([path.of(["statements", i, "actions", j]), path.of(["statements", i, "effect"])], why),
		[place | some index, k in left; index == 0; some place in iam.keeping(i, k)],
	)
}

# The resources on which neither a Deny nor a permissions boundary takes the wildcard back.
_left(statement, action) := [k |
	some k, _ in statement.resources
	iam.keeps(statement, k, action)
	iam.unbounded(statement, k, action)
]

_has_room(_, left) if count(left) > 0

_has_room(statement, []) if statement.resources == []

_allowed(action) if {
	some pattern in config.get("least_privilege/wildcard_actions").allowed_wildcards
	lower(pattern) == lower(action)
}

# What makes the action too wide, beside itself. Undefined where it is not, or where it is full administration.
_circumstances(i, statement, action) := [] if {
	iam.whole_service(action)
	not startswith(lower(action), "logs:")
} else := [path.of(["statements", i, "resources", beyond, "breadth"])] if {
	startswith(lower(action), "logs:")
	iam.whole_service(action)
	beyond := _beyond_log_groups(statement)
} else := array.concat([path.of(["statements", i, "resources"])], _breadths(i, statement)) if {
	iam.everything(action)
	every grant in statement.resources {
		iam.breadth(grant) in {"type", "prefix", "exact"}
	}
} else := [path.of(["statements", i, "conditions", c, "narrows"])] if {
	iam.everything(action)
	c := [index | some index, condition in statement.conditions; condition.narrows == true][0]
} else := _breadths(i, statement) if {
	iam.everything(action)
	every grant in statement.resources {
		iam.breadth(grant) != "all"
	}
} else := [path.of(["statements", i, "conditions", c, "narrows"])] if {
	iam.everything(action)
	c := [index | some index, condition in statement.conditions; not condition.narrows == false][0]
}

_breadths(i, statement) := [path.of(["statements", i, "resources", k, "breadth"]) | some k, _ in statement.resources]

# The index of a resource that is known not to be one log group or, where there is none, of one that may not be.
_beyond_log_groups(statement) := known[0] if {
	known := [k | some k, grant in statement.resources; iam.breadth(grant) in {"all", "type", "prefix"}]
} else := unknown[0] if {
	unknown := [k | some k, grant in statement.resources; iam.breadth(grant) == "unknown"]
}
