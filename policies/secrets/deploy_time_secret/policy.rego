# METADATA
# title: Secret resolved into the environment at deploy time
# description: |
#   A secret that is read from a store when the function is deployed stands in the function's configuration from then on:
#   everyone who may read that configuration reads the secret, rotation in the store does not reach the function, and
#   Terraform keeps it in the state file. Encrypted with a key of one's own, at least only those who may use that key see
#   it. `env_secret_mode` says what is asked for: `require_cmk` accepts such a secret where the function's environment is
#   encrypted with a customer-managed key, `forbid` accepts none, `allow` accepts all. Values from the parameter store
#   count where the variable is called like a secret. Who signs in and where - the user name, host, port and database of
#   a secret - is no secret. The secret key of an IAM user is reported by credentials/long_term_keys.
#   Reasonable to waive where code that cannot be changed reads its secret from the environment.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html
# custom:
#   severity: medium
#   kind: function
#   reads:
#     - environment
#     - environment/*/origin
#   fix:
#     terraform: |
#       Give the function the ARN of the secret instead of its value (`aws_secretsmanager_secret.db.arn`) and read it when the
#       code starts. Where that cannot be, set `kms_key_arn` to an `aws_kms_key` that few may use.
#     cloudformation: |
#       Give the function the ARN of the secret instead of `{{resolve:…}}` and read it when the code starts. Where that cannot
#       be, set `KmsKeyArn` to a key that few may use.
#     sam: |
#       Give the function the ARN of the secret instead of `{{resolve:…}}` and read it when the code starts. Where that cannot
#       be, set `KmsKeyArn` (for all functions under `Globals`) to a key that few may use.
#   parameters:
#     env_secret_mode:
#       type: string
#       default: require_cmk
#       enum: [forbid, require_cmk, allow]
#       description: '`forbid` accepts no secret in an environment, `require_cmk` one that a customer-managed key encrypts, `allow` any.'
package policies.secrets.deploy_time_secret

import data.lib.config
import data.lib.path
import data.lib.result
import data.lib.secret

deny contains result.at(fn, array.concat([origin], finding.paths), more) if {
	some fn in input.functions
	some name, setting in fn.environment
	_is_secret(name, setting.origin)
	finding := _finding(fn)
	origin := path.of(["environment", name, "origin"])
	more := {"detail": concat(" ", [name, finding.detail]), "severity": finding.severity}
}

_is_secret(_, "secret")

_is_secret(name, "ssm_parameter") if _named[name]

_named contains name if {
	all := {name | some fn in input.functions; some name, setting in fn.environment; setting.origin == "ssm_parameter"}
	some name in secret.names(all, secret.pattern)
}

_finding(_) := {"paths": [], "detail": "holds a secret", "severity": "high"} if _mode == "forbid"

_finding(fn) := {"paths": paths, "detail": "holds a secret and has no key of its own", "severity": "medium"} if {
	_mode == "require_cmk"
	paths := _unprotected(fn)
}

# A key that a service made for itself is no customer's.
_unprotected(fn) := ["environment_key"] if {
	object.get(fn, "environment_key", null) == null
} else := ["environment_key", "environment_key/service"] if {
	object.get(object.get(input.keys, fn.environment_key, {}), "service", "unknown") != null
}

_mode := config.get("secrets/deploy_time_secret").env_secret_mode
