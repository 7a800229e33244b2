# METADATA
# title: Resource "*" for actions that support resource-level permissions
# description: |
#   The statement allows its actions on every queue, table, bucket or secret of the account, those of other applications
#   among them, although each of these actions can be limited to the resources that the function works with. A flaw in
#   the function then reaches all of them. What cannot be limited passes, such as `xray:PutTraceSegments`, and so do
#   writing logs and joining a network, which AWS's own roles for functions allow on everything. Writing and managing
#   permissions is graver than reading, and reading than listing.
#   What another policy says more of is left to it, and with it what only reads in the same service: reading secrets and
#   data (`unscoped_sensitive_read`), invoking functions (`invoke_any_function`), taking on and passing roles
#   (`unscoped_assume_role`, `unscoped_pass_role`), escalation, and wildcards (`wildcard_actions`). What is administration
#   of the account is reported as that alone, `NotAction` as `not_action`, managed policies as `broad_managed_policy`, and
#   policy templates as `unscoped_sam_template`. A change of infrastructure on everything is reported here and there: one
#   finding asks whether the function should do it at all, the other one on what.
#   Waive it where the resources come and go while the application runs and share neither a name nor a tag.
# related_resources:
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
# custom:
#   severity: high
#   kind: role
#   reads:
#     - statements
#     - statements/*/actions
#     - statements/*/resources
#   applies_reads:
#     - functions
#     - trust
#     - trust/*/principals
#     - trust/*/principals/*/type
#     - trust/*/principals/*/text
#   fix:
#     cloudformation: |
#       Name the resources (`Resource: !GetAtt Orders.Arn`), or a prefix that only the application's have. What cannot be
#       limited stays on `*`, in a statement of its own.
#     sam: |
#       Name the resources (`Resource: !GetAtt Orders.Arn`), or use a policy template that takes the resource's name
#       (`DynamoDBCrudPolicy`). What cannot be limited stays on `*`, in a statement of its own.
#     terraform: |
#       Name the resources (`resources = [aws_dynamodb_table.orders.arn]`), or a prefix that only the application's have.
#       What cannot be limited stays on `*`, in a statement of its own.
#   parameters:
#     extra_unscopable:
#       type: array
#       items:
#         type: string
#         pattern: '^[A-Za-z0-9-]+:[A-Za-z0-9*?]+$'
#         examples: ['events:PutEvents']
#       default: []
#       description: Action patterns that may stand on `*` although they can be limited (`events:PutEvents`).
#     severity_by_access_level:
#       type: object
#       properties:
#         permit: {type: string, enum: [critical, high, medium, low, info]}
#         write: {type: string, enum: [critical, high, medium, low, info]}
#         tag: {type: string, enum: [critical, high, medium, low, info]}
#         read: {type: string, enum: [critical, high, medium, low, info]}
#         list: {type: string, enum: [critical, high, medium, low, info]}
#       additionalProperties: false
#       default: {permit: high, write: high, tag: medium, read: medium, list: low}
#       description: How grave it is, by the gravest access level among the statement's actions. A level that is left out is high.
package policies.least_privilege.wildcard_resource

import data.lib.config
import data.lib.iam
import data.lib.path
import data.lib.result
import data.lib.scope
import data.lib.told

applies contains result.scope(role, [iam.usage(role)]) if some role in input.roles

deny contains result.at(role, cited, {"detail": detail, "severity": severity}) if {
	some role in input.roles
	open := _open(role)
	count(open) > 0
	closer := told.closer(role)
	some one in open
	statement := role.statements[one.i]
	found := told.left(statement, one.i, one.k, one.found, closer)
	severity := _severity(statement.actions[found[0]])
	target := iam.target_text(statement.resources[one.k])
	detail := concat("", [_listed(scope.texts(statement, found)), " on ", target])
	cited := array.concat(
		array.concat(
			[path.of(["statements", one.i, "resources", one.k, "breadth"]), path.of(["statements", one.i, "effect"])],
			scope.deciding(one.i, statement, found),
		),
		array.concat(iam.narrowing(one.i, statement), iam.keeping(one.i, one.k)),
	)
}

# The statements that allow on everything what could be limited.
_open(role) := [{"i": i, "k": k, "found": found} |
	some i, statement in role.statements
	iam.may_allow(statement)
	iam.written_out(statement)
	k := _everywhere(statement.resources)
	not iam.of_everything(statement)
	found := scope.unlimited(statement, k, config.get("least_privilege/wildcard_resource").extra_unscopable)
	not iam.narrowed(statement)
]

_listed(texts) := concat(", ", texts) if {
	count(texts) > 0
} else := "an action that is not known"

# A pattern of one service is no pattern of everything, whatever its name will be.
_everywhere(grants) := found[0] if {
	found := [k | some k, grant in grants; grant.breadth == "all"]
	count(found) > 0
} else := unknown[0] if {
	unknown := [k | some k, grant in grants; iam.breadth(grant) == "unknown"; object.get(grant, "service", null) == null]
}

_severity(action) := severity if {
	levels := config.get("least_privilege/wildcard_resource").severity_by_access_level
	severity := levels[scope.limitable[action]]
} else := "high"
