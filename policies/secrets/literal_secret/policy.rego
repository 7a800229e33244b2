# METADATA
# title: Literal secret in a function environment
# description: |
#   What stands in an environment is read by everyone who may see the template, the state file, the deployment history
#   or the function's configuration, and it stays in version control after it was changed. Only what a service's own
#   format gives away is reported: access keys, tokens, private keys, passwords in URLs and connection strings.
#   Reasonable to waive for a key that is meant to be public, such as one for a map that is limited to a domain.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/with-secrets-manager.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html
# custom:
#   severity: critical
#   kind: function
#   reads:
#     - environment
#     - environment/*/secret
#   fix: |
#     Revoke the secret, put its successor into AWS Secrets Manager or a SecureString parameter, give the function its name
#     and the permission to read that one, and read it when the code starts.
package policies.secrets.literal_secret

import data.lib.path
import data.lib.result

deny contains result.at(fn, [path.of(["environment", name, "secret"])], {"detail": detail}) if {
	some fn in input.functions
	some name, setting in fn.environment
	detector := setting.secret.detector
	detail := concat("", [name, " (", replace(detector, "_", " "), ")"])
}
