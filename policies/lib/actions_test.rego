package lib.actions_test

import data.lib.actions

_patterns := {pattern: {} | some pattern in ["*", "iam:*", "IAM:passrole", "iam:Pa?sRole", "s3:Get*", "s3:PutObject", "iam:CreateRole", "*:Decrypt"]}

_config := {
	"least_privilege/unscoped_sensitive_read": {"sensitive_actions": ["s3:GetObject", "kms:Decrypt"]},
	"least_privilege/control_plane_actions": {"actions": ["iam:Create*"]},
	"least_privilege/privilege_escalation": {"combos": [["iam:PutRolePolicy"], ["iam:PassRole", "ec2:RunInstances"]]},
}

test_a_pattern_covers_the_actions_that_are_asked_about if {
	found := actions.covered with input.actions as _patterns with input.config as _config
	found["IAM:passrole"] == {"iam:PassRole"}
	found["iam:Pa?sRole"] == {"iam:PassRole"}
	found["iam:*"] == {"iam:PassRole", "iam:PutRolePolicy"}
	found["s3:Get*"] == {"s3:GetObject"}
	found["*:Decrypt"] == {"kms:Decrypt"}
	{"s3:GetObject", "kms:Decrypt", "ec2:RunInstances", "sts:AssumeRole"} & found["*"] == {"s3:GetObject", "kms:Decrypt", "ec2:RunInstances", "sts:AssumeRole"}
	not found["s3:PutObject"]
}

test_what_is_asked_about_with_a_star_is_covered_by_what_lies_within_it if {
	found := actions.covered with input.actions as _patterns with input.config as _config
	found["iam:CreateRole"] == {"iam:Create*"}
}

_granted(statement) := _granted_of(statement, {pattern: {pattern} | some pattern in object.get(statement, "actions", ["s3:GetObject"])})

_granted_of(statement, wanted) := grants if {
	role := {"id": "Role", "statements": [object.union(
		{"effect": "Allow", "actions": ["s3:GetObject"], "conditions": []},
		statement,
	)]}
	grants := [[grant.action, grant.breadth, grant.sure] |
		some grant in actions.granted(role, wanted, {"all", "type"})
	] with input.roles as {"Role": role}
		with input.actions as {pattern: {} | some pattern in role.statements[0].actions}
		with input.config as {"least_privilege/control_plane_actions": {"actions": role.statements[0].actions}}
}

_star := {"breadth": "all", "service": null, "denied": [], "allowed": null}

_type(service, text) := {"breadth": "type", "service": service, "text": text, "denied": [], "allowed": null}

test_a_grant_is_as_broad_as_is_asked_or_not_known if {
	_granted({"resources": [_star]}) == [["s3:GetObject", "all", true]]
	_granted({"resources": [object.union(_star, {"breadth": "exact"})]}) == []
	_granted({"resources": [{"denied": [], "allowed": null}]}) == [["s3:GetObject", "unknown", false]]
}

test_a_grant_is_sure_where_nothing_is_open if {
	_granted({"effect": null, "resources": [_star]}) == [["s3:GetObject", "all", false]]
	_granted({"conditions": [{}], "resources": [_star]}) == [["s3:GetObject", "all", false]]
	_granted({"resources": [object.remove(_star, ["allowed"])]}) == [["s3:GetObject", "all", false]]
	_granted({"resources": [object.remove(_star, ["denied"])]}) == [["s3:GetObject", "all", false]]
}

test_what_is_taken_away_is_not_granted if {
	_granted({"resources": [object.union(_star, {"denied": ["s3:*"]})]}) == []
	_granted({"resources": [object.union(_star, {"allowed": ["sqs:*"]})]}) == []
}

test_a_resource_of_another_service_or_type_grants_nothing if {
	_granted({"resources": [_type("sqs", "arn:aws:sqs:*:*:*")]}) == []
	_granted({"actions": ["iam:PassRole"], "resources": [_type("iam", "arn:aws:iam::1:policy/*")]}) == []
	_granted({"actions": ["iam:PassRole"], "resources": [_type("iam", "arn:aws:iam::1:role/*")]}) != []
	_granted({"actions": ["iam:AddUserToGroup"], "resources": [_type("iam", "arn:aws:iam::1:group/*")]}) != []
	_granted({"actions": ["iam:CreatePolicyVersion"], "resources": [_type("iam", "arn:aws:iam::1:policy/*")]}) != []
	_granted({"actions": ["iam:PutUserPolicy"], "resources": [_type("iam", "arn:aws:iam::1:*")]}) != []
	_granted({"actions": ["iam:AddRoleToInstanceProfile"], "resources": [_type("iam", "arn:aws:iam::1:role/*")]}) == []
	_granted({"actions": ["iam:UpdateSAMLProvider"], "resources": [_type("iam", "arn:aws:iam::1:saml-provider/*")]}) != []
	_granted({"actions": ["iam:CreateAccessKey"], "resources": [_type("iam", "arn:aws:iam::1:user/*")]}) != []
	_granted({"actions": ["sts:AssumeRole"], "resources": [_type("iam", "arn:aws:iam::1:role/*")]}) != []
	_granted({"actions": ["ssm:SendCommand"], "resources": [_type("ec2", "arn:aws:ec2:*:*:instance/*")]}) != []
	_granted({"actions": ["ebs:GetSnapshotBlock"], "resources": [_type("ec2", "arn:aws:ec2:*::snapshot/*")]}) != []
	_granted({"actions": ["ec2-instance-connect:SendSSHPublicKey"], "resources": [_type("ec2", "arn:aws:ec2:*:*:instance/*")]}) != []
}

test_what_is_granted_to_an_administrator_is_left_out if {
	wanted := {"*": {"s3:GetObject"}}
	_granted_of({"actions": ["*"], "resources": [_star]}, wanted) == []
	_granted_of({"actions": ["*"], "resources": [_type("s3", "arn:aws:s3:::*")]}, wanted) == [["s3:GetObject", "type", true]]
}

test_the_best_answer_is_the_first_sure_one if {
	actions.best([{"n": 1, "sure": false}, {"n": 2, "sure": true}, {"n": 3, "sure": true}]).n == 2
	actions.best([{"n": 1, "sure": false}, {"n": 2, "sure": false}]).n == 1
	not actions.best([])
}

test_a_condition_narrows_by_its_key_or_beside_it if {
	statement := {"conditions": [{"key": "aws:sourceip", "narrows": false}, {"key": "iam:passedtoservice", "narrows": true}]}
	actions.narrowed_by(statement, "iam:passedtoservice")
	not actions.narrowed_beside(statement, "iam:passedtoservice")
	actions.narrowed_beside(statement, "aws:sourceip")
	not actions.narrowed_by(statement, "aws:sourceip")
}

test_four_fixed_characters_are_a_name if {
	actions.is_any_name({"literal": 3})
	not actions.is_any_name({"literal": 4})
	not actions.is_any_name({})
}

test_a_pattern_may_escalate if {
	actions.may_escalate("iam:*") with input.actions as _patterns with input.config as _config
	not actions.may_escalate("iam:CreateRole") with input.actions as _patterns with input.config as _config
}
