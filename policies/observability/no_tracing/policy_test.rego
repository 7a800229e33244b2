package policies.observability.no_tracing_test

import data.policies.observability.no_tracing

_provider := {"layers": [":layer:Datadog-"], "environment": ["OTEL_SERVICE_NAME"]}

_cited(fn) := found if {
	found := {finding.attributes | some finding in no_tracing.deny} with input.functions as {"Orders": object.union(
		{"id": "Orders", "in": "functions", "layers": [], "environment": {}, "triggers": []},
		fn,
	)}
		with input.layers as {"Fonts": {"name": "fonts"}, "Tracer": {"name": "Datadog-Extension"}}
		with input.config as {"observability/no_tracing": {"tracing_provider": _provider}}
}

test_deny_a_function_that_leaves_it_to_its_caller if {
	_cited({"tracing": {"mode": "PassThrough"}}) == {["tracing/mode", "layers", "environment", "triggers"]}
}

test_allow_an_active_function if _cited({"tracing": {"mode": "Active"}}) == set()

test_a_mode_that_is_not_known_is_cited if _cited({"tracing": {}}) == {["tracing/mode", "layers", "environment"]}

test_deny_layers_of_others if {
	_cited({"tracing": {"mode": "PassThrough"}, "layers": ["Fonts", {}]}) == {[
		"tracing/mode",
		"layers",
		"environment",
		"layers/0/name",
		"layers/1/name",
		"triggers",
	]}
}

test_allow_a_function_at_the_edge if {
	_cited({"tracing": {"mode": "PassThrough"}, "triggers": ["Edge"]}) == set() with input.triggers as {"Edge": {"mechanism": "edge"}}
}

test_allow_the_layer_of_a_tracer if {
	_cited({
		"tracing": {"mode": "PassThrough"},
		"layers": ["Tracer"],
	}) == set()
}

test_allow_the_variable_of_a_tracer if {
	_cited({"tracing": {"mode": "PassThrough"}, "environment": {"OTEL_SERVICE_NAME": {}}}) == set()
}

test_a_layer_goes_by_a_part_of_its_name_in_any_case if {
	found := no_tracing.deny with input.functions as {"Orders": {
		"id": "Orders",
		"in": "functions",
		"tracing": {"mode": "PassThrough"},
		"layers": ["Tracer"],
		"environment": {},
	}}
		with input.layers as {"Tracer": {"name": "datadog-node20-x"}}
		with input.config as {"observability/no_tracing": {"tracing_provider": _provider}}
	found == set()
}

test_without_other_tracers_only_the_mode_counts if {
	found := {finding.entity.id | some finding in no_tracing.deny} with input.functions as {"Orders": {
		"id": "Orders",
		"in": "functions",
		"tracing": {"mode": "PassThrough"},
		"layers": ["Tracer"],
		"environment": {"OTEL_SERVICE_NAME": {}},
	}}
		with input.layers as {"Tracer": {"name": "Datadog-Extension"}}
		with input.config as {"observability/no_tracing": {"tracing_provider": {}}}
	found == {"Orders"}
}

test_another_variable_is_no_tracer if {
	count(_cited({"tracing": {"mode": "PassThrough"}, "environment": {"OTEL": {}}})) == 1
}
