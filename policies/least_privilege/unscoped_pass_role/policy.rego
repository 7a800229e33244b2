# METADATA
# title: iam:PassRole without a role ARN or iam:PassedToService
# description: |
#   Whoever may pass a role to a service lets that service act with it. Without a role ARN, a flaw in the function hands
#   out the most powerful role there is; without iam:PassedToService, it hands out a role for more than it was meant for.
#   Neither is high, one of the two is medium. A role of the same stack that trusts one service alone needs no condition.
#   What the permission makes possible together with others, such as creating a function that runs with the passed role,
#   is privilege escalation: that is reported beside this, at those others. A wildcard such as `iam:*` on everything
#   is privilege escalation by itself and is reported only there.
#   What a broad AWS managed policy or a wildcard (`wildcard_actions`) allows is not reported again where that is.
#   Reasonable to waive for a function that deploys what others wrote, guarded as an administrator would be.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
# custom:
#   severity: high
#   kind: role
#   reads:
#     - statements
#     - statements/*/actions
#     - statements/*/actions/*
#     - statements/*/resources
#   applies_reads:
#     - functions
#     - trust
#     - trust/*/principals
#     - trust/*/principals/*/type
#     - trust/*/principals/*/text
#   fix:
#     cloudformation: |
#       Name the role, and the service it is passed to: `Resource: !GetAtt TaskRole.Arn` with
#       `Condition: {StringEquals: {iam:PassedToService: ecs-tasks.amazonaws.com}}`.
#     sam: |
#       Name the role, and the service it is passed to: `Resource: !GetAtt ScheduleRole.Arn` with
#       `Condition: {StringEquals: {iam:PassedToService: scheduler.amazonaws.com}}`.
#     terraform: |
#       Name the role (`resources = [aws_iam_role.task.arn]`) and the service it is passed to, in a condition with
#       `test = "StringEquals"`, `variable = "iam:PassedToService"`, `values = ["ecs-tasks.amazonaws.com"]`.
package policies.least_privilege.unscoped_pass_role

import data.lib.actions
import data.lib.iam
import data.lib.path
import data.lib.result
import data.lib.told

applies contains result.scope(role, [iam.usage(role)]) if some role in input.roles

deny contains result.at(role, cited, {"detail": detail, "severity": one.grant.severity}) if {
	some role in input.roles
	passing := actions.granted(role, _passing, {"all", "type", "prefix", "exact"})
	count(passing) > 0
	grants := _grants(role, passing, actions.escalating(role))
	some one in told.by_statement(role, array.concat(_of("high", grants), _of("medium", grants)))
	detail := concat("", [one.detail, one.grant.why])
	cited := array.concat(actions.paths(one.grant), iam.narrowing(one.i, role.statements[one.i]))
}

_passing := actions.within({"iam:PassRole"})

# What is not limited by another condition, and does not escalate by the very pattern.
_grants(role, passing, escalating) := [object.union(grant, fault) |
	some grant in passing
	not [grant.i, grant.j, grant.k] in escalating
	statement := role.statements[grant.i]
	not actions.narrowed_beside(statement, "iam:passedtoservice")
	fault := _fault(grant, statement.resources[grant.k], _to_service(statement))
]

_of(severity, grants) := [grant | some grant in grants; grant.severity == severity]

_to_service(statement) if {
	actions.narrowed_by(statement, "iam:passedtoservice")
} else := false

_broad := {"all", "type", "unknown"}

_fault(grant, _, false) := {"severity": "high", "why": ", to any service"} if grant.breadth in _broad

_fault(grant, _, true) := {"severity": "medium", "why": ", though to one service only"} if grant.breadth in _broad

_fault(grant, _, false) := {"severity": "medium", "why": ", to any service"} if grant.breadth == "prefix"

_fault(grant, resource, false) := {"severity": "medium", "why": ", to any service", "more": cited} if {
	grant.breadth == "exact"
	target := path.of(["statements", grant.i, "resources", grant.k, "target"])
	cited := array.flatten([target, _trust(resource, target)])
}

# The paths that show that the passed role trusts more than one service. None of a role that is defined elsewhere:
# there, nobody can see what it trusts. Undefined where it trusts one alone.
_trust(resource, target) := [] if {
	not _is_ours(resource)
} else := [concat("/", [target, "trust"])] if {
	object.get(input.roles[resource.target.id], "trust", "unknown") == "unknown"
} else := services if {
	services := [concat("/", [target, path.of(["trust", t, "principals", p, "text"])]) |
		some t, statement in input.roles[resource.target.id].trust
		iam.may_allow(statement)
		some p, principal in statement.principals
		not principal.type in {"AWS", "Federated", "CanonicalUser"}
	]
	count(services) > 1
}

_is_ours(resource) if {
	resource.target["in"] == "roles"
	input.roles[resource.target.id].external == false
}
