# METADATA
# title: Service principal may invoke without a source restriction
# description: |
#   A service acts for all its customers: where a permission names only the service, anybody can make a rule, a topic or an
#   API in an account of their own that invokes this function through it. The service is then the confused deputy. The ARN of a
#   bucket names no account, so a bucket of the same name in somebody else's hands passes as well, unless the stack
#   declares the bucket or the permission names the account. A permission for everyone is reported by
#   function_perimeter/public_invoke, one that is limited but too broadly by function_perimeter/broad_source_arn.
#   Reasonable to waive for a function that does no more than what a stranger may ask of it.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
# custom:
#   severity: high
#   kind: resource_policy
#   reads:
#     - statements
#     - statements/*/principals
#     - statements/*/conditions
#   applies_reads:
#     - resource
#   fix:
#     cloudformation: |
#       Name the source in `SourceArn` (`!GetAtt Rule.Arn`), and for S3 and SES the account in `SourceAccount`
#       (`!Ref AWS::AccountId`); for Alexa the skill in `EventSourceToken`.
#     sam: |
#       Let SAM make the permission from the function's Events (for an AlexaSkill with `SkillId`), or name the source in
#       `SourceArn`, and for S3 and SES the account in `SourceAccount`.
#     terraform: |
#       Name the source in `source_arn` (`aws_cloudwatch_event_rule.this.arn`), and for S3 and SES the account in
#       `source_account` (`data.aws_caller_identity.current.account_id`); for Alexa the skill in `event_source_token`.
#   parameters:
#     require_both_for:
#       type: array
#       items:
#         type: string
#         pattern: '^[a-z0-9-]+$'
#         examples: [sns]
#       default: []
#       description: Services, by their short names (`sns`, `events`), that have to name the source and the account.
package policies.function_perimeter.confused_deputy

import data.lib.config
import data.lib.iam
import data.lib.path
import data.lib.principal
import data.lib.result

applies contains result.scope(policy, ["resource"]) if {
	some policy in input.resource_policies
	policy.resource["in"] == "functions"
}

deny contains result.at(policy, cited, {"detail": detail}) if {
	some policy in input.resource_policies
	policy.resource["in"] == "functions"
	some i, statement in policy.statements
	iam.may_allow(statement)
	some j, who in statement.principals
	principal.may_be_service(who)
	not who.any == true
	not iam.narrowed(statement)
	detail := concat("", [_name(who), " may invoke it for anybody"])
	cited := array.concat(_whom(i, j), iam.narrowing(i, statement))
}

# What narrows it is only the ARN of a bucket that the stack does not declare.
deny contains result.at(policy, cited, {"detail": detail, "severity": "medium"}) if {
	some policy in input.resource_policies
	policy.resource["in"] == "functions"
	some i, statement in policy.statements
	iam.may_allow(statement)
	some j, who in statement.principals
	principal.may_be_service(who)
	not who.any == true
	iam.narrowed(statement)
	every condition in statement.conditions {
		_leaves_account_open(condition)
	}
	detail := concat("", [_name(who), " may invoke it for whoever has a bucket of that name"])
	cited := array.concat(_whom(i, j), array.concat(iam.narrowing(i, statement), _accounts(i, statement)))
}

# Whatever the ARN turns out to be, it is that of a bucket, and the stack declares none.
deny contains result.at(policy, cited, {"detail": detail, "severity": "medium"}) if {
	some policy in input.resource_policies
	policy.resource["in"] == "functions"
	some i, statement in policy.statements
	iam.may_allow(statement)
	some j, who in statement.principals
	principal.may_be_service(who)
	not who.any == true
	not iam.narrowed(statement)
	some condition in statement.conditions
	_is_of_bucket(condition)
	not condition.narrows == false
	every other in statement.conditions {
		_names_no_account(other)
	}
	not _declares_bucket
	detail := concat("", [_name(who), " may invoke it for whoever has a bucket of that name"])
	cited := array.concat(_whom(i, j), _namings(i, statement))
}

deny contains result.at(policy, cited, {"detail": detail}) if {
	some policy in input.resource_policies
	policy.resource["in"] == "functions"
	some i, statement in policy.statements
	iam.may_allow(statement)
	some j, who in statement.principals
	_needs_both(who)
	iam.narrowed(statement)
	missing := {"aws:sourcearn", "aws:sourceaccount"} - {condition.key |
		some condition in statement.conditions
		condition.narrows == true
	}
	count(missing) > 0
	detail := concat("", [_name(who), " may invoke it without ", concat(" and ", missing)])
	cited := array.concat(
		array.concat(_whom(i, j), [path.of(["statements", i, "principals", j, "text"])]),
		iam.narrowing(i, statement),
	)
}

_needs_both(who) if principal.service(who) in _both

# It may be one of those.
_needs_both(who) if {
	count(_both) > 0
	who.type == "Service"
	not _is_named(who)
}

_is_named(who) if is_string(who.text)

_both := config.get("function_perimeter/confused_deputy").require_both_for

_whom(i, j) := [
	path.of(["statements", i, "principals", j, "type"]),
	path.of(["statements", i, "principals", j, "any"]),
	path.of(["statements", i, "effect"]),
]

_leaves_account_open(condition) if condition.narrows == false

_leaves_account_open(condition) if {
	condition.key == "aws:sourcearn"
	some source in condition.sources
	not _is_fixed(source)
}

# An ARN of S3 without account.
_is_of_bucket(condition) if {
	condition.key == "aws:sourcearn"
	count(condition.sources) > 0
	every source in condition.sources {
		source.service == "s3"
		source.account == null
	}
}

_names_no_account(condition) if condition.narrows == false

_names_no_account(condition) if _is_of_bucket(condition)

_declares_bucket if {
	some bucket in input.buckets
	not bucket.external == true
}

_namings(i, statement) := array.concat(
	[path.of(["statements", i, "conditions"])],
	[path.of(["statements", i, "conditions", c, "sources", s, name]) |
		some c, condition in statement.conditions
		_is_of_bucket(condition)
		some s, _ in condition.sources
		some name in ["service", "account"]
	],
)

_is_fixed(source) if source.account in {"own", "foreign"}

_is_fixed(source) if is_string(source.account_id)

_is_fixed(source) if source.target["in"]

_accounts(i, statement) := [path.of(["statements", i, "conditions", c, "sources", s, name]) |
	some c, condition in statement.conditions
	condition.key == "aws:sourcearn"
	some s, source in condition.sources
	not _is_fixed(source)
	some name in ["account", "account_id", "target"]
]

_name(who) := who.text if {
	is_string(who.text)
} else := "a service that is not known"
