# METADATA
# title: Function, version or layer can be invoked or used by anyone
# description: |
#   A permission for every principal lets any AWS account, and every service on behalf of anyone, call the function past
#   the gateway, authorizer and firewall that stand in front of it; a layer that everybody may use shows its code to
#   everybody. What a permission for a function URL opens is reported on the URL, where the stack declares it.
#   There is hardly a reason to waive this for a function: name the account, the organisation or the source. Waive it for a
#   layer that is published for the world to use.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
# custom:
#   severity: critical
#   kind: resource_policy
#   reads:
#     - statements
#     - statements/*/principals
#     - statements/*/not_principals
#   applies_reads:
#     - resource
#   fix:
#     cloudformation: |
#       Name the service or account in `Principal`, and the source in `SourceArn` or `SourceAccount`
#       (`!Ref AWS::AccountId`), or the organisation in `PrincipalOrgID`.
#     sam: |
#       Let SAM make the permission from the function's Events, or name the service or account in `Principal` and the
#       source in `SourceArn` or `SourceAccount`.
#     terraform: |
#       Name the service or account in `principal`, and the source in `source_arn` or `source_account`
#       (`data.aws_caller_identity.current.account_id`), or the organisation in `principal_org_id`.
package policies.function_perimeter.public_invoke

import data.lib.iam
import data.lib.path
import data.lib.result

applies contains result.scope(policy, ["resource"]) if {
	some policy in input.resource_policies
	policy.resource["in"] in {"functions", "layers"}
}

deny contains result.at(policy, cited, _more(policy, concat("", ["anyone may call ", _actions(statement)]))) if {
	some policy in input.resource_policies
	policy.resource["in"] in {"functions", "layers"}
	some i, statement in policy.statements
	iam.may_allow(statement)
	some j, who in statement.principals
	not who.any == false
	not iam.narrowed(statement)
	not _left_to_url(policy, statement)
	cited := array.concat([path.of(["statements", i, "principals", j, "any"])], _circumstances(i, statement))
}

deny contains result.at(policy, cited, _more(policy, concat("", ["everyone but a few may call ", _actions(statement)]))) if {
	some policy in input.resource_policies
	policy.resource["in"] in {"functions", "layers"}
	some i, statement in policy.statements
	iam.may_allow(statement)
	count(statement.not_principals) > 0
	not iam.narrowed(statement)
	not _left_to_url(policy, statement)
	cited := array.concat([path.of(["statements", i, "not_principals", 0, "type"])], _circumstances(i, statement))
}

# A layer shows its code; a function runs.
_more(policy, detail) := {"detail": detail} if policy.resource["in"] == "functions"

_more(policy, detail) := {"detail": detail, "severity": "high"} if policy.resource["in"] == "layers"

# A permission for calls through the function's URL: the URL decides on its own who may call.
_left_to_url(policy, statement) if {
	_speaks_of_url(statement)
	count(input.functions[policy.resource.id].urls) > 0
}

_speaks_of_url(statement) if {
	some condition in statement.conditions
	condition.key == "lambda:functionurlauthtype"
}

_speaks_of_url(statement) if {
	some condition in statement.conditions
	condition.key == "lambda:invokedviafunctionurl"
	some value in condition.values
	lower(value) == "true"
}

_circumstances(i, statement) := array.concat(
	array.concat([path.of(["statements", i, "effect"])], iam.narrowing(i, statement)),
	array.concat(_values(i, statement), [url | some url in ["resource/urls"]; _names_url(statement)]),
)

_values(i, statement) := [path.of(["statements", i, "conditions", c, "values", v]) |
	some c, condition in statement.conditions
	condition.key == "lambda:invokedviafunctionurl"
	some v, _ in condition.values
]

_names_url(statement) if {
	some condition in statement.conditions
	condition.key in {"lambda:functionurlauthtype", "lambda:invokedviafunctionurl"}
}

_actions(statement) := concat(", ", known) if {
	known := [action | some action in statement.actions; is_string(action)]
	count(known) > 0
} else := "it"
