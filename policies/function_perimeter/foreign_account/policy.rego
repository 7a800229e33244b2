# METADATA
# title: Access from an account outside the allow-list
# description: |
#   What another account may invoke, write to or take code from is as safe as that account is: its people, its keys and
#   its mistakes. Name the accounts and organisations that you trust in `trusted_accounts` and `trusted_orgs`; the account
#   deployed to is always trusted, and where no organisation is named, the one that a condition names counts as yours.
#   Which account is yours is known with `--account`. What everyone may do is reported by function_perimeter/public_invoke
#   and function_perimeter/open_event_source.
#   Reasonable to waive for a partner whose access is agreed upon and limited to what is needed.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-cross-account.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
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
#       Remove the account, or add it to `trusted_accounts`; for accounts of your organisation name that in a condition on
#       `aws:PrincipalOrgID` (`PrincipalOrgID` of a permission).
#     sam: |
#       Remove the account, or add it to `trusted_accounts`; for accounts of your organisation name that in a condition on
#       `aws:PrincipalOrgID` (`PrincipalOrgID` of a permission).
#     terraform: |
#       Remove the account, or add it to `trusted_accounts`; for accounts of your organisation name that in a condition on
#       `aws:PrincipalOrgID` (`principal_org_id` of a permission).
#   parameters:
#     trusted_accounts:
#       type: array
#       items:
#         type: string
#         pattern: '^[0-9]{12}$'
#         examples: ['123456789012']
#       default: []
#       description: Numbers of accounts that may be given access, as texts.
#     trusted_orgs:
#       type: array
#       items:
#         type: string
#         pattern: '^o-[a-z0-9]{10,32}$'
#         examples: [o-abcde12345]
#       default: []
#       description: Ids of organisations (`o-…`) whose accounts may be given access; empty for any that is named.
package policies.function_perimeter.foreign_account

import data.lib.config
import data.lib.iam
import data.lib.path
import data.lib.principal
import data.lib.result

applies contains result.scope(policy, ["resource"]) if {
	some policy in input.resource_policies
	policy.resource["in"] in _perimeter
}

deny contains result.at(policy, cited, _more(policy, detail)) if {
	some policy in input.resource_policies
	policy.resource["in"] in _perimeter
	some i, statement in policy.statements
	iam.may_allow(statement)
	not _of_trusted_org(statement)
	some j, who in statement.principals
	principal.may_be_identity(who)
	principal.may_be_foreign(who, _trusted)
	detail := concat("", [_text(who), " has access"])
	at := ["statements", i, "principals", j]
	cited := array.concat(
		principal.below(at, ["account", "account_id", "type"]),
		array.concat([path.of(["statements", i, "effect"])], _orgs(i, statement)),
	)
}

deny contains result.at(policy, cited, _more(policy, detail)) if {
	some policy in input.resource_policies
	policy.resource["in"] in _perimeter
	some i, statement in policy.statements
	iam.may_allow(statement)
	not _of_trusted_org(statement)
	some c, condition in statement.conditions
	not condition.narrows == false
	some s, source in condition.sources
	principal.may_be_foreign(source, _trusted)
	detail := concat("", ["what belongs to ", _value(condition, s), " has access"])
	at := ["statements", i, "conditions", c]
	cited := array.concat(
		principal.below(array.concat(at, ["sources", s]), ["account", "account_id"]),
		array.concat(
			[path.of(array.concat(at, ["narrows"])), path.of(["statements", i, "effect"])],
			_orgs(i, statement),
		),
	)
}

deny contains result.at(policy, cited, _more(policy, detail)) if {
	some policy in input.resource_policies
	policy.resource["in"] in _perimeter
	some i, statement in policy.statements
	iam.may_allow(statement)
	some c, condition in statement.conditions
	condition.key in _org_keys
	not condition.narrows == false
	some v, value in condition.values
	count(_trusted_orgs) > 0
	not _is_trusted_org(value)
	detail := concat("", ["accounts of ", _value(condition, v), " have access"])
	at := ["statements", i, "conditions", c]
	cited := array.concat(
		principal.below(at, [path.of(["values", v]), "narrows"]),
		[path.of(["statements", i, "effect"])],
	)
}

_perimeter := {"buckets", "event_buses", "functions", "layers", "queues", "streams", "tables", "topics"}

_trusted := config.get("function_perimeter/foreign_account").trusted_accounts

_trusted_orgs := config.get("function_perimeter/foreign_account").trusted_orgs

_org_keys := {"aws:principalorgid", "aws:principalorgpaths", "aws:sourceorgid", "aws:sourceorgpaths"}

# Reported by the organisation where it is none of the trusted.
_of_trusted_org(statement) if {
	some condition in statement.conditions
	condition.key in _org_keys
	condition.narrows == true
}

_orgs(i, statement) := array.concat(
	[path.of(["statements", i, "conditions"])],
	[path.of(["statements", i, "conditions", c, "narrows"]) | some c, condition in statement.conditions; condition.key in _org_keys],
)

# `o-a1b2c3d4e5` of `o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*`.
_is_trusted_org(value) if split(value, "/")[0] in _trusted_orgs

# A store that feeds no function of the stack is less near to it.
_more(policy, detail) := {"detail": detail, "severity": "medium"} if {
	not policy.resource["in"] in {"functions", "layers"}
	count(input[policy.resource["in"]][policy.resource.id].triggers) == 0
} else := {"detail": detail}

_text(who) := who.text if {
	is_string(who.text)
} else := "an account that is not known"

_value(condition, index) := condition.values[index] if {
	is_string(condition.values[index])
} else := "an account that is not known"
