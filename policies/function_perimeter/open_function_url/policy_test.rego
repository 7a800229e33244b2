package policies.function_perimeter.open_function_url_test

import data.policies.function_perimeter.open_function_url

_found(url) := found if {
	found := open_function_url.deny with input.function_urls as {"Url": object.union(url, {
		"id": "Url",
		"in": "function_urls",
	})}
}

test_deny_a_url_without_authentication if {
	_found({"auth": "NONE"}) == {{"entity": {"in": "function_urls", "id": "Url"}, "attributes": ["auth"]}}
}

test_allow_a_url_with_authentication if _found({"auth": "AWS_IAM"}) == set()

test_nothing_is_said_of_a_url_whose_authentication_is_not_known if _found({}) == set()
