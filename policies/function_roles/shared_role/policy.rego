# METADATA
# title: Execution role is shared by several functions
# description: |
#   A role used by several functions holds the union of what they need, so a flaw in one of them reaches everything the
#   others may touch, and nobody can tell any more which permission is there for what.
#   Reasonable to waive for functions that are one unit in all but name, such as the handlers of one custom resource.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
# custom:
#   severity: high
#   kind: role
#   reads:
#     - functions
#   fix:
#     cloudformation: Give each function an AWS::IAM::Role of its own and move to it what that function needs.
#     sam: Leave Role out and put what each function needs under its own Policies; each then gets a role of its own.
#     terraform: Give each function an aws_iam_role of its own (a module or `for_each` over the functions helps).
#   parameters:
#     max_functions_per_role:
#       type: integer
#       default: 1
#       description: How many functions may run with one role.
package policies.function_roles.shared_role

import data.lib.config
import data.lib.entity
import data.lib.path
import data.lib.result

deny contains result.at(role, cited, {"detail": concat("", ["used by ", concat(", ", names)])}) if {
	some role in input.roles
	count(role.functions) > config.get("function_roles/shared_role").max_functions_per_role
	cited := [path.of(["functions", i]) | some i, _ in role.functions]
	names := sort([entity.label(input.functions[id]) | some id in role.functions])
}
