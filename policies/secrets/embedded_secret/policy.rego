# METADATA
# title: Literal secret in a definition, API, authorizer or secret resource
# description: |
#   A secret that is written into a resource - the password of a database, the value of a stored secret, the key of a
#   connection, a header in a state machine or in an API's document, the start-up script of a machine - is read by everyone
#   who may see the template, the state file or the resource, and stays in version control after it was changed. What
#   counts is what a service's own format gives away, and a literal in a property or variable that is called like a secret.
#   The environments of functions are left to literal_secret and plain_secret_variable, those of functions of other clouds
#   to cloud_settings_secret, and plain entries of the parameter store that only their name tells to plain_ssm_parameter.
#   Reasonable to waive for a value that is replaced outside of the template before anything uses it.
# related_resources:
#   - https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
# custom:
#   severity: high
#   kind: resource
#   reads:
#     - secrets
#     - secrets/*/detector
#     - secrets/*/name
#   fix:
#     terraform: |
#       Revoke the secret. Let the service make it (`manage_master_user_password = true`, `random_password`), or read it from a
#       store (`data.aws_secretsmanager_secret_version`), and replace what was written.
#     cloudformation: |
#       Revoke the secret. Let it be made (`GenerateSecretString`, `ManageMasterUserPassword`), or read it from the store when
#       it is deployed (`{{resolve:secretsmanager:…}}`), and replace what was written.
package policies.secrets.embedded_secret

import data.lib.config
import data.lib.path
import data.lib.result
import data.lib.secret

deny contains result.at(resource, [path.of(["secrets", i, "detector"])], {"detail": detail}) if {
	some resource in input.resources
	some i, found in resource.secrets
	not _is_of_function(resource, found)
	not _is_of_cloud_function(resource, found)
	not _is_plain_parameter(resource, found)
	detail := concat(" ", [found.name, "holds", secret.kind(found.detector)])
}

_is_of_function(resource, found) if {
	input.functions[resource.id]
	startswith(lower(found.name), "environment/")
}

# Settings and variables of functions of other clouds, where the policy on those is asked for.
_is_of_cloud_function(resource, found) if {
	config.get("secrets/cloud_settings_secret")
	input.cloud_functions[resource.id]
	regex.match(`(?:^|/)(?:app_settings|connection_string|env|environment_variables|storage_account_access_key)(?:/|$)`, found.name)
}

_is_plain_parameter(resource, found) if {
	found.detector == "named_value"
	input.ssm_parameters[resource.id].type in {"String", "StringList"}
}
