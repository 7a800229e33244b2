# METADATA
# title: Actions
# description: |
#   Which of the actions that policies ask about the patterns of statements cover, and on what a role has them.
#   What is not known counts as possible; an answer is `sure` where nothing it cites is known to be open.
# related_resources:
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
package lib.actions

import data.lib.config
import data.lib.iam
import data.lib.path

# METADATA
# description: |
#   The actions asked about, of each pattern of the stack that covers any. What is asked about with `*` (`iam:Create*`) is
#   covered by a pattern that lies wholly within it.
covered[pattern] := found if {
	some pattern, _ in input.actions
	found := (_literal(pattern) | _matching(pattern)) | _inside(pattern)
	count(found) > 0
}

# METADATA
# description: |
#   Of each pattern of the stack, those of the wanted actions that it covers; patterns that cover none are left out.
#   For a rule that is computed once.
within(wanted) := {pattern: both |
	some pattern, found in covered
	both := found & wanted
	count(both) > 0
}

# METADATA
# description: |
#   The grants of wanted actions on resources as broad as `breadths` says, or on what is not known. A whole
#   administrator's grant is left out, and what a Deny or a boundary is known to take away. `wanted` is of `within`; of an
#   action that is asked about with `*`, the answer is named as the statement writes it. What decides all that is of
#   `paths`, or of `loosely`.
granted(role, wanted, breadths) := [grant |
	some i, statement in role.statements
	some j, pattern in statement.actions
	some asked in wanted[pattern]
	iam.may_allow(statement)
	action := _name(asked, pattern)
	some k, resource in statement.resources
	breadth := iam.breadth(resource)
	breadth in (breadths | {"unknown"})
	not _administers(pattern, breadth)
	not _elsewhere(resource, breadth, action)
	iam.keeps(statement, k, action)
	grant := {
		"i": i,
		"j": j,
		"k": k,
		"asked": asked,
		"action": action,
		"pattern": pattern,
		"breadth": breadth,
		"sure": _sure(statement, resource, breadth),
	}
]

# METADATA
# description: |
#   The paths that decide a grant, and with them those that a policy has put into its `more`. They are for what is found:
#   of a thousand grants few are.
paths(grant) := array.flatten([
	_decides(grant.i, grant.j),
	_breadth(grant.i, grant.k),
	iam.keeping(grant.i, grant.k),
	object.get(grant, "more", []),
])

# METADATA
# description: The paths that decide a grant whatever its breadth.
loosely(grant) := array.flatten([
	_decides(grant.i, grant.j),
	_width(grant.i, grant.k, grant.pattern),
	iam.keeping(grant.i, grant.k),
])

# METADATA
# description: |
#   The grants that are known to be privilege escalation without any other, `[i, j, k]` of each. None where nobody asks
#   for privilege escalation.
escalating(role) := {[grant.i, grant.j, grant.k] |
	some grant in granted(role, _lone, {"all", "type", "exact"})
	grant.sure
	_is_within_reach(role, grant)
	not iam.narrowed(role.statements[grant.i])
}

# METADATA
# description: The pattern covers an action that is privilege escalation without any other.
may_escalate(pattern) if _lone[pattern]

# METADATA
# description: The actions that are privilege escalation without any other.
lone contains combination[0] if {
	some combination in config.get("least_privilege/privilege_escalation").combos
	count(combination) == 1
}

# METADATA
# description: The actions that invoke a function.
invocations := {"lambda:InvokeAsync", "lambda:InvokeFunction", "lambda:InvokeFunctionUrl"}

# METADATA
# description: So few characters of the name are fixed that it says nothing of whose resources are meant.
is_any_name(resource) if resource.literal < 4

# METADATA
# description: The first sure one, else the first. Undefined where there is none.
best(answers) := sure[0] if {
	sure := [answer | some answer in answers; answer.sure]
} else := answers[0]

