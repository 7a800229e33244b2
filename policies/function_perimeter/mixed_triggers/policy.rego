# METADATA
# title: Function reachable through several families of triggers
# description: |
#   Each sort of trigger brings events of a shape of its own, from senders of its own, and is tried again, batched and
#   refused in its own way. A function behind several has to tell them apart before it can distrust any, needs the
#   permissions of all of them, and cannot be limited, alarmed or switched off for one alone. Triggers are counted as they
#   are wired, and beside them the services that a permission lets in. A schedule that keeps a function warm is not counted
#   unless `uncounted` says otherwise.
#   Reasonable to waive for a small function that hands every event on without looking into it.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html
# custom:
#   severity: low
#   kind: function
#   reads:
#     - triggers
#     - routes
#     - urls
#     - policies
#     - policies/*/statements
#     - policies/*/statements/*/principals
#     - policies/*/statements/*/principals/*/type
#     - policies/*/statements/*/principals/*/text
#   fix: Give each sort of trigger a function of its own, and put what they share into a module that both use.
#   parameters:
#     max_trigger_types:
#       type: integer
#       minimum: 1
#       default: 1
#       description: How many families of triggers a function may have.
#     uncounted:
#       type: array
#       items:
#         type: string
#         pattern: '^[a-z0-9_-]+$'
#         examples: [schedule]
#       default: [schedule]
#       description: |
#         Families that do not count: api, schedule, events, sqs, sns, s3, kinesis, dynamodb, logs, alb, authorizer, or another
#         as findings name it.
package policies.function_perimeter.mixed_triggers

import data.lib.config
import data.lib.path
import data.lib.principal
import data.lib.result

deny contains result.at(fn, cited, {"detail": concat(" ", ["it is started by", concat(", ", families)])}) if {
	some fn in input.functions
	wired := _by_family(_wired(fn))
	let_in := {family: paths | some family, paths in _by_family(_let_in(fn)); not _known_as(family, wired)}
	found := object.union(let_in, wired)
	families := sort({family | some family, _ in found} - _uncounted)
	count(families) > _parameters.max_trigger_types
	cited := [one | some family in families; some one in found[family]]
}

_parameters := config.get("function_perimeter/mixed_triggers")

_uncounted := {family | some family in _parameters.uncounted}

# Of each family, the paths that show the first of it.
_by_family(pairs) := {family: paths[0] |
	some [family, _] in pairs
	paths := [shown | some [other, shown] in pairs; other == family]
}

_wired(fn) := array.concat(
	[[_family(trigger), [path.of(["triggers", k]), path.of(["triggers", k, _decided_by(trigger)])]] |
		some k, id in fn.triggers
		trigger := input.triggers[id]
	],
	[[family, [path.of([list, 0])]] |
		some list, family in {"authorizers": "authorizer", "routes": "api", "urls": "api"}
		count(fn[list]) > 0
	],
)

_family(trigger) := "schedule" if {
	trigger.mechanism == "schedule"
} else := "schedule" if {
	is_string(trigger.schedule)
} else := _of_source[trigger.source["in"]] if {
	trigger.mechanism in {"event_source_mapping", "pipe"}
} else := _of_mechanism[trigger.mechanism] if {
	true
} else := trigger.mechanism if {
	is_string(trigger.mechanism)
} else := "a trigger that is not known"

_decided_by(trigger) := "schedule" if {
	trigger.mechanism == "rule"
} else := "source/type" if {
	trigger.source["in"] == "resources"
	trigger.mechanism in {"event_source_mapping", "pipe"}
} else := "source" if {
	trigger.mechanism in {"event_source_mapping", "pipe"}
} else := "mechanism"

_of_source := {"queues": "sqs", "streams": "kinesis", "tables": "dynamodb"}

_of_mechanism := {
	"agent": "bedrock",
	"alarm": "cloudwatch",
	"bot": "lex",
	"config_rule": "config",
	"custom_resource": "cloudformation",
	"edge": "cloudfront",
	"hook": "codedeploy",
	"log_subscription": "logs",
	"notification": "s3",
	"receipt_rule": "ses",
	"resolver": "appsync",
	"rotation": "secretsmanager",
	"rule": "events",
	"subscription": "sns",
	"target_group": "alb",
	"task": "states",
	"topic_rule": "iot",
	"transformation": "firehose",
	"user_pool": "cognito-idp",
}

# The services that permissions let in.
_let_in(fn) := [[family, principal.below(at, ["text", "type"])] |
	some p, id in fn.policies
	some i, statement in input.resource_policies[id].statements
	statement.effect == "Allow"
	some j, who in statement.principals
	service := _service(who)
	family := object.get(_of_service, service, service)
	at := ["policies", p, "statements", i, "principals", j]
]

_service(who) := principal.service(who) if {
	is_string(who.text)
} else := "a service that is not known" if {
	who.type == "Service"
}

# CloudFront reaches functions by their URLs alone.
_of_service := {
	"apigateway": "api",
	"cloudfront": "api",
	"elasticloadbalancing": "alb",
	"lambda": "cloudwatch",
	"lexv2": "lex",
}

# A permission for a trigger that is wired already.
_known_as(family, wired) if wired[family]

_known_as("events", wired) if wired.schedule

_known_as("api", wired) if wired.authorizer
