package lib.iam_test

import data.lib.iam

test_everything_is_a_star_with_or_without_a_service if {
	every action in ["*", "*:*", "**", "?*:*"] {
		iam.everything(action)
	}
	every action in ["s3:*", "s3:Get*", "", ":"] {
		not iam.everything(action)
	}
}

test_a_whole_service_is_a_star_after_its_name if {
	every action in ["s3:*", "s3:?*", "S3:**", "execute-api:*", "cognito*:*"] {
		iam.whole_service(action)
	}
	every action in ["*", "*:*", "s3:Get*", "s3:", "s3:?", "s3", "s3:GetObject"] {
		not iam.whole_service(action)
	}
}

test_patterns_match_without_case if {
	iam.matches("S3:put*", "s3:PutObject")
	iam.matches("dynamodb:?utItem", "dynamodb:PutItem")
	iam.matches("*", "sqs:SendMessage")
	not iam.matches("s3:Get*", "s3:PutObject")
	not iam.matches("s3:PutObjec", "s3:PutObject")
}

test_a_statement_speaks_of_an_action_by_the_first_pattern_that_matches if {
	statement := {"actions": ["s3:Get*", "s3:*", "*"], "not_actions": []}
	iam.speaks_of(statement, "s3:PutObject") == ["actions/1"]
	not iam.speaks_of({"actions": ["s3:Get*", {}], "not_actions": []}, "s3:PutObject")
}

test_a_statement_speaks_of_every_action_that_not_action_leaves if {
	statement := {"actions": [], "not_actions": ["iam:*", "sts:*"]}
	iam.speaks_of(statement, "s3:PutObject") == ["not_actions", "not_actions/0", "not_actions/1"]
	not iam.speaks_of(statement, "iam:PassRole")
}

test_a_statement_may_speak_of_an_action_where_a_pattern_is_not_known if {
	iam.may_speak_of({"actions": ["s3:Get*", {}], "not_actions": []}, "s3:PutObject") == ["actions/1"]
	iam.may_speak_of({"actions": ["s3:*", {}], "not_actions": []}, "s3:PutObject") == ["actions/0"]
	not iam.may_speak_of({"actions": ["s3:Get*"], "not_actions": []}, "s3:PutObject")
}

test_the_widest_grant_is_one_of_everything if {
	iam.widest([{"breadth": "exact"}, {}, {"breadth": "all"}]) == 2
}

test_a_grant_of_unknown_breadth_may_be_the_widest if {
	iam.widest([{"breadth": "exact"}, {"text": "${Target}"}]) == 1
	iam.widest([{"breadth": "exact"}, null]) == 1
}

test_grants_known_to_be_narrower_have_no_widest if {
	not iam.widest([{"breadth": "exact"}, {"breadth": "prefix"}])
}

test_only_a_condition_known_to_narrow_narrows if {
	iam.narrowed({"conditions": [{"narrows": false}, {"narrows": true}]})
	not iam.narrowed({"conditions": [{"narrows": false}, {}]})
	not iam.narrowed({"conditions": []})
	not iam.narrowed({})
}

test_what_decides_on_narrowing_is_the_list_and_each_condition if {
	iam.narrowing(2, {"conditions": [{}, {}]}) == [
		"statements/2/conditions",
		"statements/2/conditions/0/narrows",
		"statements/2/conditions/1/narrows",
	]
}

test_a_role_is_used_by_its_first_function if {
	iam.usage({"functions": ["A", "B"], "trust": []}) == "functions/0"
}

test_a_role_is_used_by_a_service_of_the_application if {
	iam.usage({"functions": [], "trust": [{"principals": [
		{"type": "AWS", "text": "lambda"},
		{"type": "Service", "text": "states.eu-west-1.amazonaws.com"},
	]}]}) == "trust/0/principals/1/text"
}

test_a_role_of_another_service_is_not_used if {
	not iam.usage({"functions": [], "trust": [{"principals": [{"type": "Service", "text": "ec2.amazonaws.com"}]}]})
}

