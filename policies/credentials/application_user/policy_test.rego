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
	found == {["access_keys/0/status", "statements", "statements/0/actions/1"]}
}

test_allow_every_way_of_sending_mail if {
	statements := [{"effect": "Allow", "actions": ["ses:Send*", "SES:SendTemplatedEmail"]}, {"effect": "Deny", "actions": ["*"]}]
	_found(object.union(_active, {"statements": statements}), []) == set()
	_found(object.union(_active, {"statements": [{"effect": "Deny", "actions": ["ses:SendEmail"]}]}), []) == {"access_keys/0/status"}
}

_cited(user) := found if {
	found := {path | some finding in application_user.deny; some path in finding.attributes} with input as {
		"iam_users": {"User": object.union({"id": "User", "in": "iam_users", "name": "backup", "access_keys": [{"status": "Active"}]}, user)},
		"config": {"credentials/application_user": {"allow": []}},
	}
}

test_what_a_user_may_do_decides_unless_more_is_known if {
	_cited({"statements": []}) == {"access_keys/0/status", "statements"}
	_cited({"statements": [{"effect": "Allow", "actions": ["s3:GetObject"]}]}) == {"access_keys/0/status"}
	_cited({"external": true}) == {"access_keys/0/status"}
}

test_what_decides_of_a_user_for_mail if {
	mails := [{"effect": "Allow", "actions": ["ses:SendEmail"]}]
	users := {
		"None": {"id": "None", "in": "iam_users", "access_keys": [], "statements": mails},
		"Mail": {"id": "Mail", "in": "iam_users", "access_keys": [{"status": "Active"}], "statements": mails},
	}
	scopes := {scope.id: scope.attributes | some scope in application_user.applies} with input.iam_users as users
		with input.config as {"credentials/application_user": {"allow": []}}
	scopes == {"None": ["id"], "Mail": ["statements", "statements/0/actions"]}
}
