# METADATA
# title: Secret stored in a plain-text SSM parameter
# description: |
#   A parameter of type String is shown to everyone who may list parameters, in the console and in every history of its
#   versions. A SecureString is encrypted, and whoever reads it needs the key as well. What is stored under the name of a
#   password, a secret, a token or a key is meant, also where the value is only given when it is deployed or is still to
#   be filled in; an address, a name, a number or a switch under such a name is none. What another resource gives as a
#   secret - a generated password, the secret key of an IAM user - counts under any name.
#   CloudFormation cannot make a SecureString. Reasonable to waive for a value that merely sounds like a secret.
# related_resources:
#   - https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html
# custom:
#   severity: medium
#   kind: ssm_parameter
#   reads:
#     - label
#     - name
#     - value
#     - value/form
#     - value/origin
#   applies_reads:
#     - type
#   fix:
#     cloudformation: |
#       Keep the value in an AWS::SecretsManager::Secret (`GenerateSecretString`), or make a SecureString outside of the
#       template and give functions its name.
#     terraform: |
#       Set `type = "SecureString"`, with `key_id` for a key of yours, and give the value by `value_wo` or outside of the
#       files so that it is not kept in the state.
#   parameters:
#     name_pattern:
#       type: string
#       format: regex
#       default: ''
#       description: A regular expression for names of secrets, in place of the usual ones.
package policies.secrets.plain_ssm_parameter

import data.lib.config
import data.lib.entity
import data.lib.result
import data.lib.secret

applies contains result.scope(parameter, ["type"]) if {
	some parameter in input.ssm_parameters
	parameter.type in {"String", "StringList"}
}

deny contains result.at(parameter, ["type", "label", "value", "value/form"], {"detail": concat(" ", [called, "says by its name that it is a secret, and is kept as plain text"])}) if {
	some parameter in input.ssm_parameters
	called := _called(parameter)
	_names[called]
	not _harmless(parameter)
}

# A password may lie in a folder of its own: `/shop/password/admin`.
deny contains result.at(parameter, ["type", "name", "label", "value", "value/form"], {"detail": detail}) if {
	some parameter in input.ssm_parameters
	not _names[_called(parameter)]
	_is_in_folder(parameter)
	not _harmless(parameter)
	detail := concat(" ", [parameter.name, "says by its name that it is a secret, and is kept as plain text"])
}

# What is known to be a secret is one under any name.
deny contains result.at(parameter, ["type", "value/origin"], {"detail": detail}) if {
	some parameter in input.ssm_parameters
	what := _secrets[parameter.value.origin]
	not _names[_called(parameter)]
	not _is_in_folder(parameter)
	detail := concat(" ", [entity.label(parameter), "holds", what, "as plain text"])
}

_secrets := {"secret": "a secret", "access_key": "the secret key of an IAM user"}

_is_in_folder(parameter) if {
	is_string(parameter.name)
	regex.match(`(?i)(?:^|[/_.-])passw(?:or)?ds?/`, parameter.name)
}

# One without a name goes by the name it has in the template.
_called(parameter) := parameter.label if {
	is_string(parameter.label)
} else := parameter.id if parameter.label == null

_names := secret.names({_called(parameter) | some parameter in input.ssm_parameters}, _pattern)

_pattern := pattern if {
	pattern := config.get("secrets/plain_ssm_parameter").name_pattern
	pattern != ""
} else := secret.pattern

_harmless(parameter) if parameter.value.form in {"flag", "location", "name", "number"}
