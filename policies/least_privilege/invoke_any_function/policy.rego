# METADATA
# title: Role may invoke every function
# description: |
#   Each function checks what it is handed as if its usual caller sent it. A role that may invoke every one can start
#   each step of the application with whatever it likes, past the gateway, the queue and their checks.
#   Meant are lambda:InvokeFunction, InvokeFunctionUrl and InvokeAsync on `*`, on `function:*`, and on names of which
#   fewer than four characters are fixed. `lambda:*` is left to the policy on service-wide wildcards.
#   What a broad AWS managed policy or a policy template without a scope allows is not reported again.
#   Reasonable to waive for a dispatcher that invokes functions which are registered with it while it runs.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html
# custom:
#   severity: medium
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
#       Name the functions that the code invokes (`Resource: !GetAtt Worker.Arn`), or begin their names alike and permit
#       that beginning (`!Sub arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${AWS::StackName}-*`).
#     sam: |
#       Name the functions that the code invokes, by the policy template LambdaInvokePolicy or a connector.
#     terraform: |
#       Name the functions that the code invokes (`resources = [aws_lambda_function.worker.arn]`).
package policies.least_privilege.invoke_any_function

import data.lib.actions
import data.lib.iam
import data.lib.path
import data.lib.result
import data.lib.told

applies contains result.scope(role, [iam.usage(role)]) if some role in input.roles

deny contains result.at(role, cited, {"detail": one.detail}) if {
	some role in input.roles
	some one in told.by_statement(role, _grants(role))
	statement := role.statements[one.i]
	not iam.narrowed(statement)
	cited := array.flatten([actions.paths(one.grant), _length(one), iam.narrowing(one.i, statement)])
}

_invocations := actions.within(actions.invocations)

_grants(role) := [grant |
	some grant in actions.granted(role, _invocations, {"all", "type", "prefix"})
	not iam.whole_service(grant.pattern)
	not _long(role.statements[grant.i].resources[grant.k], grant.breadth)
]

_long(resource, "prefix") if {
	is_number(resource.literal)
	not actions.is_any_name(resource)
}

_length(one) := [path.of(["statements", one.i, "resources", one.grant.k, "literal"])] if {
	one.grant.breadth == "prefix"
} else := []
