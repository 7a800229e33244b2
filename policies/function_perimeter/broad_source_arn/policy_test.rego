package policies.function_perimeter.broad_source_arn_test

import data.policies.function_perimeter.broad_source_arn

_policies(statement) := {"Orders#policy": {
	"id": "Orders#policy",
	"in": "resource_policies",
	"resource": {"in": "functions", "id": "Orders"},
	"statements": [object.union({"effect": "Allow", "actions": ["lambda:InvokeFunction"], "conditions": []}, statement)],
}}

_actions := {
	"lambda:*": {"levels": {"permit": 2, "write": 30}},
	"lambda:GetFunction": {"levels": {"permit": 0, "write": 0}},
}

_found(statement, routes) := found if {
	found := {[object.get(finding, "severity", "medium"), finding.detail] | some finding in broad_source_arn.deny} with input.resource_policies as _policies(statement)
		with input.actions as _actions
		with input.apis as {"Api": {"id": "Api", "routes": ["One", "Two"]}}
		with input.routes as routes
}

_from(source) := {"conditions": [{
	"key": "aws:sourcearn",
	"narrows": true,
	"values": ["arn:…"],
	"sources": [object.union({"breadth": "exact", "target": null, "path": ""}, source)],
}]}

_route(fn) := {"method": "GET", "path": "/orders", "function": fn}

_api := {"target": {"in": "apis", "id": "Api"}, "path": "/*/*"}

test_deny_what_changes_the_function if {
	_found({"actions": ["lambda:*"]}, {}) == {["high", "it allows lambda:*"]}
	_found({"actions": ["lambda:GetFunction"]}, {}) == {["medium", "it allows lambda:GetFunction"]}
}

test_allow_every_way_to_invoke if {
	_found({"actions": ["lambda:InvokeFunction", "lambda:InvokeFunctionUrl", "lambda:invokeAsync", "lambda:Invoke*"]}, {}) == set()
}

test_deny_every_source_of_a_type if {
	_found(_from({"breadth": "type"}), {}) == {["medium", "it may be invoked from whatever fits arn:…"]}
}

test_a_source_that_is_not_known_may_be_any if {
	statement := {"conditions": [{"key": "aws:sourcearn", "values": [{}], "sources": [{}]}]}
	_found(statement, {}) == {["medium", "it may be invoked from whatever fits a value that is not known"]}
}

test_what_is_not_limited_at_all_is_another_policys if {
	statement := {"conditions": [{"key": "aws:sourcearn", "values": ["*"], "narrows": false, "sources": [{"breadth": "all"}]}]}
	_found(statement, {}) == set()
}

test_allow_one_source if _found(_from({}), {}) == set()

test_deny_all_routes_for_one_of_several if {
	_found(_from(_api), {"One": _route("Orders"), "Two": _route("Refunds")}) == {["low", "it serves GET /orders and may be invoked from every route of the API"]}
}

test_allow_all_routes_where_all_lead_here if {
	_found(_from(_api), {"One": _route("Orders"), "Two": _route("Orders")}) == set()
}

test_allow_one_route if {
	source := object.union(_api, {"path": "/*/GET/orders"})
	_found(_from(source), {"One": _route("Orders"), "Two": _route("Refunds")}) == set()
}

test_allow_all_routes_for_one_that_catches_all if {
	every rest in [{"path": "$default"}, {"path": "/{proxy+}"}, {"method": "$default"}] {
		_found(_from(_api), {"One": object.union(_route("Orders"), rest), "Two": _route("Refunds")}) == set()
	}
}

test_a_route_that_is_not_known_may_lead_here if {
	count(_found(_from(_api), {"One": {"method": "GET", "path": "/"}, "Two": _route("Refunds")})) == 0
	count(_found(_from(_api), {"One": {"method": "GET"}, "Two": _route(null)})) == 1
}

test_applies_to_policies_of_functions if {
	{scope.id | some scope in broad_source_arn.applies} == {"Orders#policy"} with input.resource_policies as _policies({})
}
