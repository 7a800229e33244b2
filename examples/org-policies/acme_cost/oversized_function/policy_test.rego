package policies.acme_cost.oversized_function_test

import data.policies.acme_cost.oversized_function

_found(memory) := found if {
	fn := object.union({"id": "Invoices", "in": "functions"}, memory)
	found := {finding.detail | some finding in oversized_function.deny} with input.functions as {"Invoices": fn}
		with input.config as {"acme_cost/oversized_function": {"max_memory_mb": 1024}}
}

test_deny_one_above_the_ceiling if _found({"memory_mb": 1025}) == {"1025 MB, and 1024 at most"}

test_allow_one_at_the_ceiling if _found({"memory_mb": 1024}) == set()

test_allow_what_is_not_known if _found({}) == set()
