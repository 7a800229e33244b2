# METADATA
# title: Policy templates
# description: Which resource of a statement that a policy template writes has no scope.
# related_resources:
#   - https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-templates.html
package lib.template

import data.lib.actions
import data.lib.iam

# METADATA
# description: |
#   The index of the first resource without a scope or, where there is none, of one that may have none. Undefined where
#   each has one.
unscoped(grants) := found[0] if {
	found := [k |
		some breadth in ["all", "type", "prefix", "unknown"]
		some k, grant in grants
		iam.breadth(grant) == breadth
		_is_wide(breadth, grant)
	]
}

_is_wide(breadth, _) if breadth in {"all", "type", "unknown"}

_is_wide("prefix", grant) if actions.is_any_name(grant)
