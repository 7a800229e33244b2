# METADATA
# title: Function role without the required permissions boundary
# description: |
#   A permissions boundary holds for whatever is attached to a role later: it keeps a careless statement, or one that an
#   attacker adds, from reaching further than the organisation wants any function to reach.
#   Off unless it is asked for: a boundary is worth as much as the policy behind it.
#   Reasonable to waive for a role that a landing zone or a service guards in another way.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
# custom:
#   severity: medium
#   kind: role
#   reads:
#     - boundary
#   applies_reads:
#     - functions
#     - trust
#     - trust/*/principals
#     - trust/*/principals/*/type
#     - trust/*/principals/*/text
#   fix:
#     cloudformation: |
#       Give the role a boundary: `PermissionsBoundary: !Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/functions`.
#     sam: |
#       Set PermissionsBoundary under Globals, Function: every role that is made for a function then has it.
#     terraform: |
#       Give the role a boundary: `permissions_boundary = "arn:aws:iam::${local.account_id}:policy/functions"`.
#   parameters:
#     boundary_arns:
#       type: array
#       items:
#         type: string
#         pattern: '^(arn:|\*)[^\s\[\]{}\\]*$'
#         examples: ['arn:aws:iam::*:policy/functions']
#       default: []
#       description: ARNs of the boundaries that count, with `*` for any text (`arn:aws:iam::*:policy/functions`). Where there are none, any.
package policies.least_privilege.no_permissions_boundary

import data.lib.config
import data.lib.iam
import data.lib.result

applies contains result.scope(role, [iam.usage(role)]) if some role in input.roles

deny contains result.at(role, ["boundary"], {"detail": "it has no boundary"}) if {
	some role in input.roles
	role.boundary == null
}

deny contains result.at(role, ["boundary/arn"], {"detail": concat("", ["the boundary is ", arn])}) if {
	some role in input.roles
	count(_accepted) > 0
	is_object(role.boundary)
	arn := object.get(role.boundary, "arn", "not known")
	not _is_accepted(arn)
}

_is_accepted(arn) if {
	some pattern in _accepted
	glob.match(pattern, null, arn)
}

_accepted := config.get("least_privilege/no_permissions_boundary").boundary_arns
