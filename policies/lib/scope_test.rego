package lib.scope_test

import data.lib.scope

_levels(levels) := {"scopable_levels": object.union({"read": 0, "list": 0, "write": 0, "tag": 0, "permit": 0}, levels)}

_facts := {
	"s3:*": _levels({"permit": 20, "write": 60, "read": 70}),
	"sqs:SendMessage": _levels({"write": 1}),
	"s3:ListBucket": _levels({"list": 1}),
	"logs:PutLogEvents": _levels({"write": 1}),
	"xray:PutTraceSegments": _levels({}),
}

test_the_gravest_level_of_what_can_be_limited if {
	scope.limitable == {"s3:*": "permit", "sqs:SendMessage": "write", "s3:ListBucket": "list"} with input.actions as _facts
}

test_the_gravest_comes_first if {
	statement := {
		"actions": ["xray:PutTraceSegments", "s3:ListBucket", "sqs:SendMessage"],
		"resources": [{"breadth": "all"}],
	}
	scope.unlimited(statement, 0, []) == [2, 1] with input.actions as _facts
	scope.unlimited(statement, 0, ["sqs:*"]) == [1] with input.actions as _facts
}

test_what_a_deny_takes_back_is_not_unlimited if {
	statement := {"actions": ["s3:ListBucket"], "resources": [{"breadth": "all", "denied": ["s3:*"]}]}
	not scope.unlimited(statement, 0, []) with input.actions as _facts
}

test_an_action_that_is_not_known_may_be_unlimited if {
	scope.unlimited({"actions": ["xray:PutTraceSegments", {}], "resources": [{}]}, 0, []) == [1] with input.actions as _facts
}

test_what_decides_is_the_action_the_list_and_what_is_not_known if {
	scope.deciding(3, {"actions": [{}, "s3:*"]}, [1]) == [
		"statements/3/actions/1",
		"statements/3/actions",
		"statements/3/actions/0",
	]
}
