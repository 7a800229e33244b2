package policies.function_perimeter.confused_deputy_test

import data.policies.function_perimeter.confused_deputy

_policies(statement) := {"Orders#policy": {
	"id": "Orders#policy",
	"in": "resource_policies",
	"resource": {"in": "functions", "id": "Orders"},
	"statements": [object.union(
		{"effect": "Allow", "actions": ["lambda:InvokeFunction"], "principals": [], "conditions": []},
		statement,
	)],
}}

_found(statement, both) := found if {
	found := confused_deputy.deny with input.resource_policies as _policies(statement)
		with input.config as {"function_perimeter/confused_deputy": {"require_both_for": both}}
}

_service(name) := [{"type": "Service", "text": name, "any": false}]

_of_arn(source) := {"key": "aws:sourcearn", "narrows": true, "sources": [source]}

_account := {"key": "aws:sourceaccount", "narrows": true, "sources": []}

_nameless := {"account": null, "account_id": null, "target": null}

test_deny_a_service_alone if {
	{finding.detail | some finding in _found({"principals": _service("events.amazonaws.com")}, [])} == {"events.amazonaws.com may invoke it for anybody"}
}

test_what_is_not_known_to_be_of_another_type_may_be_a_service if {
	{finding.detail | some finding in _found({"principals": [{}]}, [])} == {"a service that is not known may invoke it for anybody"}
}

test_allow_a_service_for_one_account if {
	_found({"principals": _service("s3.amazonaws.com"), "conditions": [_account]}, []) == set()
	_found({"principals": _service("s3.amazonaws.com"), "conditions": [_account, _of_arn(_nameless)]}, []) == set()
}

test_an_arn_of_an_account_or_of_an_entity_of_the_stack_is_one_source if {
	every fixed in [{"account": "own"}, {"account_id": "123456789012"}, {"target": {"in": "buckets", "id": "Uploads"}}] {
		source := object.union(_nameless, fixed)
		_found({"principals": _service("s3.amazonaws.com"), "conditions": [_of_arn(source)]}, []) == set()
	}
}

test_deny_an_arn_of_no_account if {
	{[finding.severity, finding.attributes] |
		some finding in _found({"principals": _service("s3.amazonaws.com"), "conditions": [_of_arn(_nameless)]}, [])
	} == {["medium", [
		"statements/0/principals/0/type",
		"statements/0/principals/0/any",
		"statements/0/effect",
		"statements/0/conditions",
		"statements/0/conditions/0/narrows",
		"statements/0/conditions/0/sources/0/account",
		"statements/0/conditions/0/sources/0/account_id",
		"statements/0/conditions/0/sources/0/target",
	]]}
}

test_an_arn_of_no_account_beside_what_limits_nothing_is_open if {
	other := {"key": "aws:securetransport", "narrows": false, "sources": []}
	count(_found({"principals": _service("s3.amazonaws.com"), "conditions": [_of_arn(_nameless), other]}, [])) == 1
}

test_deny_the_account_without_the_source_where_both_are_asked_for if {
	{finding.detail |
		some finding in _found({"principals": _service("s3.eu-west-1.amazonaws.com"), "conditions": [_account]}, ["s3"])
	} == {"s3.eu-west-1.amazonaws.com may invoke it without aws:sourcearn"}
}

test_accounts_and_everybody_are_others_business if {
	_found({"principals": [{"type": "AWS", "text": "123456789012", "any": false}]}, []) == set()
	_found({"principals": [{"type": "Service", "text": "*", "any": true}]}, []) == set()
}

test_allow_a_denial if {
	_found({"effect": "Deny", "principals": _service("events.amazonaws.com")}, []) == set()
}

test_applies_to_policies_of_functions if {
	{scope.id | some scope in confused_deputy.applies} == {"Orders#policy"} with input.resource_policies as _policies({})
}

_of_some_bucket := {"key": "aws:sourcearn", "sources": [{"service": "s3", "account": null}]}

_found_beside(buckets, conditions) := found if {
	statement := {"principals": _service("s3.amazonaws.com"), "conditions": conditions}
	found := {finding.detail | some finding in confused_deputy.deny} with input.resource_policies as _policies(statement)
		with input.buckets as buckets
		with input.config as {"function_perimeter/confused_deputy": {"require_both_for": []}}
}

test_deny_a_bucket_whose_name_is_not_known_where_none_is_declared if {
	said := {"s3.amazonaws.com may invoke it for whoever has a bucket of that name"}
	count(said & _found_beside({}, [_of_some_bucket])) == 1
	count(said & _found_beside({"B": {"external": true}}, [_of_some_bucket])) == 1
	count(said & _found_beside({}, [_of_some_bucket, {"key": "aws:securetransport", "narrows": false}])) == 1
}

test_a_bucket_whose_name_is_not_known_may_be_that_of_the_stack if {
	said := {"s3.amazonaws.com may invoke it for whoever has a bucket of that name"}
	count(said & _found_beside({"B": {"external": false}}, [_of_some_bucket])) == 0
	count(said & _found_beside({}, [_of_some_bucket, _account])) == 0
}

test_a_service_that_is_not_known_may_have_to_name_both if {
	whom := [{"type": "Service", "any": false}]
	narrowed := {"principals": whom, "conditions": [_account]}
	{finding.detail | some finding in _found(narrowed, ["s3"])} == {"a service that is not known may invoke it without aws:sourcearn"}
	_found(narrowed, []) == set()
}
