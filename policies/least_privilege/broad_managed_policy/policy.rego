# METADATA
# title: Broad AWS managed policy on a function role
# description: |
#   Policies such as `AmazonDynamoDBFullAccess` are made for people in a console: they allow every action of a service,
#   and often those of services beside it, on every resource of the account. AWS widens them as services grow. A function
#   needs a few actions on its own resources. The roles that AWS makes for functions pass, such as
#   `AWSLambdaBasicExecutionRole`, and so do policies that read one service. `AdministratorAccess` is reported as full
#   administration instead, and what a broad policy allows is not reported again statement by statement.
#   Waive it for a function that administers the service, where a permissions boundary limits what it can reach.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
# custom:
#   severity: high
#   kind: role
#   reads:
#     - managed_policies
#     - managed_policies/*/name
#   applies_reads:
#     - functions
#     - trust
#     - trust/*/principals
#     - trust/*/principals/*/type
#     - trust/*/principals/*/text
#   fix:
#     cloudformation: |
#       Replace it by a policy of the role's own that lists the actions that the code calls, on the resources it calls them
#       on. Keep `service-role/AWSLambdaBasicExecutionRole`.
#     sam: |
#       Replace it by a policy template that takes the resource's name (`DynamoDBCrudPolicy: {TableName: !Ref Orders}`), or
#       by a statement that lists actions and resources.
#     terraform: |
#       Replace the attachment by an `aws_iam_role_policy` that lists the actions that the code calls, on the resources it
#       calls them on. Keep `service-role/AWSLambdaBasicExecutionRole`.
#   parameters:
#     broad:
#       type: array
#       minItems: 1
#       items:
#         type: string
#         pattern: '^[\w+=,.@*?-]+$'
#         examples: ['*FullAccess*']
#       default:
#         - "*FullAccess*"
#         - "*Administrator*"
#         - "*PowerUser*"
#         - ReadOnlyAccess
#         - AWSLambdaExecute
#         - AWSLambdaRole
#         - AWSLambdaInvocation-DynamoDB
#         - SecretsManagerReadWrite
#         - DataScientist
#         - DatabaseAdministrator
#         - NetworkAdministrator
#         - SystemAdministrator
#       description: Names of AWS managed policies, with `*` for any text, that are too broad for a function.
#     allowed:
#       type: array
#       items:
#         type: string
#         pattern: '^[\w+=,.@*?-]+$'
#         examples: ['AWSLambda*']
#       default: []
#       description: Names, with `*` for any text, that are accepted although they are broad.
package policies.least_privilege.broad_managed_policy

import data.lib.config
import data.lib.iam
import data.lib.path
import data.lib.result

applies contains result.scope(role, [iam.usage(role)]) if some role in input.roles

deny contains result.at(role, cited, {"detail": _name(policy)}) if {
	some role in input.roles
	some i, policy in role.managed_policies
	not policy.kept_by_aws == false
	_may_be_broad(policy)
	not _administers(role, policy)
	cited := [path.of(["managed_policies", i, "name"]), path.of(["managed_policies", i, "kept_by_aws"])]
}

_may_be_broad(policy) if not is_string(object.get(policy, "name", null))

_may_be_broad(policy) if policy.name in _broad

# The names that are attached anywhere and too broad.
_broad contains policy.name if {
	some role in input.roles
	some policy in role.managed_policies
	iam.any_matches(config.get("least_privilege/broad_managed_policy").broad, policy.name)
	not iam.any_matches(config.get("least_privilege/broad_managed_policy").allowed, policy.name)
}

# Its document, which is at hand for the policies that functions are given most, allows everything on everything.
_administers(role, policy) if {
	some statement in role.statements
	statement.origin == "aws_managed_policy"
	statement.policy == policy.name
	iam.of_everything(statement)
	iam.widest(statement.resources)
}

_name(policy) := concat(" ", [policy.name, "is attached"]) if {
	is_string(policy.name)
} else := "a managed policy is attached that is not known"
