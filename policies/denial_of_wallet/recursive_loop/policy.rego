# METADATA
# title: Function writes to the source that triggers it
# description: |
#   Each run may cause the next one, as fast as the service scales, until somebody notices the bill. AWS stops some loops
#   after about sixteen rounds (queues, topics, buckets), never those through the stream of a table.
#   What is found is a function that may write to the very source that triggers it, be it that its role names the source,
#   a beginning of its name or everything; a way round through another function, another queue or an event bus is not
#   followed.
#   Reasonable to waive where the code provably writes only what does not trigger it again, such as a job that puts
#   itself back into the queue a counted number of times.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html
# custom:
#   severity: high
#   kind: trigger
#   reads:
#     - events
#     - events/*
#     - function
#     - function/role
#     - function/role/statements
#     - function/role/statements/*/actions
#     - function/role/statements/*/actions/*
#     - function/role/statements/*/not_actions
#     - function/role/statements/*/not_actions/*
#     - function/role/statements/*/resources
#     - function/role/statements/*/not_resources
#     - function/role/statements/*/conditions
#   applies_reads:
#     - source
#     - mechanism
#   fix: |
#     Let the function write elsewhere - a bucket, queue or table of its own - or limit both sides so that they cannot meet,
#     such as a trigger on `uploads/` and permission to write below `thumbnails/` only.
package policies.denial_of_wallet.recursive_loop

import data.lib.entity
import data.lib.iam
import data.lib.path
import data.lib.reach
import data.lib.result

applies contains result.scope(trigger, ["source", "mechanism"]) if {
	some trigger in input.triggers
	_service(trigger)
}

deny contains result.at(trigger, cited, object.union({"detail": detail}, _graveness(trigger))) if {
	some trigger in input.triggers
	service := _service(trigger)
	not trigger.enabled == false
	fn := input.functions[trigger.function]
	role := input.roles[fn.role]
	edge := _shortest(_edges(trigger, service, role.statements))
	cited := array.concat(edge.paths, ["source", "function", "enabled"])
	names := [entity.label(fn), " may call ", edge.action, " on ", _label(trigger.source), ", which triggers it"]
	detail := concat("", names)
}

# Who is written to, by the prefix of the actions that do.
_service(trigger) := "s3" if trigger.source["in"] == "buckets"

_service(trigger) := "sqs" if trigger.source["in"] == "queues"

_service(trigger) := "dynamodb" if trigger.source["in"] == "tables"

_service(trigger) := "sns" if {
	trigger.source["in"] == "resources"
	trigger.mechanism == "subscription"
}

_service(trigger) := "kinesis" if {
	trigger.source["in"] == "resources"
	trigger.mechanism == "event_source_mapping"
}

# What makes an event of the source, and the paths that decide that the trigger listens to it.
_writes("s3", trigger) := {{"action": action, "paths": [path.of(["events", e])]} |
	some e, event in trigger.events
	some prefix, actions in _object_events
	startswith(lower(event), prefix)
	some action in actions
}

_writes("sqs", _) := {{"action": "sqs:SendMessage", "paths": []}}

_writes("sns", _) := {{"action": "sns:Publish", "paths": []}}

_writes("kinesis", _) := {{"action": action, "paths": []} | some action in ["kinesis:PutRecord", "kinesis:PutRecords"]}

_writes("dynamodb", _) := {{"action": action, "paths": []} |
	some action in [
		"dynamodb:BatchWriteItem",
		"dynamodb:DeleteItem",
		"dynamodb:PartiQLDelete",
		"dynamodb:PartiQLInsert",
		"dynamodb:PartiQLUpdate",
		"dynamodb:PutItem",
		"dynamodb:UpdateItem",
	]
}

# Removals are left out: they come to an end.
_object_events := {
	"s3:objectcreated": ["s3:PutObject"],
	"s3:objecttagging": ["s3:DeleteObjectTagging", "s3:PutObjectTagging"],
	"s3:objectacl": ["s3:PutObjectAcl"],
}

# The ways in which the role may write to the source; `sure` where nothing about them is open.
_edges(trigger, service, statements) := [edge |
	grants := _grants(trigger, service, statements)
	denials := {action: _denials(trigger, service, statements, action) | some action in {one.action | some one in grants}}
	some grant in grants
	not _denied(denials[grant.action])
	edge := {
		"action": grant.action,
		"sure": _all([grant.sure, count(denials[grant.action]) == 0]),
		"paths": array.concat(grant.paths, [one | some denial in denials[grant.action]; some one in denial.paths]),
	}
]

# What statements grant, whether or not others take it back.
_grants(trigger, service, statements) := [grant |
	writes := _writes(service, trigger)
	some i, statement in statements
	iam.may_allow(statement)
	some write in writes
	spoken := iam.speaks_of(statement, write.action)
	some reached in reach.some_of(statement, service, trigger.source, trigger)
	grant := {
		"action": write.action,
		"sure": _all([reached.sure, _effect(statement) == "Allow"]),
		"paths": array.flatten([
			_below(i, array.flatten([reached.paths, spoken, "effect"])),
			reached.filter,
			_name(reached),
			write.paths,
		]),
	}
]

_shortest(edges) := sure[0] if {
	sure := [edge | some edge in edges; edge.sure]
} else := edges[0]

# Denials that no condition limits: one that is sure takes the write away, an open one leaves it open.
_denials(trigger, service, statements, action) := {{"sure": sure, "paths": paths} |
	some i, statement in statements
	iam.may_deny(statement)
	not _conditional(statement)
	spoken := iam.may_speak_of(statement, action)
	some held in reach.all_of(statement, service, trigger.source, trigger)
	sure := _all([
		held.sure,
		_effect(statement) == "Deny",
		_is_spoken_of(statement, action),
		is_array(object.get(statement, "conditions", null)),
	])
	paths := array.flatten([
		_below(i, array.flatten([held.paths, spoken, "effect", "conditions"])),
		held.filter,
		_name(held),
	])
}

# The name of what triggers, where the pattern covers it by that.
_name(answer) := ["source/name"] if {
	answer.name
} else := []

_denied(denials) if {
	some denial in denials
	denial.sure
}

_conditional(statement) if count(statement.conditions) > 0

_is_spoken_of(statement, action) if {
	iam.speaks_of(statement, action)
} else := false

_effect(statement) := object.get(statement, "effect", "unknown")

_below(i, paths) := [concat("/", ["function/role/statements", format_int(i, 10), one]) | some one in paths]

_all(facts) := count([fact | some fact in facts; not fact]) == 0

# A filter of the trigger may leave the function's own writes out; what it lets pass is not followed.
_graveness(trigger) := {"severity": "medium"} if {
	count(trigger.filters) > 0
} else := {}

_label(source) := entity.label(input[source["in"]][source.id]) if {
	input[source["in"]][source.id]
} else := source.id
