# METADATA
# title: Role of a function or state machine grants full administration
# description: |
#   Who takes over code that runs with such a role, through a flaw in it or in a dependency, owns the account: every
#   store, every secret, every other function. Allowing all but a few actions on everything comes to the same. A Deny
#   of everything and a permissions boundary that lets less through take it back; one that is not known may.
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
package policies.least_privilege.full_admin

import data.lib.iam
import data.lib.path
import data.lib.result

applies contains result.scope(role, [iam.usage(role)]) if some role in input.roles

deny contains result.at(role, cited, {"detail": concat("", [action, " on ", target])}) if {
	some role in input.roles
	some i, statement in role.statements
	iam.may_allow(statement)
	j := [index | some index, pattern in statement.actions; iam.everything(pattern)][0]
	action := statement.actions[j]
	k := iam.widest_left(statement, action)
	target := iam.target_text(statement.resources[k])
	not iam.narrowed(statement)
	cited := array.concat(
		[
			path.of(["statements", i, "actions", j]),
			path.of(["statements", i, "effect"]),
			path.of(["statements", i, "resources", k, "breadth"]),
		],
		array.concat(iam.narrowing(i, statement), iam.keeping(i, k)),
	)
}

deny contains result.at(role, cited, {"detail": detail}) if {
	some role in input.roles
	some i, statement in role.statements
	iam.may_allow(statement)
	count(statement.not_actions) > 0
	k := iam.widest_left(statement, "*")
	target := iam.target_text(statement.resources[k])
	not iam.narrowed(statement)
	detail := concat("", ["everything but ", concat(", ", _texts(statement.not_actions)), " on ", target])
	cited := array.concat(
		[
			path.of(["statements", i, "not_actions", 0]),
			path.of(["statements", i, "effect"]),
			path.of(["statements", i, "resources", k, "breadth"]),
		],
		array.concat(iam.narrowing(i, statement), iam.keeping(i, k)),
	)
}

_texts(values) := [value | some value in values; is_string(value)]
