# METADATA
# title: sts:AssumeRole on any role or an untrusted account
# description: |
#   A role that may take on any other is as powerful as the most powerful one that trusts it, and every role that is
#   added later widens it unseen. In any account (`arn:aws:iam::*:role/reader`) it also takes on a role of that name
#   which a stranger has made in his own.
#   Roles in accounts that are named pass, unless `trusted_accounts` says which ones they may be in.
#   What grants everything on everything is reported as full administration instead.
#   What a broad AWS managed policy or a wildcard (`wildcard_actions`) allows is not reported again where that is.
#   Reasonable to waive for the broker of temporary credentials, where conditions or session policies cannot limit it.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html
#   - https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
# custom:
#   severity: high
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
#       Name the roles that the code takes on (`Resource: !GetAtt Reader.Arn`, or the ARN of the role in the other account).
#     sam: |
#       Name the roles that the code takes on (`Resource: !GetAtt Reader.Arn`, or the ARN of the role in the other account).
#     terraform: |
#       Name the roles that the code takes on (`resources = [aws_iam_role.reader.arn]`, or the ARN in the other account).
#   parameters:
#     trusted_accounts:
#       type: array
#       items:
#         type: string
#         pattern: '^[0-9]{12}$'
#         examples: ['123456789012']
#       default: []
#       description: Numbers of the accounts, beside the own, whose roles may be taken on. Where there are none, any that is named.
package policies.least_privilege.unscoped_assume_role

import data.lib.actions
import data.lib.config
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
	cited := array.concat(actions.paths(one.grant), iam.narrowing(one.i, statement))
}

_assuming := actions.within({"sts:AssumeRole"})

# On roles as good as any; else, where the account is any, or none of the trusted ones.
_grants(role) := [answer |
	some grant in actions.granted(role, _assuming, {"all", "type", "prefix", "exact"})
	answer := _unscoped(grant, role.statements[grant.i].resources[grant.k])
]

_unscoped(grant, _) := grant if {
	grant.breadth in {"all", "type", "unknown"}
}

_unscoped(grant, resource) := _by_account(grant, grant.sure) if {
	grant.breadth in {"prefix", "exact"}
	resource.account == "any"
}

_unscoped(grant, resource) := _by_account(grant, grant.sure) if {
	grant.breadth in {"prefix", "exact"}
	resource.account == "foreign"
	_is_untrusted(resource)
}

_unscoped(grant, resource) := _by_account(grant, false) if {
	grant.breadth in {"prefix", "exact"}
	object.get(resource, "account", "unknown") == "unknown"
	_may_be_untrusted(resource)
}

_by_account(grant, sure) := object.union(grant, {
	"sure": sure,
	"more": [path.of(["statements", grant.i, "resources", grant.k, "account"])],
})

_is_untrusted(resource) if {
	count(_trusted) > 0
	not _names_trusted(resource)
}

# An account that is written out is not any; which one it is matters to those who say which they trust.
_may_be_untrusted(resource) if not _names_account(resource)

_may_be_untrusted(resource) if _is_untrusted(resource)

_names_account(resource) if {
	account := split(resource.text, ":")[4]
	count(account) == 12
	trim(account, "0123456789") == ""
}

_names_trusted(resource) if {
	some account in _trusted
	contains(resource.text, concat("", [":", account, ":"]))
}

_trusted := config.get("least_privilege/unscoped_assume_role").trusted_accounts
