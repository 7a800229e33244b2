# METADATA
# title: SAM policy template with a wildcard parameter or no scope
# description: |
#   A policy template is there to limit a function to one table, queue or bucket; with `*` for its name it allows the
#   same on every one of the account. A few templates take no name at all although their actions can be limited. That is
#   easily overlooked, for the template's name promises a scope. What the template allows is not reported again.
#   Waive a template without a scope where the service has no resources that could be named.
# related_resources:
#   - https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-templates.html
#   - https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html
# custom:
#   severity: high
#   kind: role
#   reads:
#     - statements
#   fix:
#     sam: |
#       Give the template the name of the resource (`DynamoDBCrudPolicy: {TableName: !Ref Orders}`). Where it takes no
#       name, write a statement instead that lists the actions that the code calls, on the resources it calls them on.
#   parameters:
#     allowed_templates:
#       type: array
#       items:
#         type: string
#         pattern: '^[A-Za-z0-9]+Policy$'
#         examples: [TextractPolicy]
#       default: []
#       description: Names of policy templates that are accepted without a scope (`TextractPolicy`).
package policies.least_privilege.unscoped_sam_template

import data.lib.config
import data.lib.iam
import data.lib.path
import data.lib.result
import data.lib.scope
import data.lib.template

deny contains result.at(role, cited, {"detail": detail}) if {
	some role in input.roles
	some i, statement in role.statements
	statement.origin == "policy_template"
	not statement.policy in config.get("least_privilege/unscoped_sam_template").allowed_templates
	k := template.unscoped(statement.resources)
	found := scope.unlimited(statement, k, [])
	not iam.narrowed(statement)
	detail := concat("", [statement.policy, " on ", iam.target_text(statement.resources[k])])
	cited := array.concat(
		[
			path.of(["statements", i, "resources", k, "breadth"]),
			path.of(["statements", i, "resources", k, "literal"]),
			path.of(["statements", i, "actions", found[0]]),
		],
		array.concat(iam.narrowing(i, statement), iam.keeping(i, k)),
	)
}
