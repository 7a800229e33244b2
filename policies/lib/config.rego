# METADATA
# title: Settings
# description: The parameters of policies, as set for this run or by default.
package lib.config

# METADATA
# description: |
#   The parameters of a policy: `get("function_roles/shared_role").max_functions_per_role`.
#   Parameters that nobody set have the default of the policy's metadata.
get(policy) := input.config[policy]
