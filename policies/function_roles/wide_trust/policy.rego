# METADATA
# title: Role can be assumed by more than the function service
# description: |
#   Whoever else may assume the role of a function has what the function has, and leaves no trace in the function's logs. A whole account that may (its number, or its root) means every identity in it that is
#   allowed to assume roles; another service means that whoever may start something there acts with this role. Identities
#   of a code host (OIDC) are judged by credentials/wide_oidc_trust. An external id or a second factor limits a trust in
#   named accounts, a network address limits none.
#   Reasonable to waive for a role that an operator takes on in an emergency, watched and with a second factor.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-user_externalid.html
# custom:
#   severity: high
#   kind: role
#   reads:
#     - trust
#     - trust/*/principals
#     - trust/*/principals/*/type
#     - trust/*/principals/*/text
#     - trust/*/not_principals
#   applies_reads:
#     - functions
#     - trust
#     - trust/*/principals
#     - trust/*/principals/*/type
#     - trust/*/principals/*/text
#   fix:
#     cloudformation: |
#       Let only `Service: lambda.amazonaws.com` assume it in `AssumeRolePolicyDocument`, and give others roles of their own.
#     sam: |
#       Leave `AssumeRolePolicyDocument` out: SAM lets only Lambda assume the role. Give others roles of their own.
#     terraform: |
#       Let only the service `lambda.amazonaws.com` assume it in `assume_role_policy`, and give others roles of their own.
package policies.function_roles.wide_trust

import data.lib.iam
import data.lib.path
import data.lib.principal
import data.lib.result

applies contains result.scope(role, [iam.usage(role)]) if some role in input.roles

deny contains result.at(role, cited, {"detail": detail}) if {
	some role in input.roles
	some i, statement in role.trust
	_may_be_assumed(statement)
	some j, who in statement.principals
	not who.any == false
	not _named(statement)
	detail := "anyone may assume it"
	cited := array.concat([path.of(["trust", i, "principals", j, "any"])], _circumstances(i, statement))
}

deny contains result.at(role, cited, {"detail": "everyone but a few may assume it"}) if {
	some role in input.roles
	some i, statement in role.trust
	_may_be_assumed(statement)
	count(statement.not_principals) > 0
	not _named(statement)
	cited := array.concat([path.of(["trust", i, "not_principals", 0, "type"])], _circumstances(i, statement))
}

deny contains result.at(role, cited, {"detail": concat("", ["everybody in ", _text(who), " may assume it"])}) if {
	some role in input.roles
	some i, statement in role.trust
	_may_be_assumed(statement)
	some j, who in statement.principals
	who.any == false
	not who.whole_account == false
	not _named(statement)
	not _vouched(statement)
	cited := array.concat(
		principal.below(["trust", i, "principals", j], ["whole_account", "any"]),
		array.concat(_circumstances(i, statement), _vouching(i, statement)),
	)
}

deny contains result.at(role, cited, {"detail": concat("", [_text(who), " may assume it"])}) if {
	some role in input.roles
	some i, statement in role.trust
	_may_be_assumed(statement)
	some j, who in statement.principals
	who.any == false
	who.whole_account == false
	principal.may_be_identity(who)
	principal.may_be_foreign(who, [])
	not _named(statement)
	not _vouched(statement)
	cited := array.concat(
		principal.below(["trust", i, "principals", j], ["account", "account_id", "type", "whole_account", "any"]),
		array.concat(_circumstances(i, statement), _vouching(i, statement)),
	)
}

deny contains result.at(role, cited, {"severity": "medium", "detail": concat("", [_text(who), " may assume it as well"])}) if {
	some role in input.roles
	uses := _runs_functions(role)
	some i, statement in role.trust
	_may_be_assumed(statement)
	some j, who in statement.principals
	who.any == false
	service := _service(who)
	not _serves(role, service)
	cited := array.concat(
		principal.below(["trust", i, "principals", j], ["text", "type", "any"]),
		array.concat([path.of(["trust", i, "effect"])], array.concat([uses], _users(role, service))),
	)
}

deny contains result.at(role, cited, {"detail": concat("", ["everybody known to ", _text(who), " may assume it"])}) if {
	some role in input.roles
	some i, statement in role.trust
	_may_be_assumed(statement)
	some j, who in statement.principals
	who.type == "Federated"
	who.any == false
	not contains(who.text, "oidc-provider/")
	not _of_audience(statement)
	cited := array.concat(
		principal.below(["trust", i, "principals", j], ["type", "text", "any"]),
		[path.of(["trust", i, "effect"]), path.of(["trust", i, "conditions"])],
	)
}

_may_be_assumed(statement) if {
	iam.may_allow(statement)
	not _only_marks(statement)
}

# Tags and a name for the session: on their own they let nobody in.
_only_marks(statement) if {
	count(statement.actions) > 0
	every action in statement.actions {
		lower(action) in {"sts:setcontext", "sts:setsourceidentity", "sts:tagsession"}
	}
}

# Who assumes it is known. A network is no identity.
_named(statement) if {
	some condition in statement.conditions
	condition.narrows == true
	not condition.key in {"aws:sourceip", "aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip"}
}

# Who assumes it has shown a secret of both sides, or a second factor.
_vouched(statement) if {
	some condition in statement.conditions
	condition.key == "sts:externalid"
	condition.operator == "StringEquals"
}

_vouched(statement) if {
	some condition in statement.conditions
	condition.key == "aws:multifactorauthpresent"
	condition.operator == "Bool"
	count(condition.values) > 0
	every value in condition.values {
		lower(value) == "true"
	}
}

# What decides that nobody has to: a condition that is not known may ask for it.
_vouching(i, statement) := [path.of(array.flatten(["trust", i, "conditions", c, part])) |
	some c, condition in statement.conditions
	object.get(condition, "key", "aws:multifactorauthpresent") in {"aws:multifactorauthpresent", "sts:externalid"}
	some part in array.concat(["key", "operator", "values"], [["values", v] | some v, _ in condition.values])
]

_of_audience(statement) if {
	some condition in statement.conditions
	some ending in [":aud", ":sub", ":amr", ":iss", ":app_id"]
	endswith(condition.key, ending)
	startswith(condition.operator, "String")
}

_circumstances(i, statement) := principal.below(["trust", i], array.concat(["effect"], principal.narrowing(statement)))

# What shows that functions run with the role.
_runs_functions(role) := "functions/0" if {
	count(role.functions) > 0
} else := trusted[0] if {
	trusted := [path.of(["trust", i, "principals", j, "text"]) |
		some i, statement in role.trust
		some j, who in statement.principals
		principal.service(who) == "lambda"
	]
}

# Empty where it is not known which service it is.
_service(who) := principal.service(who) if {
	is_string(who.text)
} else := "" if {
	who.type == "Service"
}

_serves(_, service) if service in {"lambda", "apigateway", "appsync", "events", "pipes", "scheduler"}

_serves(role, "states") if count(role.state_machines) > 0

_serves(role, "states") if count(role.functions) == 0

_serves(role, "edgelambda") if {
	some id in role.functions
	some trigger in input.functions[id].triggers
	input.triggers[trigger].mechanism == "edge"
}

_serves(role, "edgelambda") if count(role.functions) == 0

_users(_, "states") := ["state_machines"]

_users(role, "edgelambda") := [path.of(["functions", i, "triggers"]) | some i, _ in role.functions]

_users(_, service) := [] if not service in {"edgelambda", "states"}

_text(who) := who.text if {
	is_string(who.text)
} else := "a service that is not known" if {
	who.type == "Service"
} else := "an account that is not known"
