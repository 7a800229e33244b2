# METADATA
# title: Role of a function or state machine grants full administration
# description: |
#   Who takes over code that runs with such a role, through a flaw in it or in a dependency, owns the account: every
#   store, every secret, every other function. Allowing all but a few actions on everything comes to the same, where it
#   leaves the management of permissions; else it is reported as `not_action`. A Deny of everything takes it back. A
#   permissions boundary that lets less through makes it less grave, for then the boundary alone stands between the code
#   and the account. What is reported here is reported by no other policy on permissions.
#   Waive it only for a function whose purpose is to administer the account, guarded as an administrator would be.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
# custom:
#   severity: critical
#   kind: role
#   reads:
#     - statements
#     - statements/*/actions
#     - statements/*/actions/*
#     - statements/*/not_actions
#     - statements/*/resources
#   applies_reads:
#     - functions
#     - trust
#     - trust/*/principals
#     - trust/*/principals/*/type
#     - trust/*/principals/*/text
#   fix:
#     cloudformation: |
#       List the actions that the code calls, each on the resources it calls them on
#       (`Action: dynamodb:PutItem`, `Resource: !GetAtt Orders.Arn`), and remove AdministratorAccess.
#     sam: |
#       List what the code needs under Policies, with policy templates (`DynamoDBCrudPolicy`) or statements that name
#       actions and resources, and remove AdministratorAccess.
#     terraform: |
#       List the actions that the code calls, each on the resources it calls them on
#       (`actions = ["dynamodb:PutItem"]`, `resources = [aws_dynamodb_table.orders.arn]`), and detach AdministratorAccess.
#   parameters:
#     ignore_roles:
#       type: array
#       items:
#         type: string
#         pattern: '^[^\s\[\]{}\\]+$'
#         examples: ['deploy-*']
#       default: []
#       description: Names or ids of roles that may administer the account, with `*` for any text (`deploy-*`).
package policies.least_privilege.full_admin

import data.lib.config
import data.lib.iam
import data.lib.path
import data.lib.result

applies contains result.scope(role, [iam.usage(role)]) if some role in input.roles

deny contains result.at(role, cited, {"detail": detail, "severity": severity}) if {
	some role in input.roles
	some i, statement in role.statements
	iam.of_everything(statement)
	iam.may_allow(statement)
	j := [index | some index, pattern in statement.actions; iam.everything(pattern)][0]
	action := statement.actions[j]
	k := _widest_left(statement)
	target := iam.target_text(statement.resources[k])
	not iam.narrowed(statement)
	not _ignored(role)
	severity := _severity(statement, k)
	detail := concat("", [iam.giver(statement), action, " on ", target, _beyond(statement, k, severity)])
	cited := array.concat([path.of(["statements", i, "actions", j])], _circumstances(i, k, statement))
}

deny contains result.at(role, cited, {"detail": detail, "severity": severity}) if {
	some role in input.roles
	some i, statement in role.statements
	count(statement.not_actions) > 0
	iam.may_allow(statement)
	not _guarded(statement)
	k := _widest_left(statement)
	target := iam.target_text(statement.resources[k])
	not iam.narrowed(statement)
	not _ignored(role)
	severity := _severity(statement, k)
	detail := concat("", ["everything but ", concat(", ", _texts(statement.not_actions)), " on ", target, _beyond(statement, k, severity)])
	cited := array.concat(
		array.concat([path.of(["statements", i, "not_actions", 0])], _open(i, statement)),
		_circumstances(i, k, statement),
	)
}

# A resource pattern that covers everything or, where there is none, one that may; no Deny takes all of it back.
_widest_left(statement) := found[0] if {
	found := [k |
		some breadth in ["all", "unknown"]
		some k, grant in statement.resources
		iam.breadth(grant) == breadth
		iam.keeps(statement, k, "*")
	]
}

_severity(statement, k) := "critical" if {
	iam.unbounded(statement, k, "*")
} else := "medium"

# What its boundary leaves of it, where that is less.
_beyond(statement, k, "medium") := concat("", [", of which its boundary leaves at most ", _listing(statement.resources[k].allowed)])

_beyond(_, _, "critical") := ""

_listing(patterns) := "nothing" if {
	count(patterns) == 0
} else := concat(", ", patterns) if {
	count(patterns) < 6
} else := concat("", [
	concat(", ", array.slice(patterns, 0, 5)),
	" and ",
	format_int(count(patterns) - 5, 10),
	" more",
])

_circumstances(i, k, statement) := array.concat(
	[path.of(["statements", i, "effect"]), path.of(["statements", i, "resources", k, "breadth"])],
	array.concat(iam.narrowing(i, statement), iam.keeping(i, k)),
)

# What it leaves does not hold the actions with which a role gives itself what it lacks.
_guarded(statement) if {
	some pattern in statement.not_actions
	iam.manages_permissions(pattern)
}

# Patterns of NotAction that are not known, or that there are beside those, may be such a guard.
_open(i, statement) := array.concat(
	[path.of(["statements", i, "not_actions"])],
	[path.of(["statements", i, "not_actions", j]) | some j, pattern in statement.not_actions; not is_string(pattern)],
)

_ignored(role) if {
	some pattern in config.get("least_privilege/full_admin").ignore_roles
	some name in [role.id, object.get(role, "name", null)]
	is_string(name)
	glob.match(pattern, null, name)
}

_texts(values) := [value | some value in values; is_string(value)]
