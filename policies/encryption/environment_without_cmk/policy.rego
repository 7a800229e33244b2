# METADATA
# title: Secret-like environment not encrypted with a customer key
# description: |
#   An environment is always encrypted, with a key of the service unless another is named; then everyone who may look at
#   the function sees it in clear. With a key of yours they also have to be allowed to use that key. Only functions with a
#   variable that is called like a secret are looked at, and none whose value is an address, a name, a number or a
#   switch, or names a resource (`!Ref Secret`). Values that come out of a store when it is deployed are judged by
#   secrets/deploy_time_secret, keys of IAM users by credentials/long_term_keys, and what is written out by
#   secrets/literal_secret and secrets/plain_secret_variable: that has to be replaced, and not to be encrypted.
#   Reasonable to waive where a name merely sounds like a secret. Best is to keep secrets out of the environment.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html
# custom:
#   severity: low
#   kind: function
#   reads:
#     - environment_key
#     - environment_key/service
#   applies_reads:
#     - environment
#   fix:
#     cloudformation: |
#       Keep the secret in a store and give the function its ARN. Else name a key of yours: `KmsKeyArn: !GetAtt Key.Arn`.
#     terraform: |
#       Keep the secret in a store and give the function its ARN. Else name a key of yours:
#       `kms_key_arn = aws_kms_key.this.arn`.
#   parameters:
#     name_pattern:
#       type: string
#       format: regex
#       default: ''
#       description: A regular expression for names of secrets, in place of the usual ones.
package policies.encryption.environment_without_cmk

import data.lib.config
import data.lib.path
import data.lib.result
import data.lib.secret

applies contains result.scope(fn, cited) if {
	some fn in input.functions
	name := _secrets(fn)[0]
	cited := [path.of(["environment", name, part]) | some part in ["origin", "form", "secret"]]
}

deny contains result.at(fn, ["environment_key"], {"detail": _detail(fn)}) if {
	some fn in input.functions
	fn.environment_key == null
	count(_secrets(fn)) > 0
}

deny contains result.at(fn, ["environment_key", "environment_key/service"], {"detail": _detail(fn)}) if {
	some fn in input.functions
	is_string(input.keys[fn.environment_key].service)
	count(_secrets(fn)) > 0
}

_detail(fn) := concat(" ", ["a key of the service encrypts", concat(", ", _secrets(fn))])

# The variables that hold secrets, those first of which that is known.
_secrets(fn) := array.concat(
	sort([name | some name, setting in fn.environment; _holds(name, setting); is_string(setting.origin)]),
	sort([name | some name, setting in fn.environment; _holds(name, setting); not is_string(object.get(setting, "origin", null))]),
)

_holds(name, setting) if {
	_names[name]
	not object.get(setting, "origin", null) in {"secret", "access_key", "ssm_parameter"}
	not object.get(setting, "form", null) in {"empty", "flag", "location", "name", "number", "placeholder"}
	not setting.secret.detector
	not _is_written_out(name, setting)
}

_is_written_out(name, setting) if {
	_usual[name]
	secret.is_value(name, setting.form)
}

_names := secret.names(_all, _pattern)

_usual := secret.names(_all, secret.pattern)

_all := {name | some fn in input.functions; some name, _ in fn.environment}

_pattern := pattern if {
	pattern := config.get("encryption/environment_without_cmk").name_pattern
	pattern != ""
} else := secret.pattern
