# METADATA
# title: Literal secret in a function environment
# description: |
#   What stands in an environment is read by everyone who may see the template, the state file, the deployment history
#   or the function's configuration, and it stays in version control after it was changed. Only what a service's own
#   format gives away is reported: access keys, tokens, private keys, passwords in URLs and connection strings, and
#   passwords in JSON, wherever the literal was written: in the function, in what all functions share, in a local value,
#   a default or a file of variables. Literals that only their name tells are left to plain_secret_variable.
#   Keys from a vendor's documentation count: the real one follows in the same place.
#   Reasonable to waive for a key that is meant to be public, such as one for a map that is limited to a domain; the
#   parameter `allow` names such variables for good.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/with-secrets-manager.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html
# custom:
#   severity: critical
#   kind: function
#   reads:
#     - environment
#     - environment/*/secret
#   fix:
#     terraform: |
#       Revoke the secret. Put its successor into an `aws_secretsmanager_secret` whose value is set outside of the files, give
#       the function its ARN in the environment and its role `secretsmanager:GetSecretValue` on that ARN, and read it when
#       the code starts.
#     cloudformation: |
#       Revoke the secret. Keep its successor in an `AWS::SecretsManager::Secret`, give the function `!Ref` of it in the
#       environment and its role `secretsmanager:GetSecretValue` on it, and read it when the code starts.
#     sam: |
#       Revoke the secret. Keep its successor in an `AWS::SecretsManager::Secret`, give the function `!Ref` of it in the
#       environment and the policy template `AWSSecretsManagerGetSecretValuePolicy`, and read it when the code starts.
#   parameters:
#     allow:
#       type: array
#       items:
#         type: string
#         pattern: '^[^\s\[\]{}\\]+$'
#         examples: ['PUBLIC_*']
#       default: []
#       description: Variables that may hold such a literal, by name; `*` stands for any characters.
package policies.secrets.literal_secret

import data.lib.config
import data.lib.path
import data.lib.result
import data.lib.secret

deny contains result.at(fn, [path.of(["environment", name, "secret"])], {"detail": detail}) if {
	some fn in input.functions
	some name, setting in fn.environment
	detector := setting.secret.detector
	not _allowed[name]
	detail := concat(" ", [name, "holds", secret.kind(detector)])
}

_allowed contains name if {
	patterns := config.get("secrets/literal_secret").allow
	count(patterns) > 0
	names := {name | some fn in input.functions; some name, _ in fn.environment}
	some name in secret.allowed(names, patterns)
}
