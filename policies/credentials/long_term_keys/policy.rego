# METADATA
# title: Long-term AWS keys in a function or provider block
# description: |
#   A function has a role, and whoever deploys can take one on: both give keys that end within hours. Keys of a user stay
#   good until somebody finds out, and have what that user may do, whoever holds them.
#   Reported are keys of AWS that stand in a provider or backend block, and variables of a function that are called as the
#   SDKs call such keys and get them when it is deployed, or that get the secret key of an IAM user, whatever they are
#   called. Keys written out in an environment are reported by
#   secrets/literal_secret. Keys of a session (`AWS_SESSION_TOKEN` beside them) end by themselves and do not count.
#   Reasonable to waive for a service elsewhere that speaks the protocol of S3 and has keys of its own.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs#authentication-and-configuration
# custom:
#   severity: critical
#   kind: [function, provider, stack]
#   reads:
#     - backend
#     - backend/credentials
#     - backend/credentials/*/secret
#     - credentials
#     - credentials/*/secret
#     - environment
#     - environment/*/origin
#   fix:
#     cloudformation: |
#       Remove the variables and the user, and give the role of the function what the keys were for; the SDK finds the role
#       by itself.
#     terraform: |
#       Remove the keys. Functions: give the role what the keys were for, without an `aws_iam_access_key`. Provider and backend: `assume_role`, a profile,
#       or what the pipeline gets by OIDC. Then delete the keys, for the state and its history have them.
package policies.credentials.long_term_keys

import data.lib.path
import data.lib.result

deny contains result.at(fn, [path.of(["environment", name, "origin"])], {"detail": detail}) if {
	some fn in input.functions
	some name, setting in fn.environment
	setting.origin == "access_key"
	detail := concat(" ", [name, "is the secret key of an IAM user"])
}

deny contains result.at(fn, cited, {"detail": concat(" ", [name, "holds a key that does not expire"])}) if {
	some fn in input.functions
	some name, setting in fn.environment
	_names[name]
	not setting.origin == "literal"
	not setting.origin == "access_key"
	not fn.environment.AWS_SESSION_TOKEN
	cited := [path.of(["environment", name, "origin"]), "environment/AWS_SESSION_TOKEN"]
}

deny contains result.at(provider, [path.of(["credentials", name, "secret"])], {"detail": concat(" ", [name, "is written out"])}) if {
	some provider in input.providers
	some name, setting in provider.credentials
	_is_key(setting)
}

deny contains result.at(stack, [path.of(["backend", "credentials", name, "secret"])], {"detail": concat(" ", [name, "is written out"])}) if {
	some stack in input.stacks
	some name, setting in stack.backend.credentials
	_is_key(setting)
}

_is_key(setting) if setting.secret.detector in {"aws_access_key", "aws_secret_access_key"}

# Variables by the names that SDKs give their keys, whatever stands before.
_names := {name |
	some fn in input.functions
	some name, _ in fn.environment
	regex.match(`(?i)^(?:.*_)?(?:aws_?(?:access_?key(?:_?id)?|secret_?(?:access_?)?key))$|^(?:access_?key_?id|secret_?access_?key)$`, name)
}
