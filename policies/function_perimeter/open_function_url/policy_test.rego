package policies.function_perimeter.open_function_url_test

import data.policies.function_perimeter.open_function_url

_found(auth, statements, tag) := found if {
	found := {[object.get(finding, "severity", "high"), finding.attributes] | some finding in open_function_url.deny} with input.function_urls as {"Url": {"id": "Url", "in": "function_urls", "function": "Orders", "auth": auth}}
		with input.functions as {"Orders": {"id": "Orders", "role": "Role", "tags": {"public": "true"}}}
		with input.roles as {"Role": {"id": "Role", "statements": statements}}
		with input.actions as {
			"dynamodb:*": {"levels": {"write": 30}},
			"dynamodb:GetItem": {"levels": {"write": 0}},
			"logs:PutLogEvents": {"levels": {"write": 1}},
		}
		with input.config as {"function_perimeter/open_function_url": {"allow_tag": tag}}
}

_statement(effect, action) := {"effect": effect, "actions": [action]}

test_deny_a_url_for_everybody if _found("NONE", [], "") == {["high", ["auth"]]}

test_allow_a_url_with_iam if _found("AWS_IAM", [], "") == set()

test_writing_to_a_data_store_is_critical if {
	_found("NONE", [_statement("Allow", "dynamodb:*")], "") == {["critical", ["auth"]]}
}

test_reading_logging_and_what_is_denied_are_not if {
	statements := [
		_statement("Allow", "dynamodb:GetItem"),
		_statement("Allow", "logs:PutLogEvents"),
		_statement("Deny", "dynamodb:*"),
	]
	_found("NONE", statements, "") == {["high", ["auth"]]}
}

test_allow_a_function_that_carries_the_tag if _found("NONE", [], "public=true") == set()

test_another_value_of_the_tag_allows_nothing if {
	_found("NONE", [], "public=yes") == {["high", ["auth", "function/tags/public"]]}
}

test_leave_open_who_may_call_where_it_is_not_known if {
	count(open_function_url.deny) == 0 with input.function_urls as {"Url": {"id": "Url", "in": "function_urls", "function": "Orders"}}
		with input.functions as {}
		with input.roles as {}
		with input.actions as {}
		with input.config as {"function_perimeter/open_function_url": {"allow_tag": ""}}
}

test_a_function_that_is_not_known_is_still_open if {
	found := {finding.attributes | some finding in open_function_url.deny} with input.function_urls as {"Url": {
		"id": "Url",
		"in": "function_urls",
		"function": "external:Orders",
		"auth": "NONE",
	}}
		with input.functions as {}
		with input.roles as {}
		with input.actions as {}
		with input.config as {"function_perimeter/open_function_url": {"allow_tag": ""}}
	found == {["auth"]}
}
