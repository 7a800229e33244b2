# METADATA
# title: Permission with an over-broad source or a non-invoke action
# description: |
#   A source ARN that every API, rule or bucket of the account fits lets in whoever may make such a thing there, past the
#   authorizers of the API that was meant; one that fits all routes of an API lets routes of other functions lead here. An action beside invoking lets the caller read or change the function
#   itself. A source of no fixed account is reported by function_perimeter/confused_deputy.
#   Reasonable to waive for a function that all APIs of an account share by design.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
# custom:
#   severity: medium
#   kind: resource_policy
#   reads:
#     - statements
#     - statements/*/actions
#     - statements/*/actions/*
#     - statements/*/conditions
#     - statements/*/conditions/*/sources/*/target
#   applies_reads:
#     - resource
#   fix:
#     cloudformation: |
#       Allow only `lambda:InvokeFunction`, and name one source in `SourceArn`: `!GetAtt Rule.Arn`, or a route of an API,
#       `!Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/GET/orders`.
#     sam: |
#       Let SAM make the permission from the function's Events, or allow only `lambda:InvokeFunction` and name one source
#       in `SourceArn`.
#     terraform: |
#       Allow only `lambda:InvokeFunction`, and name one source in `source_arn`: `aws_cloudwatch_event_rule.this.arn`, or a
#       route of an API, `"${aws_apigatewayv2_api.this.execution_arn}/*/GET/orders"`.
package policies.function_perimeter.broad_source_arn

import data.lib.iam
import data.lib.path
import data.lib.principal
import data.lib.result

applies contains result.scope(policy, ["resource"]) if {
	some policy in input.resource_policies
	policy.resource["in"] == "functions"
}

deny contains result.at(policy, cited, {"detail": concat("", ["it allows ", action]), "severity": _severity(action)}) if {
	some policy in input.resource_policies
	policy.resource["in"] == "functions"
	some i, statement in policy.statements
	iam.may_allow(statement)
	some j, action in statement.actions
	is_string(action)
	not startswith(lower(action), "lambda:invoke")
	cited := [path.of(["statements", i, "actions", j]), path.of(["statements", i, "effect"])]
}

# A bucket's ARN names no account; that is the other policy's.
deny contains result.at(policy, cited, {"detail": detail}) if {
	some policy in input.resource_policies
	policy.resource["in"] == "functions"
	some i, statement in policy.statements
	iam.may_allow(statement)
	principal.may_be_narrowed(statement)
	some c, condition in statement.conditions
	condition.key == "aws:sourcearn"
	some s, source in condition.sources
	not _is_limited(source)
	detail := concat("", ["it may be invoked from whatever fits ", _text(condition.values[s])])
	cited := array.concat(
		[path.of(["statements", i, "conditions", c, "sources", s, "breadth"]), path.of(["statements", i, "effect"])],
		iam.narrowing(i, statement),
	)
}

deny contains result.at(policy, cited, {"detail": detail, "severity": "low"}) if {
	some policy in input.resource_policies
	policy.resource["in"] == "functions"
	some i, statement in policy.statements
	iam.may_allow(statement)
	some c, condition in statement.conditions
	condition.key == "aws:sourcearn"
	some s, source in condition.sources
	source.target["in"] == "apis"
	not _is_route(source)
	routes := input.apis[source.target.id].routes
	count(routes) > 1
	served := [r | some r in _leading[source.target.id][policy.resource.id]]
	open := [r | some r in _open[source.target.id]]
	count(served) < 2
	r := array.concat(served, open)[0]
	route := input.routes[routes[r]]
	not _catches_all(route)
	detail := concat("", ["it serves ", _route(route), " and may be invoked from every route of the API"])
	at := path.of(["statements", i, "conditions", c, "sources", s])
	cited := array.concat(
		[concat("/", [at, name]) | some name in ["path", "target", "target/routes"]],
		array.concat(
			[path.of(["statements", i, "effect"])],
			array.concat(
				[concat("/", [at, "target/routes", format_int(n, 10), "function"]) | some n in array.concat(served, open)],
				[concat("/", [at, "target/routes", format_int(r, 10), name]) | some name in ["method", "path"]],
			),
		),
	)
}

_is_limited(source) if source.breadth in {"exact", "prefix"}

_severity(action) := "high" if {
	some level in ["permit", "write"]
	input.actions[action].levels[level] > 0
} else := "medium"

# The routes of an API by the function they lead to, and those of which that is not known.
_leading[api][fn] contains r if {
	some api, facts in input.apis
	some r, id in facts.routes
	fn := input.routes[id].function
	is_string(fn)
}

_open[api] contains r if {
	some api, facts in input.apis
	some r, id in facts.routes
	not _is_known(input.routes[id])
}

_is_known(route) if is_string(route.function)

_is_known(route) if route.function == null

_is_route(source) if trim(source.path, "/*") != ""

_catches_all(route) if route.path in {"$default", "/", "/*"}

_catches_all(route) if contains(route.path, "+}")

_catches_all(route) if route.method == "$default"

_route(route) := concat(" ", [object.get(route, name, "?") | some name in ["method", "path"]])

_text(value) := value if {
	is_string(value)
} else := "a value that is not known"
