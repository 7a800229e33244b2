# METADATA
# title: Function has no owner
# description: |
#   Every function of ACME carries the tag `owner`: the team that is called when it fails at night.
#   Nothing is waived. A function that belongs to nobody is switched off.
# custom:
#   severity: medium
#   kind: function
#   reads:
#     - tags/owner
#   fix: Tag the function with `owner` and the name of your team, spelt as in acme/teams.rego.
package policies.acme_operations.missing_owner

import data.acme.teams
import data.lib.result

deny contains result.at(fn, ["tags/owner"], {"detail": "it has no tag owner"}) if {
	some fn in input.functions
	not fn.tags.owner
}

deny contains result.at(fn, ["tags/owner"], {"detail": concat("", ["there is no team ", fn.tags.owner])}) if {
	some fn in input.functions
	not fn.tags.owner in teams.names
}
