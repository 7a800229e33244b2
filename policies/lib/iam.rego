# METADATA
# title: Permissions
# description: |
#   Statements of IAM policies. What is not known counts as possible: whoever acts on a `may…` answer cites the
#   attribute, so that an unknown one makes the verdict unknown.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
package lib.iam

import data.lib.path

# METADATA
# description: The statement is, or may be, an Allow.
may_allow(statement) if not statement.effect == "Deny"

# METADATA
# description: The statement is, or may be, a Deny.
may_deny(statement) if not statement.effect == "Allow"

# METADATA
# description: The pattern matches every action of every service - `*` or `*:*`.
everything(action) if {
	contains(action, "*")
	trim(action, "*?:") == ""
}

# METADATA
# description: The pattern matches every action of one service - `s3:*`, `s3:?*`.
whole_service(action) if {
	[service, name] := split(action, ":")
	trim(service, "*?") != ""
	contains(name, "*")
	trim(name, "*?") == ""
}

# METADATA
# description: |
#   The statement is written in the application's own files: it is neither of a policy that AWS keeps, which nobody else
#   can change, nor of a policy template.
written_out(statement) if not object.get(statement, "origin", "inline") in {"aws_managed_policy", "policy_template"}

# METADATA
# description: One of the statement's action patterns matches every action of every service.
of_everything(statement) if {
	some pattern in statement.actions
	everything(pattern)
}

# METADATA
# description: |
#   The pattern matches the action: `*` is any text, `?` any character, case does not count.
#   `matches("s3:Put*", "s3:PutObject")`.
matches(pattern, action) if {
	is_wildcard(pattern)
	glob.match(lower(pattern), null, lower(action))
} else if {
	lower(pattern) == lower(action)
}

# METADATA
# description: The pattern matches more than one text.
is_wildcard(pattern) if contains(pattern, "*")

is_wildcard(pattern) if contains(pattern, "?")

# METADATA
# description: One of the patterns matches the action.
any_matches(patterns, action) if {
	some pattern in patterns
	matches(pattern, action)
}

# METADATA
# description: |
#   The statement speaks of the action, with Action or with NotAction. Returns the paths that decide it, below the
#   statement; undefined where it does not.
speaks_of(statement, action) := [path.of(["actions", matching[0]])] if {
	matching := [j | some j, pattern in statement.actions; matches(pattern, action)]
} else := array.concat(["not_actions"], [path.of(["not_actions", j]) | some j, _ in statement.not_actions]) if {
	count(statement.not_actions) > 0
	not any_matches(statement.not_actions, action)
}

# METADATA
# description: |
#   The statement speaks of the action, or may, for one of its patterns is not known. Returns the paths as `speaks_of`.
may_speak_of(statement, action) := paths if {
	paths := speaks_of(statement, action)
} else := [path.of(["actions", unknown[0]])] if {
	unknown := [j | some j, pattern in statement.actions; not is_string(pattern)]
}

# METADATA
# description: How much a resource pattern covers - all, type, prefix or exact, or `unknown`.
breadth(grant) := grant.breadth if {
	is_string(grant.breadth)
} else := "unknown"

# METADATA
# description: |
#   The index of a resource pattern that covers everything or, where there is none, of one that may.
#   Undefined where every pattern is known to cover less.
widest(grants) := k if {
	k := _first_of_breadth(grants, "all")
} else := _first_of_breadth(grants, "unknown")

_first_of_breadth(grants, wanted) := found[0] if {
	found := [k | some k, grant in grants; breadth(grant) == wanted]
}

# METADATA
# description: |
#   The action or pattern is left on the statement's resource k, or some of it: false only where a Deny or a permissions
#   boundary is known to take all of it away there. Whoever acts on it cites `keeping`.
keeps(statement, k, action) if not _taken(statement.resources[k], action)

_taken(grant, action) if {
	some pattern in grant.denied
	_covers(pattern, action)
}

_taken(grant, action) if {
	is_array(grant.allowed)
	not _gets_through(grant.allowed, action)
}

# One of the two is the narrower: patterns that get through are written as narrow as the statement's.
_gets_through(allowed, action) if {
	some pattern in allowed
	matches(pattern, action)
}

_gets_through(allowed, action) if {
	some pattern in allowed
	matches(action, pattern)
}

# METADATA
# description: |
#   All of the action or pattern is left on the statement's resource k as far as a permissions boundary goes: false where
#   one is known to let only a part of it through. Whoever acts on it cites `keeping`.
unbounded(statement, k, action) if not _cut(statement.resources[k], action)

