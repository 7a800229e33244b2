package policies.credentials.application_user_test

import data.policies.credentials.application_user

_found(user, allow) := found if {
	found := {finding.attributes[0] | some finding in application_user.deny} with input as {
		"iam_users": {"User": object.union({"id": "User", "in": "iam_users", "name": "backup", "statements": []}, user)},
		"config": {"credentials/application_user": {"allow": allow}},
	}
}

_active := {"access_keys": [{"status": "Active"}]}

test_deny_a_key if _found(_active, []) == {"access_keys/0/status"}

test_deny_each_key if {
	_found({"access_keys": [{"status": "Active"}, {"status": "Active"}]}, []) == {"access_keys/0/status", "access_keys/1/status"}
}

test_allow_a_key_that_is_switched_off if _found({"access_keys": [{"status": "Inactive"}]}, []) == set()

test_allow_a_user_without_keys if _found({"access_keys": []}, []) == set()

test_allow_users_by_name if _found(_active, ["back*"]) == set()

test_allow_users_by_id if _found(_active, ["User"]) == set()

test_deny_other_users if _found(_active, ["mail"]) == {"access_keys/0/status"}

test_allow_sending_mail if {
	_found(object.union(_active, {"statements": [{"actions": ["ses:SendRawEmail"]}]}), []) == set()
}

test_deny_more_than_sending_mail if {
	statements := [{"actions": ["ses:SendRawEmail"]}, {"actions": ["s3:GetObject"]}]
	_found(object.union(_active, {"statements": statements}), []) == {"access_keys/0/status"}
}

test_leave_open_what_is_not_known if _found({}, []) == set()

test_a_status_that_is_not_known_is_cited if _found({"access_keys": [{}]}, []) == {"access_keys/0/status"}

test_an_action_that_is_not_known_may_send_mail if {
	found := {finding.attributes | some finding in application_user.deny} with input as {
		"iam_users": {"User": {
			"id": "User",
			"in": "iam_users",
			"name": "mail",
			"access_keys": [{"status": "Active"}],
			"statements": [{"actions": ["ses:SendEmail", null]}],
		}},
		"config": {"credentials/application_user": {"allow": []}},
	}
	found == {["access_keys/0/status", "statements/0/actions/1"]}
}