_on(denied, allowed) := {"resources": [{"breadth": "all", "denied": denied, "allowed": allowed}]}

test_a_statement_keeps_what_no_deny_covers if {
	iam.keeps(_on([], null), 0, "s3:*")
	iam.keeps(_on(["s3:Delete*"], null), 0, "s3:*")
	iam.keeps(_on(["s3:?"], null), 0, "s3:*")
	iam.keeps(_on(["sqs:*"], null), 0, "s3:GetObject")
}

test_a_statement_does_not_keep_what_a_deny_covers if {
	not iam.keeps(_on(["s3:*"], null), 0, "s3:*")
	not iam.keeps(_on(["S3:get*"], null), 0, "s3:GetObject")
	not iam.keeps(_on(["s3:?etObject"], null), 0, "s3:GetObject")
	not iam.keeps(_on(["*"], null), 0, "s3:Get*")
	not iam.keeps(_on(["*:*"], null), 0, "*")
}

test_a_statement_keeps_what_gets_through_a_boundary if {
	iam.keeps(_on([], ["s3:GetObject"]), 0, "s3:*")
	iam.keeps(_on([], ["s3:*"]), 0, "s3:GetObject")
	not iam.keeps(_on([], ["s3:GetObject"]), 0, "sqs:SendMessage")
	not iam.keeps(_on([], []), 0, "*")
}

test_a_boundary_that_is_not_known_may_let_everything_through if {
	iam.keeps({"resources": [{"breadth": "all", "denied": []}]}, 0, "*")
	iam.unbounded({"resources": [{"breadth": "all", "denied": []}]}, 0, "*")
	iam.keeps({"resources": [{}]}, 0, "*")
}

test_only_a_boundary_that_lets_all_of_a_pattern_through_leaves_it_whole if {
	iam.unbounded(_on([], null), 0, "s3:*")
	iam.unbounded(_on([], ["s3:*"]), 0, "s3:*")
	iam.unbounded(_on([], ["*"]), 0, "s3:*")
	not iam.unbounded(_on([], ["s3:GetObject"]), 0, "s3:*")
	not iam.unbounded(_on([], ["s3:*"]), 0, "*")
}

test_what_decides_on_what_is_left_is_denied_and_allowed if {
	iam.keeping(1, 0) == ["statements/1/resources/0/denied", "statements/1/resources/0/allowed"]
}

test_what_aws_keeps_and_policy_templates_are_not_written_out if {
	iam.written_out({"origin": "inline"})
	iam.written_out({})
	not iam.written_out({"origin": "aws_managed_policy"})
	not iam.written_out({"origin": "policy_template"})
}

test_not_action_that_guards_permissions_is_less_than_administration if {
	statement := {"not_actions": ["s3:*", "iam:*"], "resources": [{"breadth": "all"}], "conditions": []}
	iam.less_than_administration(0, statement) == ["statements/0/not_actions/1"]
}

test_not_action_on_less_than_everything_is_less_than_administration if {
	statement := {"not_actions": ["s3:*"], "resources": [{"breadth": "type"}], "conditions": []}
	iam.less_than_administration(0, statement) == ["statements/0/resources", "statements/0/resources/0/breadth"]
}

test_not_action_that_leaves_permissions_on_everything_is_administration if {
	not iam.less_than_administration(0, {"not_actions": ["iam:Get*"], "resources": [{"breadth": "all"}], "conditions": []})
}

test_two_stars_are_written_as_one if iam.target_text({"text": "arn:aws:lambda:*:*:function:**"}) == "arn:aws:lambda:*:*:function:*"

test_says_who_else_has_written_it if {
	iam.giver({"origin": "aws_managed_policy", "policy": "AmazonS3ReadOnlyAccess"}) == "AmazonS3ReadOnlyAccess allows "
	iam.giver({"origin": "aws_managed_policy"}) == ""
	iam.giver({"origin": "inline", "policy": "orders"}) == ""
}
