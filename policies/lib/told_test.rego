package lib.told_test

import data.lib.told

_star := {"breadth": "all", "service": null, "text": "*", "denied": [], "allowed": null}

_type := {"breadth": "type", "service": "dynamodb", "text": "table/*", "denied": [], "allowed": null}

_config := {
	"least_privilege/broad_managed_policy": {"broad": ["*FullAccess"], "allowed": ["AmazonSQS*"]},
	"least_privilege/control_plane_actions": {"actions": []},
	"least_privilege/invoke_any_function": {},
	"least_privilege/privilege_escalation": {"combos": [["iam:PutRolePolicy"]]},
	"least_privilege/unscoped_assume_role": {},
	"least_privilege/unscoped_pass_role": {},
	"least_privilege/unscoped_sam_template": {"allowed_templates": ["TextractPolicy"]},
	"least_privilege/unscoped_sensitive_read": {"sensitive_actions": ["dynamodb:GetItem"]},
	"least_privilege/wildcard_actions": {"allowed_wildcards": [], "max_actions": 8},
}

_levels(level) := {
	"count": 1,
	"levels": {"read": 0, "list": 0, "write": 0, "tag": 0, "permit": 0},
	"scopable_levels": object.union({"read": 0, "list": 0, "write": 0, "tag": 0, "permit": 0}, {level: 1}),
}

_actions := {
	"dynamodb:*": _levels("permit"),
	"dynamodb:GetItem": _levels("read"),
	"dynamodb:DescribeTable": _levels("read"),
	"dynamodb:PutItem": _levels("write"),
	"sqs:ListQueueTags": _levels("list"),
	"lambda:InvokeFunction": _levels("write"),
	"iam:PassRole": _levels("permit"),
	"iam:PutRolePolicy": _levels("permit"),
	"sts:AssumeRole": _levels("write"),
}

_statement(changes) := object.union({"effect": "Allow", "actions": [], "resources": [_star], "conditions": []}, changes)

_details(statement) := details if {
	grants := [{"i": 0, "j": 0, "k": 0, "action": "dynamodb:GetItem", "sure": true}]
	role := {"id": "Role", "statements": [_statement(object.union({"actions": ["dynamodb:GetItem"]}, statement))]}
	details := [one.detail | some one in told.by_statement(role, grants)] with input.config as _config
		with input.actions as _actions
}

test_what_a_statement_grants if _details({}) == ["dynamodb:GetItem on *"]

test_what_a_broad_managed_policy_grants_is_told_by_another_policy if {
	_details({"origin": "aws_managed_policy", "policy": "AmazonS3FullAccess"}) == []
	_details({"origin": "aws_managed_policy", "policy": "AmazonSQSFullAccess"}) != []
	_details({"origin": "aws_managed_policy", "policy": "AmazonS3ReadOnlyAccess"}) != []
}

test_what_a_template_without_scope_grants_is_told_by_another_policy if {
	_details({"origin": "policy_template", "policy": "DynamoDBCrudPolicy"}) == []
	_details({"origin": "policy_template", "policy": "TextractPolicy"}) != []
	named := [object.union(_type, {"breadth": "exact"})]
	_details({"origin": "policy_template", "policy": "DynamoDBCrudPolicy", "resources": named}) != []
}

test_a_template_that_may_have_a_scope_is_told_by_both if {
	open := {"origin": "policy_template", "policy": "DynamoDBCrudPolicy"}
	_details(object.union(open, {"resources": [object.union(_star, {"breadth": {}})]})) != []
	_details(object.union(open, {"resources": [object.remove(_star, ["allowed"])]})) != []
	_details(object.union(open, {"conditions": [{}]})) != []
}

test_what_a_wildcard_covers_is_told_by_another_policy if _details({"actions": ["dynamodb:*"]}) == []

test_a_listing_names_three if {
	told.listing({"b", "a"}) == "a, b"
	told.listing({"e", "d", "c", "b", "a"}) == "a, b, c and 2 more"
}

_closer(statement) := found if {
	role := {"id": "Role", "statements": [_statement(statement)]}
	found := told.closer(role) with input.config as _config with input.actions as _actions
}

test_policies_look_closer if {
	_closer({"actions": ["sqs:ListQueueTags", "dynamodb:PutItem"]}) == set()
	_closer({"actions": ["dynamodb:PutItem", "dynamodb:GetItem"]}) == {[0, 1, 0]}
	_closer({"actions": ["iam:PassRole", "iam:PutRolePolicy", "sts:AssumeRole", "lambda:InvokeFunction"]}) == {[0, 0, 0], [0, 1, 0], [0, 2, 0], [0, 3, 0]}
	_closer({"actions": ["dynamodb:GetItem"], "resources": [_type]}) == {[0, 0, 0]}
}

_prefix(service, changes) := object.union(_type, object.union(
	{"breadth": "prefix", "service": service, "literal": 0, "text": "arn:aws:iam::1:role/*"},
	changes,
))

test_a_part_of_a_type_is_enough_for_some if {
	_closer({"actions": ["lambda:InvokeFunction"], "resources": [_prefix("lambda", {})]}) == {[0, 0, 0]}
	_closer({"actions": ["lambda:InvokeFunction"], "resources": [_prefix("lambda", {"literal": 4})]}) == set()
	_closer({"actions": ["iam:PassRole"], "resources": [_prefix("iam", {})]}) == {[0, 0, 0]}
	_closer({"actions": ["sts:AssumeRole"], "resources": [_prefix("iam", {"account": "any"})]}) == {[0, 0, 0]}
	_closer({"actions": ["sts:AssumeRole"], "resources": [_prefix("iam", {"account": "own"})]}) == set()
	_closer({"actions": ["dynamodb:GetItem"], "resources": [_prefix("dynamodb", {})]}) == set()
}

test_what_is_not_known_or_narrowed_is_not_told if {
	_closer({"actions": ["dynamodb:GetItem"], "resources": [object.union(_star, {"breadth": {}})]}) == set()
	_closer({"actions": ["dynamodb:GetItem"], "conditions": [{"key": "aws:sourcevpc", "narrows": true}]}) == set()
}

test_nobody_looks_closer_where_nobody_is_asked if {
	role := {"id": "Role", "statements": [_statement({"actions": ["iam:PassRole", "dynamodb:GetItem", "lambda:InvokeFunction"]})]}
	told.closer(role) == set() with input.actions as _actions
		with input.config as {"least_privilege/control_plane_actions": {"actions": ["iam:PassRole", "dynamodb:GetItem", "lambda:InvokeFunction"]}}
}

_left(actions, closer) := found if {
	statement := _statement({"actions": actions})
	found := told.left(statement, 0, 0, [j | some j, action in actions; is_string(action)], closer) with input.config as _config
		with input.actions as _actions
}

test_what_others_tell_is_not_left if {
	_left(["dynamodb:PutItem", "dynamodb:GetItem"], {[0, 1, 0]}) == [0]
	not _left(["dynamodb:GetItem"], {[0, 0, 0]})
	not _left(["dynamodb:*"], set())
}

test_what_only_reads_beside_it_is_not_left if {
	_left(["dynamodb:GetItem", "dynamodb:DescribeTable", "sqs:ListQueueTags"], {[0, 0, 0]}) == [2]
}

test_what_is_not_known_is_left if _left(["dynamodb:GetItem", {}], {[0, 0, 0]}) == [1]
