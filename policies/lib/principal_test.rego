package lib.principal_test

import data.lib.principal

test_what_is_of_another_type_is_no_service if {
	principal.may_be_service({"type": "Service"})
	principal.may_be_service({})
	not principal.may_be_service({"type": "AWS"})
}

test_what_is_of_another_type_is_no_identity if {
	principal.may_be_identity({"type": "AWS"})
	principal.may_be_identity({})
	not principal.may_be_identity({"type": "Service"})
}

test_a_service_goes_by_its_short_name_in_every_region_and_partition if {
	every text in ["logs.amazonaws.com", "logs.eu-west-1.amazonaws.com", "logs.amazonaws.com.cn", "logs.${AWS::URLSuffix}"] {
		principal.service({"type": "Service", "text": text}) == "logs"
	}
	not principal.service({"type": "AWS", "text": "123456789012"})
}

test_another_account_is_foreign_unless_it_is_trusted if {
	principal.may_be_foreign({"account": "foreign", "account_id": "222222222222"}, ["111111111111"])
	not principal.may_be_foreign({"account": "foreign", "account_id": "111111111111"}, ["111111111111"])
}

test_an_account_that_is_not_known_may_be_foreign if {
	principal.may_be_foreign({"account_id": "222222222222"}, [])
	principal.may_be_foreign({}, [])
	not principal.may_be_foreign({"account_id": "111111111111"}, ["111111111111"])
}

test_ours_and_everybodys_and_nobodys_are_not_foreign if {
	every account in ["own", "any", null] {
		not principal.may_be_foreign({"account": account, "account_id": null}, [])
	}
}

test_what_decides_on_narrowing_is_the_list_and_each_condition if {
	principal.narrowing({"conditions": [{}, {}]}) == ["conditions", "conditions/0/narrows", "conditions/1/narrows"]
	principal.below(["trust", 1], ["effect"]) == ["trust/1/effect"]
}

test_a_condition_that_is_not_known_may_narrow if {
	principal.may_be_narrowed({"conditions": [{"narrows": false}, {}]})
	not principal.may_be_narrowed({"conditions": [{"narrows": false}]})
}
