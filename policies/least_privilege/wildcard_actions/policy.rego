# METADATA
# title: Service-wide or prefix wildcard actions in a function role
# description: |
#   `s3:*` holds far more than a function calls: it may delete the bucket, open it to the world or change who owns it.
#   It also grows by itself with every action that the service gets. A wildcard in the name (`s3:Get*`, `dynamodb:*Item`)
#   is accepted as long as it covers few actions, and none that writes where it reads as if it only read. All actions of
#   the log service on named log groups pass, and so does what a Deny or a permissions boundary takes back. What grants
#   everything on everything is reported as full administration instead, managed policies as `broad_managed_policy`, and
#   policy templates as `unscoped_sam_template`.
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

import data.lib.config
import data.lib.iam
import data.lib.path
import data.lib.result

applies contains result.scope(role, [iam.usage(role)]) if some role in input.roles

deny contains result.at(role, cited, {"detail": concat("", [_wide[action], " on ", concat(", ", targets)])}) if {
	some role in input.roles
	some i, statement in role.statements
	some j, action in statement.actions
	_wide[action]
	_widest_of(statement, action)
	iam.may_allow(statement)
	iam.written_out(statement)
	why := _circumstances(i, statement, action)
	left := _left(statement, action)
	_has_room(statement, left)
	targets := [iam.target_text(statement.resources[k]) | some k in left]
	cited := array.concat(
		array.concat(
			[path.of(["statements", i, "actions", j]), path.of(["statements", i, "effect"])],
			array.concat(why, _beside(i, statement, action)),
		),
		[place | some index, k in left; index == 0; some place in iam.keeping(i, k)],
	)
}

# The patterns that cover too much, each as it is put in a finding.
_wide[pattern] := pattern if {
	some pattern, facts in input.actions
	facts.count > 0
	_covers_all(pattern)
	not _allowed(pattern)
}

_wide[pattern] := concat("", [pattern, " (", format_int(facts.count, 10), " actions)"]) if {
	some pattern, facts in input.actions
	facts.count > config.get("least_privilege/wildcard_actions").max_actions
	not _covers_all(pattern)
	not _allowed(pattern)
}

_wide[pattern] := concat("", [pattern, " (also writes)"]) if {
	some pattern, facts in input.actions
	facts.count <= config.get("least_privilege/wildcard_actions").max_actions
	facts.levels.write + facts.levels.permit > 0
	_reads_as_reading(pattern)
	not _covers_all(pattern)
	not _allowed(pattern)
}

_covers_all(pattern) if iam.everything(pattern)

_covers_all(pattern) if iam.whole_service(pattern)

_reads_as_reading(pattern) if {
	[_, name] := split(lower(pattern), ":")
	contains(name, "*")
	some verb in ["batchget", "check", "describe", "get", "head", "list", "lookup", "query", "read", "scan", "search", "view"]
	startswith(name, verb)
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
	known := [k | some k, grant in statement.resources; iam.breadth(grant) in {"all", "type", "prefix"}]
} else := unknown[0] if {
	unknown := [k | some k, grant in statement.resources; iam.breadth(grant) == "unknown"]
}
