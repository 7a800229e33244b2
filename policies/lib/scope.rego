# METADATA
# title: Scope
# description: Which actions of a statement could be limited to resources, worked out once for each pattern there is.
# related_resources:
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
package lib.scope

import data.lib.iam
import data.lib.path

# METADATA
# description: |
#   The patterns that cover actions which can be limited to resources, each with the gravest access level of such an
#   action - permit, write, tag, read or list. What functions are given on everything by AWS's own roles is left out.
limitable[pattern] := level if {
	some pattern, facts in input.actions
	not lower(pattern) in _given_on_everything
	level := [level | some level in gravest_first; facts.scopable_levels[level] > 0][0]
}

# METADATA
# description: The access levels of actions, the gravest first.
gravest_first := ["permit", "write", "tag", "read", "list"]

# METADATA
# description: |
#   The indexes of a statement's action patterns that can be limited and that are left on its resource k, the gravest
#   first; where there are none, those of patterns that are not known.
unlimited(statement, k, unlimitable) := known if {
	known := [j |
		some level in gravest_first
		some j, pattern in statement.actions
		limitable[pattern] == level
		not _matches_any(unlimitable, pattern)
		iam.keeps(statement, k, pattern)
	]
	count(known) > 0
} else := unknown if {
	unknown := [j | some j, pattern in statement.actions; not is_string(pattern)]
	count(unknown) > 0
}

# METADATA
# description: |
#   The paths, below the role, that show that an action of statement i is one of these and none is every action - the
#   first of the indexes, the list, and the patterns that are not known.
deciding(i, statement, indexes) := array.concat(
	[path.of(["statements", i, "actions", indexes[0]]), path.of(["statements", i, "actions"])],
	[path.of(["statements", i, "actions", j]) | some j, pattern in statement.actions; not is_string(pattern)],
)

# METADATA
# description: The action patterns with these indexes, as far as they are known.
texts(statement, indexes) := [pattern | some j in indexes; pattern := statement.actions[j]; is_string(pattern)]

_matches_any(patterns, action) if {
	count(patterns) > 0
	iam.any_matches(patterns, action)
}

# Writing logs and joining a network, as AWSLambdaBasicExecutionRole and AWSLambdaVPCAccessExecutionRole allow them, and
# actions that may be given a resource but rarely have one: a billing view, a lexicon, a terminology, a data set of metrics.
_given_on_everything := {
	"ce:getcostandusage",
	"ce:getdimensionvalues",
	"ce:getreservationcoverage",
	"ce:getreservationpurchaserecommendation",
	"ce:getreservationutilization",
	"ce:gettags",
	"cloudwatch:getmetricdata",
	"cloudwatch:listmetrics",
	"cloudwatch:putmetricdata",
	"ec2:assignprivateipaddresses",
	"ec2:createnetworkinterface",
	"ec2:deletenetworkinterface",
	"ec2:describenetworkinterfaces",
	"ec2:detachnetworkinterface",
	"ec2:unassignprivateipaddresses",
	"logs:createloggroup",
	"logs:createlogstream",
	"logs:putlogevents",
	"polly:startspeechsynthesisstream",
	"polly:startspeechsynthesistask",
	"polly:synthesizespeech",
	"rekognition:detectmoderationlabels",
	"translate:translatedocument",
	"translate:translatetext",
}
