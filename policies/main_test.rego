package main_test

import data.main

_url := {"id": "Url", "in": "function_urls", "auth": "NONE"}

test_a_finding_names_its_policy if {
	main.findings == [{
		"policy": "function_perimeter/open_function_url",
		"entity": {"in": "function_urls", "id": "Url"},
		"attributes": ["auth"],
		"detail": "whoever knows the address may call it",
	}] with input as {
		"selected": {"function_perimeter": ["open_function_url", "public_invoke"]},
		"function_urls": {"Url": _url},
		"resource_policies": {},
	}
}

test_a_scope_names_its_policy if {
	main.findings == [{
		"policy": "function_perimeter/public_invoke",
		"in": "resource_policies",
		"id": "Orders#policy",
		"attributes": ["resource"],
	}] with input as {
		"selected": {"function_perimeter": ["public_invoke"]},
		"resource_policies": {"Orders#policy": {
			"id": "Orders#policy",
			"in": "resource_policies",
			"resource": {"in": "functions", "id": "Orders"},
			"statements": [],
		}},
	}
}

test_a_policy_that_is_not_selected_does_not_run if {
	main.findings == [] with input as {"selected": {"secrets": ["literal_secret"]}, "function_urls": {"Url": _url}}
}
