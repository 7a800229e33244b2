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
#   applies_reads:
#     - access_keys
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

applies contains result.scope(user, _deciding(user)) if some user in input.iam_users

deny contains result.at(user, cited, {"detail": detail}) if {
	some user in input.iam_users
	some k in _active(user)
	not _allowed(user)
	not _mails(user)
	detail := concat(" ", ["a key of", entity.label(user), "is active"])
	cited := array.concat([path.of(["access_keys", k, "status"])], _open(user))
}

# Of a user who has keys for sending mail, that nothing else is allowed.
_deciding(user) := array.concat(["statements"], [path.of(["statements", i, "actions"]) | some i in _allowing(user)]) if {
	count(_active(user)) > 0
	not _allowed(user)
	_mails(user)
} else := ["id"]

# The keys that may be used, those first that are known to be.
_active(user) := array.concat(
	[k | some k, key in user.access_keys; key.status == "Active"],
	[k | some k, key in user.access_keys; not key.status == "Active"; not key.status == "Inactive"],
)

_allowed(user) if {
	some pattern in config.get("credentials/application_user").allow
	some called in [user.id, entity.label(user)]
	glob.match(pattern, null, called)
}

# Nothing that it is allowed is anything but sending.
_mails(user) if {
	allowed := _allowing(user)
	count(allowed) > 0
	every i in allowed {
		count(user.statements[i].actions) > 0
		every action in user.statements[i].actions {
			_sends(action)
		}
	}
}

_allowing(user) := [i | some i, statement in user.statements; not statement.effect == "Deny"]

# All actions of the service whose names begin so send mail.
_sends(action) if startswith(lower(action), "ses:send")

# What may still turn out to send mail alone, of a user who is made here and not known to do more.
_open(user) := array.concat(["statements"], [path.of(["statements", i, "actions", j]) |
	some i in _allowing(user)
	some j, action in user.statements[i].actions
	not is_string(action)
]) if {
	not user.external == true
	not _does_more(user)
} else := []

_does_more(user) if {
	some statement in user.statements
	statement.effect == "Allow"
	some action in statement.actions
	is_string(action)
	not _sends(action)
}
