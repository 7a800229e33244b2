# METADATA
# title: Allow statement with NotAction or NotResource
# description: |
#   An Allow with `NotAction` permits every action of every service but those it names, and every one that comes with a
#   new service; with `NotResource` it permits its actions on everything but what it names. Nobody who reads it can say
#   what the function may do. On one named resource it is less grave. In a Deny both are right.
#   Where `NotAction` on everything leaves the management of permissions, it is reported as full administration instead;
#   managed policies are reported as `broad_managed_policy`.
#   Waive it for a function that guards others against a few actions, and says so in a permissions boundary.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html
# custom:
#   severity: high
#   kind: role
#   reads:
#     - statements
#     - statements/*/not_actions
#     - statements/*/not_resources
#   applies_reads:
#     - functions
#     - trust
#     - trust/*/principals
#     - trust/*/principals/*/type
#     - trust/*/principals/*/text
#   fix:
#     cloudformation: |
#       List what the function calls under `Action` and `Resource`. What it must never do goes into a statement of its own
#       with `Effect: Deny`.
#     terraform: |
#       List what the function calls under `actions` and `resources`. What it must never do goes into a statement of its
#       own with `effect = "Deny"`.
package policies.least_privilege.not_action

import data.lib.iam
import data.lib.path
import data.lib.result

applies contains result.scope(role, [iam.usage(role)]) if some role in input.roles

deny contains result.at(role, cited, {"detail": detail, "severity": _severity(statement)}) if {
	some role in input.roles
	some i, statement in role.statements
	count(statement.not_actions) > 0
	iam.may_allow(statement)
	iam.written_out(statement)
	why := iam.less_than_administration(i, statement)
	k := _left(statement)
	target := iam.target_text(statement.resources[k])
	detail := concat("", ["every action but ", _listed(statement.not_actions), " on ", target])
	cited := array.concat(
		[path.of(["statements", i, "not_actions", 0]), path.of(["statements", i, "effect"])],
		array.concat(why, iam.keeping(i, k)),
	)
}

deny contains result.at(role, cited, {"detail": detail}) if {
	some role in input.roles
	some i, statement in role.statements
	count(statement.not_resources) > 0
	iam.may_allow(statement)
	iam.written_out(statement)
	excepted := concat(", ", [iam.target_text(grant) | some grant in statement.not_resources])
	detail := concat("", [_allowed(statement), " on everything but ", excepted])
	cited := [path.of(["statements", i, "not_resources", 0, "text"]), path.of(["statements", i, "effect"])]
}

_allowed(statement) := concat(" ", ["every action but", _listed(statement.not_actions)]) if {
	count(statement.not_actions) > 0
} else := _listed(statement.actions)

_listed(patterns) := concat(", ", known) if {
	known := [pattern | some pattern in patterns; is_string(pattern)]
	count(known) > 0
} else := "what is not known"

# The first resource on which something is left.
_left(statement) := found[0] if {
	found := [k | some k, _ in statement.resources; iam.keeps(statement, k, "*")]
}

_severity(statement) := "medium" if {
	every grant in statement.resources {
		grant.breadth == "exact"
	}
} else := "high"
