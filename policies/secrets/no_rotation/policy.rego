# METADATA
# title: Secret without rotation
# description: |
#   A secret that was copied once, into a log, a laptop or a dump, opens the door for as long as it stays the same. Nobody
#   changes by hand what fifty functions use; a rotation does, every so many days.
#   Reasonable to waive for what only somebody else can replace, such as the key of another company's service: give such
#   a secret the tag that `external_tag` says, and change it by a calendar.
# related_resources:
#   - https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html
# custom:
#   severity: medium
#   kind: secret
#   reads:
#     - rotation
#     - rotation/days
#     - rotation/schedule
#   fix:
#     cloudformation: |
#       Add an AWS::SecretsManager::RotationSchedule with `RotationRules: {ScheduleExpression: rate(30 days)}` and a
#       `HostedRotationLambda`, or a function of yours in `RotationLambdaARN`.
#     terraform: |
#       Add an `aws_secretsmanager_secret_rotation` with `rotation_lambda_arn` and
#       `rotation_rules { automatically_after_days = 30 }`.
#   parameters:
#     max_days:
#       type: integer
#       minimum: 1
#       default: 90
#       description: The most days between two rotations.
#     external_tag:
#       type: string
#       pattern: '^$|^[^=]+=.*$'
#       examples: [rotation=external]
#       default: rotation=external
#       description: The tag, as `key=value`, of secrets that are replaced elsewhere; an empty text for none.
package policies.secrets.no_rotation

import data.lib.config
import data.lib.entity
import data.lib.path
import data.lib.result

deny contains result.at(secret, array.concat(["rotation"], _tag), {"detail": concat(" ", [entity.label(secret), "is never changed"])}) if {
	some secret in input.secrets
	secret.rotation == null
	not _external(secret)
}

deny contains result.at(secret, array.concat(interval.paths, _tag), {"detail": detail}) if {
	some secret in input.secrets
	interval := _interval(secret.rotation)
	interval.days > _parameters.max_days
	not _external(secret)
	detail := concat("", [entity.label(secret), " is changed every ", format_int(interval.days, 10), " days"])
}

_parameters := config.get("secrets/no_rotation")

_interval(rotation) := {"days": rotation.days, "paths": ["rotation/days"]} if {
	is_number(rotation.days)
} else := {"days": days, "paths": ["rotation/schedule", "rotation/days"]} if {
	is_string(rotation.schedule)
	days := _days(rotation.schedule)
}

# `rate(30 days)`
_days(schedule) := to_number(count_and_unit[0]) if {
	startswith(schedule, "rate(")
	count_and_unit := split(trim_suffix(trim_prefix(schedule, "rate("), ")"), " ")
	count_and_unit[1] in {"day", "days"}
}

# `cron(0 8 1 1,7 ? *)`: twice a year.
_days(schedule) := floor(365 / count(months)) if {
	startswith(schedule, "cron(")
	fields := split(trim_suffix(trim_prefix(schedule, "cron("), ")"), " ")
	regex.match(`^[0-9A-Z]+(,[0-9A-Z]+)*$`, fields[3])
	months := split(fields[3], ",")
}

_wanted := {"key": parts[0], "value": concat("=", array.slice(parts, 1, count(parts)))} if {
	contains(_parameters.external_tag, "=")
	parts := split(_parameters.external_tag, "=")
}

_external(secret) if secret.tags[_wanted.key] == _wanted.value

# Whether it has the tag, the answer depends on as well.
_tag := [path.of(["tags", _wanted.key])] if {
	_wanted
} else := []