# METADATA
# description: A condition on this key narrows the statement.
narrowed_by(statement, key) if {
	some condition in statement.conditions
	condition.narrows == true
	condition.key == key
}

# METADATA
# description: A condition on another key than this one narrows the statement.
narrowed_beside(statement, key) if {
	some condition in statement.conditions
	condition.narrows == true
	condition.key != key
}

# METADATA
# description: All the conditions are known, and whether they narrow.
conditions_known(statement) if {
	every condition in statement.conditions {
		is_boolean(condition.narrows)
	}
}

# What is asked, by its name in small letters.
_asked contains action if some action in config.get("least_privilege/unscoped_sensitive_read").sensitive_actions

_asked contains action if some action in config.get("least_privilege/control_plane_actions").actions

_asked contains action if {
	some combination in config.get("least_privilege/privilege_escalation").combos
	some action in combination
}

_asked contains action if {
	some action in (invocations | {"iam:PassRole", "sts:AssumeRole"})
}

_names[lower(action)] contains action if {
	some action in _asked
	not contains(action, "*")
}

_names_of[service] contains action if {
	some name, actions in _names
	service := split(name, ":")[0]
	some action in actions
}

_wildcards[service] contains action if {
	some action in _asked
	contains(action, "*")
	service := split(lower(action), ":")[0]
}

_literal(pattern) := object.get(_names, lower(pattern), set())

_matching(pattern) := {action |
	iam.is_wildcard(pattern)
	some action in _candidates(split(lower(pattern), ":")[0])
	iam.matches(pattern, action)
}

_candidates(service) := object.get(_names_of, service, set()) if {
	not iam.is_wildcard(service)
} else := {action | some actions in _names_of; some action in actions}

_inside(pattern) := {wildcard |
	some wildcard in object.get(_wildcards, split(lower(pattern), ":")[0], set())
	iam.matches(wildcard, pattern)
}

_decides(i, j) := [path.of(["statements", i, "actions", j]), path.of(["statements", i, "effect"])]

_breadth(i, k) := path.of(["statements", i, "resources", k, "breadth"])

_width(i, k, pattern) := _breadth(i, k) if {
	iam.everything(pattern)
} else := []

_name(asked, pattern) := pattern if {
	contains(asked, "*")
} else := asked

_lone := within(lone)

_is_within_reach(_, grant) if grant.breadth in {"all", "type"}

_is_within_reach(role, grant) if role.statements[grant.i].resources[grant.k].target == {"in": "roles", "id": role.id}

# Everything on everything is full administration, which has a policy of its own.
_administers(pattern, "all") if iam.everything(pattern)

# The pattern names resources of another service, or of another type of IAM, than the action is for.
_elsewhere(resource, breadth, action) if {
	breadth != "all"
	is_string(resource.service)
	not resource.service in _services(split(action, ":")[0])
}

_elsewhere(resource, "type", action) if {
	resource.service == "iam"
	not endswith(resource.text, ":*")
	not contains(resource.text, concat("", [":", _noun(action), "/"]))
}

# The services whose ARNs the actions of a service are for, where they are not its own.
_services("ebs") := {"ec2"}

_services("ec2-instance-connect") := {"ec2"}

_services("ssm") := {"ssm", "ec2"}

_services("sts") := {"iam"}

_services(service) := {service} if not service in {"ebs", "ec2-instance-connect", "ssm", "sts"}

_noun(action) := "instance-profile" if {
	contains(action, "InstanceProfile")
} else := "saml-provider" if {
	contains(action, "SAML")
} else := "role" if {
	contains(action, "Role")
} else := "group" if {
	contains(action, "Group")
} else := "user" if {
	contains(action, "User")
} else := "policy" if {
	contains(action, "Policy")
} else := "user"

_sure(statement, resource, breadth) if {
	statement.effect == "Allow"
	breadth != "unknown"
	is_array(resource.denied)
	object.get(resource, "allowed", "unknown") != "unknown"
	conditions_known(statement)
} else := false
