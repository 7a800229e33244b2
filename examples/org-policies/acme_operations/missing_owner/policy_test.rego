package policies.acme_operations.missing_owner_test

import data.policies.acme_operations.missing_owner

_found(tags) := found if {
	fn := {"id": "Invoices", "in": "functions", "tags": tags}
	found := {finding.detail | some finding in missing_owner.deny} with input.functions as {"Invoices": fn}
}

test_deny_one_without_an_owner if _found({"project": "invoices"}) == {"it has no tag owner"}

test_deny_an_owner_that_is_no_team if _found({"owner": "nobody"}) == {"there is no team nobody"}

test_deny_an_empty_owner if _found({"owner": ""}) == {"there is no team "}

test_allow_the_owner_of_a_team if _found({"owner": "search"}) == set()
