package policies.function_roles.wide_trust_test

import data.policies.function_roles.wide_trust

_found(statement, role) := found if {
	found := {[object.get(finding, "severity", "high"), finding.detail] | some finding in wide_trust.deny} with input.roles as {"Role": object.union(
		{
			"id": "Role",
			"in": "roles",
			"functions": ["Orders"],
			"state_machines": [],
			"trust": [object.union(
				{
					"effect": "Allow",
					"actions": ["sts:AssumeRole"],
					"principals": [],
					"not_principals": [],
					"conditions": [],
				},
				statement,
			)],
		},
		role,
	)}
		with input.functions as {"Orders": {"id": "Orders", "triggers": ["It"]}}
		with input.triggers as {"It": {"mechanism": object.get(statement, "mechanism", "rule")}}
}

_who(facts) := {"principals": [object.union(
	{"type": "AWS", "text": "somebody", "any": false, "whole_account": false, "account": null, "account_id": null},
	facts,
)]}

_service(text) := _who({"type": "Service", "text": text})

_beside_lambda(text) := {"principals": array.concat(
	_service("lambda.amazonaws.com").principals,
	_service(text).principals,
)}

_when(who, condition) := object.union(who, {"conditions": [condition]})

test_deny_anyone if {
	_found(_who({"any": true}), {}) == {["high", "anyone may assume it"]}
	_found({"not_principals": [{"type": "AWS"}]}, {}) == {["high", "everyone but a few may assume it"]}
}

test_an_organisation_limits_and_a_network_does_not if {
	anyone := _who({"any": true})
	_found(_when(anyone, {"key": "aws:principalorgid", "narrows": true}), {}) == set()
	_found({"not_principals": [{}], "conditions": [{"key": "aws:principalorgid", "narrows": true}]}, {}) == set()
	every key in ["aws:sourceip", "aws:sourcevpce"] {
		count(_found(_when(anyone, {"key": key, "narrows": true}), {})) == 1
	}
}

test_deny_a_whole_account_our_own_as_well if {
	_found(_who({"whole_account": true, "account": "own"}), {}) == {["high", "everybody in somebody may assume it"]}
}

test_an_external_id_or_a_second_factor_limits_an_account if {
	every condition in [
		{"key": "sts:externalid", "operator": "StringEquals", "values": ["acme"]},
		{"key": "aws:multifactorauthpresent", "operator": "Bool", "values": ["true"]},
	] {
		_found(_when(_who({"whole_account": true}), condition), {}) == set()
		_found(_when(_who({"account": "foreign"}), condition), {}) == set()
		count(_found(_when(_who({"any": true}), condition), {})) == 1
	}
}

test_deny_an_identity_of_another_account if {
	_found(_who({"account": "foreign"}), {}) == {["high", "somebody may assume it"]}
	_found(_who({"account": "own"}), {}) == set()
}

test_deny_a_service_that_does_not_use_it if {
	_found(_service("ec2.amazonaws.com"), {}) == {["medium", "ec2.amazonaws.com may assume it as well"]}
	_found(_service("states.amazonaws.com"), {}) == {["medium", "states.amazonaws.com may assume it as well"]}
	_found(_service("edgelambda.amazonaws.com"), {}) == {["medium", "edgelambda.amazonaws.com may assume it as well"]}
}

test_allow_services_that_use_it if {
	_found(_service("lambda.amazonaws.com"), {}) == set()
	_found(_service("scheduler.amazonaws.com"), {}) == set()
	_found(_service("states.amazonaws.com"), {"state_machines": ["Flow"]}) == set()
	_found(object.union(_service("edgelambda.amazonaws.com"), {"mechanism": "edge"}), {}) == set()
}

test_a_role_for_functions_elsewhere_is_judged_by_whom_it_trusts if {
	count(_found(_beside_lambda("ec2.amazonaws.com"), {"functions": []})) == 1
	_found(_beside_lambda("states.amazonaws.com"), {"functions": []}) == set()
	_found(_beside_lambda("edgelambda.amazonaws.com"), {"functions": []}) == set()
	_found(_service("ec2.amazonaws.com"), {"functions": []}) == set()
}

test_deny_everybody_of_a_web_identity_without_an_audience if {
	who := _who({"type": "Federated", "text": "cognito-identity.amazonaws.com"})
	_found(who, {}) == {["high", "everybody known to cognito-identity.amazonaws.com may assume it"]}
	condition := {"key": "cognito-identity.amazonaws.com:aud", "operator": "StringEquals", "values": ["pool"]}
	_found(_when(who, condition), {}) == set()
}

test_code_hosts_are_another_policys if {
	_found(_who({"type": "Federated", "text": "arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com"}), {}) == set()
}

test_tags_and_denials_let_nobody_in if {
	anyone := _who({"any": true})
	_found(object.union(anyone, {"actions": ["sts:TagSession"]}), {}) == set()
	_found(object.union(anyone, {"effect": "Deny"}), {}) == set()
}

test_an_account_that_is_not_known_goes_unnamed if {
	who := {"principals": [{"type": "AWS", "any": false, "account_id": null}]}
	_found(who, {}) == {["high", "everybody in an account that is not known may assume it"]}
}

_cited(condition) := found if {
	found := {path |
		some finding in wide_trust.deny
		some path in finding.attributes
		contains(path, "/conditions/")
	} with input.roles as {"Role": {
		"id": "Role",
		"in": "roles",
		"functions": ["Orders"],
		"trust": [object.union(_when(_who({"whole_account": true}), condition), {"effect": "Allow", "actions": []})],
	}}
}

test_a_second_factor_that_is_not_known_is_cited if {
	condition := {"key": "aws:multifactorauthpresent", "operator": "Bool", "values": [{}], "narrows": false}
	_cited(condition) == {
		"trust/0/conditions/0/key",
		"trust/0/conditions/0/narrows",
		"trust/0/conditions/0/operator",
		"trust/0/conditions/0/values",
		"trust/0/conditions/0/values/0",
	}
	_cited(object.union(condition, {"values": ["true"]})) == set()
	count(_cited(object.remove(condition, ["key"]))) == 5
	_cited(object.union(condition, {"key": "aws:sourceip"})) == {"trust/0/conditions/0/narrows"}
}
