# METADATA
# title: Told once
# description: |
#   Which policy tells of a grant that several could report. One yields to another only where that is asked for, and where
#   nothing that decides it is known to be open, so that what is not known stays unknown in both.
package lib.told

import data.lib.actions
import data.lib.config
import data.lib.iam
import data.lib.scope
import data.lib.template
import data.lib.wildcards

# METADATA
# description: |
#   What to say of grants of one statement: the best of them, whose paths decide, and in words the actions that share
#   its resource. One answer for each statement; none for what a broad managed policy, a policy template without a scope
#   or a wildcard is reported for itself.
by_statement(role, grants) := [{"i": i, "grant": first, "detail": detail} |
	some i in {grant.i | some grant in grants}
	statement := role.statements[i]
	not of_broad_policy(statement)
	not of_open_template(statement)
	ours := [grant | some grant in grants; grant.i == i; not wildcards.tells(statement, grant.j, grant.k)]
	first := actions.best(ours)
	names := {grant.action | some grant in ours; grant.k == first.k}
	target := iam.target_text(statement.resources[first.k])
	detail := concat("", [iam.giver(statement), listing(names), " on ", target])
]

# METADATA
# description: The first three of a set of texts, and how many more there are.
listing(texts) := concat(", ", sort(texts)) if {
	count(texts) < 4
} else := concat("", [concat(", ", array.slice(sort(texts), 0, 3)), " and ", format_int(count(texts) - 3, 10), " more"])

# METADATA
# description: The statement is of an AWS managed policy that is reported as broad.
of_broad_policy(statement) if {
	statement.origin == "aws_managed_policy"
	settings := config.get("least_privilege/broad_managed_policy")
	iam.any_matches(settings.broad, statement.policy)
	not iam.any_matches(settings.allowed, statement.policy)
}

# METADATA
# description: The statement is of a policy template that is reported for having no scope.
of_open_template(statement) if {
	statement.origin == "policy_template"
	not statement.policy in config.get("least_privilege/unscoped_sam_template").allowed_templates
	k := template.unscoped(statement.resources)
	grant := statement.resources[k]
	iam.breadth(grant) != "unknown"
	is_array(grant.denied)
	object.get(grant, "allowed", "unknown") != "unknown"
	some j in scope.unlimited(statement, k, [])
	is_string(statement.actions[j])
	actions.conditions_known(statement)
	not iam.narrowed(statement)
}

# METADATA
# description: |
#   The grants of a role that a policy on what they allow is known to report - reading secrets and data, invoking, taking
#   on and passing roles, escalation - as `[i, j, k]`: action pattern j of statement i, on resource k.
closer(role) := {[grant.i, grant.j, grant.k] |
	some grant in actions.granted(role, _closer, {"all", "type", "prefix", "exact"})
	grant.sure
	statement := role.statements[grant.i]
	not iam.narrowed(statement)
	_is_reported(grant, statement.resources[grant.k])
} | actions.escalating(role)

# METADATA
# description: |
#   The indexes that are left of those of action patterns of statement i which can be limited on resource k: what others
#   report (`closer`, or the wildcard itself) is left out, and what only reads or lists beside it in the same service.
#   Where none is left, those of patterns that are not known. Undefined where there are none either.
left(statement, i, k, indexes, closer) := known if {
	reported := {j | some j, _ in statement.actions; _is_told(statement, i, j, k, closer)}
	services := {_service(statement.actions[j]) | some j in reported}
	known := [j |
		some j in indexes
		not j in reported
		not _is_less(statement.actions[j], services)
	]
	count(known) > 0
} else := unknown if {
	unknown := [j | some j, pattern in statement.actions; not is_string(pattern)]
	count(unknown) > 0
}

_is_told(_, i, j, k, closer) if [i, j, k] in closer

_is_told(statement, _, j, k, _) if wildcards.tells(statement, j, k)

_is_less(pattern, services) if {
	scope.limitable[pattern] in {"read", "list"}
	_service(pattern) in services
}

_service(pattern) := split(lower(pattern), ":")[0]

# What is asked about by policies that are asked for.
_closer := actions.within(((_sensitive | _invocations) | (_assuming | _passing)))

_sensitive := {action | some action in config.get("least_privilege/unscoped_sensitive_read").sensitive_actions}

_invocations := {action |
	config.get("least_privilege/invoke_any_function")
	some action in actions.invocations
}

_assuming := {action |
	config.get("least_privilege/unscoped_assume_role")
	some action in ["sts:AssumeRole"]
}

_passing := {action |
	config.get("least_privilege/unscoped_pass_role")
	some action in ["iam:PassRole"]
}

_is_reported(grant, _) if grant.breadth in {"all", "type"}

_is_reported(grant, resource) if {
	grant.breadth == "prefix"
	grant.asked in _invocations
	actions.is_any_name(resource)
}

_is_reported(grant, resource) if {
	grant.asked in _assuming
	resource.account == "any"
}

_is_reported(grant, _) if {
	grant.asked in _passing
	grant.breadth == "prefix"
}