_cut(grant, action) if {
	is_array(grant.allowed)
	every pattern in grant.allowed {
		not _covers(pattern, action)
	}
}

# All that the second pattern matches. A `?` of the first is no star of the second.
_covers(pattern, action) if pattern == action

_covers(pattern, action) if {
	not contains(pattern, "?")
	matches(pattern, action)
}

_covers(pattern, action) if {
	contains(pattern, "?")
	not contains(action, "*")
	matches(pattern, action)
}

_covers(pattern, action) if {
	everything(pattern)
	action != ""
}

# METADATA
# description: The paths, below the role or resource policy, that decide what is left on resource k of statement i.
keeping(i, k) := [concat("/", [resource, "denied"]), concat("/", [resource, "allowed"])] if {
	resource := concat("/", ["statements", format_int(i, 10), "resources", format_int(k, 10)])
}

# METADATA
# description: A condition is known to limit who or what the statement applies to.
narrowed(statement) if {
	some condition in statement.conditions
	condition.narrows == true
}

# METADATA
# description: |
#   The paths that decide whether the statement is narrowed: the list of conditions, and of each whether it narrows.
narrowing(index, statement) := array.concat(
	[path.of(["statements", index, "conditions"])],
	[path.of(["statements", index, "conditions", c, "narrows"]) | some c, _ in statement.conditions],
)

# METADATA
# description: |
#   What an Allow with NotAction leaves is not administration of the account. Returns the paths that decide it, below the
#   role - it takes away the management of permissions, no resource is everything, or a condition narrows it. Undefined
#   where it is administration.
less_than_administration(i, statement) := [path.of(["statements", i, "not_actions", guarding[0]])] if {
	guarding := [j | some j, pattern in statement.not_actions; manages_permissions(pattern)]
	count(guarding) > 0
} else := array.concat([path.of(["statements", i, "resources"])], breadths(i, statement)) if {
	every grant in statement.resources {
		breadth(grant) in {"type", "prefix", "exact"}
	}
} else := [path.of(["statements", i, "conditions", narrow[0], "narrows"])] if {
	narrow := [c | some c, condition in statement.conditions; condition.narrows == true]
	count(narrow) > 0
} else := [path.of(["statements", i, "not_actions", open[0]])] if {
	open := [j | some j, pattern in statement.not_actions; not is_string(pattern)]
	count(open) > 0
} else := breadths(i, statement) if {
	every grant in statement.resources {
		breadth(grant) != "all"
	}
} else := [path.of(["statements", i, "conditions", open[0], "narrows"])] if {
	open := [c | some c, condition in statement.conditions; not condition.narrows == false]
	count(open) > 0
}

# METADATA
# description: The pattern covers the actions with which a role gives itself what it lacks - `iam:*`, `iam:Put*`, `*`.
manages_permissions(pattern) if {
	every action in {"iam:AttachRolePolicy", "iam:PutRolePolicy", "iam:CreatePolicyVersion"} {
		matches(pattern, action)
	}
}

# METADATA
# description: The paths that say how much each resource pattern of statement i covers.
breadths(i, statement) := [path.of(["statements", i, "resources", k, "breadth"]) | some k, _ in statement.resources]

# METADATA
# description: |
#   The path that shows that a role belongs to the application: the first function that runs with it, else the first
#   principal of its trust policy that is a service which runs functions or is run for them. Undefined for other roles.
usage(role) := "functions/0" if {
	count(role.functions) > 0
} else := trusted[0] if {
	trusted := [path.of(["trust", i, "principals", j, "text"]) |
		some i, statement in role.trust
		some j, principal in statement.principals
		principal.type == "Service"
		split(principal.text, ".")[0] in _application_services
	]
}

_application_services := {
	"apigateway",
	"appsync",
	"edgelambda",
	"events",
	"lambda",
	"pipes",
	"scheduler",
	"states",
}

# METADATA
# description: |
#   What to put before what a statement allows that others have written - `AmazonS3ReadOnlyAccess allows `; nothing before
#   what the application's own files say.
giver(statement) := concat("", [statement.policy, " allows "]) if {
	not written_out(statement)
	is_string(statement.policy)
} else := ""

# METADATA
# description: |
#   A resource pattern as a person would write it, for messages: a star that is put before another (`function:**`, by a
#   policy template) says no more than one.
target_text(grant) := replace(grant.text, "**", "*") if {
	is_string(grant.text)
} else := "a resource that is not known"
