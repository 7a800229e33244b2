# METADATA
# title: IAM user or access key created for an application
# description: |
#   An access key that is made here goes to some program, stays good until somebody deletes it, and stands in the state or
#   in an output for whoever reads them. Programs in the cloud have roles, pipelines sign in by OIDC, and people by single
#   sign-on. Keys that are switched off do not count, nor do users that may do nothing but send mail, whose keys are the
#   password for SMTP.
#   Reasonable to waive for a program elsewhere that can neither take on a role nor use IAM Roles Anywhere; `allow` names
#   such users for good.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles
#   - https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html
# custom:
#   severity: high
#   kind: iam_user
#   reads:
#     - access_keys
#     - access_keys/*/status
#   fix:
#     cloudformation: |
#       Remove the AWS::IAM::AccessKey and the user. Give the function what it needs in its role, and whoever deploys a role
#       to take on.
#     terraform: |
#       Remove the `aws_iam_access_key` and the user. Give the function what it needs in its role, and whoever deploys a role
#       to take on.
#   parameters:
#     allow:
#       type: array
#       items:
#         type: string
#         pattern: '^[^\s\[\]{}\\]+$'
#         examples: ['mail-*']
#       default: []
#       description: Users that may have keys, by name or id; `*` stands for any text.
package policies.credentials.application_user

import data.lib.config
import data.lib.entity
import data.lib.path
import data.lib.result

deny contains result.at(user, cited, {"detail": entity.label(user)}) if {
	some user in input.iam_users
	some k, key in user.access_keys
	not key.status == "Inactive"
	not _allowed(user)
	not _mails(user)
	cited := array.concat([path.of(["access_keys", k, "status"])], _open(user))
}

_allowed(user) if {
	some pattern in config.get("credentials/application_user").allow
	some called in [user.id, entity.label(user)]
	glob.match(pattern, null, called)
}

_mails(user) if {
	count(user.statements) > 0
	every statement in user.statements {
		count(statement.actions) > 0
		every action in statement.actions {
			_sends(action)
		}
	}
}

_sends(action) if lower(action) in {"ses:sendemail", "ses:sendrawemail", "ses:send*"}

# What may still turn out to send mail alone: actions that are not known, of a user who is known to do nothing else.
_open(user) := [] if {
	some statement in user.statements
	some action in statement.actions
	is_string(action)
	not _sends(action)
} else := [path.of(["statements", i, "actions", j]) |
	some i, statement in user.statements
	some j, action in statement.actions
	not is_string(action)
]
