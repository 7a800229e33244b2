# METADATA
# title: Wildcards
# description: |
#   Which action patterns cover too much, worked out once for each pattern there is, and what is left of them. None does
#   where nobody asks for least_privilege/wildcard_actions.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
package lib.wildcards

import data.lib.config
import data.lib.iam

# METADATA
# description: The patterns that cover too much, each as it is put in a finding.
wide[pattern] := pattern if {
	is_object(_settings)
	some pattern, facts in input.actions
	facts.count > 0
	_covers_all(pattern)
	not _allowed(pattern)
}

wide[pattern] := concat("", [pattern, " (", format_int(facts.count, 10), " actions)"]) if {
	some pattern, facts in input.actions
	facts.count > _settings.max_actions
	not _covers_all(pattern)
	not _allowed(pattern)
}

wide[pattern] := concat("", [pattern, " (also writes)"]) if {
	some pattern, facts in input.actions
	facts.count <= _settings.max_actions
	facts.levels.write + facts.levels.permit > 0
	_reads_as_reading(pattern)
	not _covers_all(pattern)
	not _allowed(pattern)
}

# METADATA
# description: |
#   The resources on which neither a Deny nor a permissions boundary takes the pattern back, as indexes. Whoever acts on
#   it cites `keeping`.
left(statement, pattern) := [k |
	some k, _ in statement.resources
	iam.keeps(statement, k, pattern)
	iam.unbounded(statement, k, pattern)
]

# METADATA
# description: |
#   The resource is known to be more than one log group, or `unknown`. On one log group a function may do all there is.
beyond_log_groups(grant) := breadth if {
	breadth := iam.breadth(grant)
	breadth in {"all", "type", "prefix", "unknown"}
}

# METADATA
# description: |
#   What pattern j of the statement allows on resource k is known to be reported for a wildcard - the pattern itself, or one
#   beside it that covers it - so that nobody else needs to tell of it.
tells(statement, j, k) if {
	some pattern in statement.actions
	wide[pattern]
	iam.matches(pattern, statement.actions[j])
	_is_reported(statement, pattern, k)
}

_is_reported(statement, pattern, k) if {
	statement.effect == "Allow"
	iam.written_out(statement)
	not _is_open(statement)
	_is_too_much(statement, pattern, k)
	resource := statement.resources[k]
	is_array(resource.denied)
	object.get(resource, "allowed", "unknown") != "unknown"
	k in left(statement, pattern)
}

# What is not known may be `*`, beside which the others add nothing.
_is_open(statement) if {
	some pattern in statement.actions
	not is_string(pattern)
}

_is_too_much(statement, pattern, k) if {
	startswith(lower(pattern), "logs:")
	beyond_log_groups(statement.resources[k]) != "unknown"
}

_is_too_much(statement, pattern, _) if {
	not startswith(lower(pattern), "logs:")
	not iam.everything(pattern)
	not iam.of_everything(statement)
}

_is_too_much(statement, pattern, _) if {
	iam.everything(pattern)
	every grant in statement.resources {
		iam.breadth(grant) in {"type", "prefix", "exact"}
	}
}

_settings := config.get("least_privilege/wildcard_actions")

_covers_all(pattern) if iam.everything(pattern)

_covers_all(pattern) if iam.whole_service(pattern)

_reads_as_reading(pattern) if {
	[_, name] := split(lower(pattern), ":")
	contains(name, "*")
	some verb in ["batchget", "check", "describe", "get", "head", "list", "lookup", "query", "read", "scan", "search", "view"]
	startswith(name, verb)
}

_allowed(pattern) if {
	some accepted in _settings.allowed_wildcards
	lower(accepted) == lower(pattern)
}
