package policies.transport_security.insecure_cloud_function_test

import data.policies.transport_security.insecure_cloud_function

_details(attributes) := found if {
	found := {finding.detail | some finding in insecure_cloud_function.deny} with input.cloud_functions as {"f": object.union(
		{"id": "f", "in": "cloud_functions", "external": false, "http": true, "https": "required", "minimum_tls": "1.2"},
		attributes,
	)}
}

test_https_only if _details({}) == set()

test_the_newest_tls if _details({"minimum_tls": "1.3"}) == set()

test_plain_http if _details({"https": "optional"}) == {"it answers plain HTTP"}

test_plain_http_and_old_tls if {
	_details({"https": "optional", "minimum_tls": "1.1"}) == {"it answers plain HTTP", "it takes TLS 1.1"}
}

test_old_tls_written_as_a_number if _details({"minimum_tls": "1"}) == {"it takes TLS 1"}

test_no_address if _details({"http": false, "https": "optional"}) == set()

test_nothing_for_the_user_to_say if _details({"https": null, "minimum_tls": null}) == set()

test_declared_elsewhere if _details({"external": true, "https": "optional"}) == set()
