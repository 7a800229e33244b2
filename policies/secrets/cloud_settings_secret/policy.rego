# METADATA
# title: Azure or GCP function secret in plain settings
# description: |
#   What stands in the settings of a function app or the variables of a function is read by everyone who may see the
#   configuration, the state file or the function in the console. Reported are literals that a service's own format gives
#   away, connection strings of storage among them, and literals that are neither a name nor an address where the name
#   says password, secret, token or key. References to a key vault (`@Microsoft.KeyVault(…)`), to Secret Manager and to
#   other resources are none.
#   Reasonable to waive for a key that is meant to be public; the parameter `allow` names such variables for good.
# related_resources:
#   - https://learn.microsoft.com/azure/app-service/app-service-key-vault-references
#   - https://cloud.google.com/functions/docs/configuring/secrets
# custom:
#   severity: high
#   kind: cloud_function
#   reads:
#     - environment
#     - environment/*/secret
#   fix:
#     terraform: |
#       Replace the secret, for it was seen. Azure: keep its successor in a key vault and set
#       `@Microsoft.KeyVault(SecretUri=…)`. Google: keep it in Secret Manager and name it in
#       `secret_environment_variables`, or `value_source { secret_key_ref }` on Cloud Run.
#   parameters:
#     name_pattern:
#       type: string
#       format: regex
#       minLength: 1
#       default: '(?i)(?:passwo?r?d|passwd|passphrase|pwd|(?:^|[-_./ ])pass|secret|(?:auth|access|api|bearer|oauth2?|bot|refresh|session|security|webhook|id|jwt|github|gitlab|slack|npm|sonar|vault|deploy|^|[-_./ a-z])[-_. ]?token|credentials?|(?:api|access|private|secret|signing|encryption|master|shared|account|storage|webhook|hmac|jwt|auth)[-_. ]?key)(?:[-_. ]?[0-9]{1,2}|[-_. ]?value|[-_. ](?:prod|dev|test|stage|staging))?$'
#       description: A regular expression for the names of secrets.
#     allow:
#       type: array
#       items:
#         type: string
#         pattern: '^[^\s\[\]{}\\]+$'
#         examples: ['PUBLIC_*']
#       default: []
#       description: Variables that may hold a plain value, by name; `*` stands for any characters.
package policies.secrets.cloud_settings_secret

import data.lib.config
import data.lib.path
import data.lib.result
import data.lib.secret

deny contains result.at(fn, [path.of(["environment", name, "secret"])], {"detail": detail}) if {
	some fn in input.cloud_functions
	some name, setting in fn.environment
	detector := setting.secret.detector
	not _allowed[name]
	detail := concat(" ", [name, "holds", secret.kind(detector)])
}

deny contains result.at(fn, paths, {"detail": secret.by_name(name, setting)}) if {
	some fn in input.cloud_functions
	some name, setting in fn.environment
	_named[name]
	_is_plain(name, setting)
	paths := [path.of(["environment", name, "form"]), path.of(["environment", name, "secret"])]
}

# What a detector recognised is not reported again.
_is_plain(name, setting) if {
	object.get(setting, "secret", null) == null
	secret.is_value(name, setting.form)
}

# What is not known may be a literal.
_is_plain(_, setting) if object.get(setting, "form", "unknown") == "unknown"

_named := secret.names(_names, _parameters.name_pattern) - _allowed

_allowed := secret.allowed(_names, _parameters.allow)

_names := {name | some fn in input.cloud_functions; some name, _ in fn.environment}

_parameters := config.get("secrets/cloud_settings_secret")
