# METADATA
# title: Secret-named variable with a plain value
# description: |
#   A variable that is called a password, a secret, a token or a key, and whose value is written out, gives that value to
#   everyone who may see the template, the state file or the function's configuration. Only literals count that are
#   nothing else: the ARN, the name or the path of a secret in a store, an address, a number, a switch and what is
#   plainly to be filled in are none. Values that a service's own format gives away are left to literal_secret, and the
#   defaults of parameters to secret_parameter.
#   Reasonable to waive for the well-known credentials of a local emulator; the parameter `allow` names such variables
#   for good.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/with-secrets-manager.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html
# custom:
#   severity: high
#   kind: function
#   reads:
#     - environment
#   fix:
#     terraform: |
#       Put the value into an `aws_secretsmanager_secret` whose value is set outside of the files, give the function its ARN
#       (`DB_PASSWORD_SECRET_ARN = aws_secretsmanager_secret.db.arn`) and read it when the code starts. Replace the value.
#     cloudformation: |
#       Keep the value in an `AWS::SecretsManager::Secret`, give the function its ARN (`DB_PASSWORD_SECRET_ARN: !Ref Secret`)
#       and read it when the code starts. Replace the value: it was seen.
#     sam: |
#       Keep the value in an `AWS::SecretsManager::Secret`, give the function its ARN (`DB_PASSWORD_SECRET_ARN: !Ref Secret`)
#       and the policy template `AWSSecretsManagerGetSecretValuePolicy`, and read it when the code starts. Replace the value.
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
package policies.secrets.plain_secret_variable

import data.lib.config
import data.lib.path
import data.lib.result
import data.lib.secret

deny contains result.at(fn, paths, {"detail": secret.by_name(name, setting)}) if {
	some fn in input.functions
	some name, setting in fn.environment
	_secret[name]
	_is_plain(name, setting)
	paths := [path.of(["environment", name, "form"]), path.of(["environment", name, "secret"])]
}

# What literal_secret reports is not reported again.
_is_plain(name, setting) if {
	object.get(setting, "secret", null) == null
	secret.is_value(name, setting.form)
}

# What is not known may be a literal.
_is_plain(_, setting) if object.get(setting, "form", "unknown") == "unknown"

_secret contains name if {
	parameters := config.get("secrets/plain_secret_variable")
	all := {name | some fn in input.functions; some name, _ in fn.environment}
	named := secret.names(all, parameters.name_pattern)
	some name in (named - secret.allowed(named, parameters.allow))
}
