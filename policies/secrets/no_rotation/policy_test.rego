package policies.secrets.no_rotation_test

import data.policies.secrets.no_rotation

_details(secret, parameters) := details if {
	defaults := {"max_days": 90, "external_tag": "rotation=external"}
	details := {finding.attributes[0] | some finding in no_rotation.deny} with input as {
		"secrets": {"Database": object.union({"id": "Database", "in": "secrets", "tags": {}}, secret)},
		"config": {"secrets/no_rotation": object.union(defaults, parameters)},
	}
}

_every(days, schedule) := {"rotation": {"function": null, "days": days, "schedule": schedule}}

test_deny_no_rotation if _details({"rotation": null}, {}) == {"rotation"}

test_allow_ninety_days if _details(_every(90, null), {}) == set()

test_deny_more_days if _details(_every(91, null), {}) == {"rotation/days"}

test_deny_more_days_than_settings_say if _details(_every(31, null), {"max_days": 30}) == {"rotation/days"}

test_allow_a_rate if _details(_every(null, "rate(30 days)"), {}) == set()

test_allow_one_day if _details(_every(null, "rate(1 day)"), {}) == set()

test_allow_hours if _details(_every(null, "rate(4 hours)"), {}) == set()

test_deny_a_slow_rate if _details(_every(null, "rate(120 days)"), {}) == {"rotation/schedule"}

test_allow_every_month if _details(_every(null, "cron(0 8 1 * ? *)"), {}) == set()

test_allow_every_quarter if _details(_every(null, "cron(0 8 1 JAN,APR,JUL,OCT ? *)"), {"max_days": 92}) == set()

test_deny_once_a_year if _details(_every(null, "cron(0 8 1 1 ? *)"), {}) == {"rotation/schedule"}

test_allow_a_rotation_that_says_no_interval if _details(_every(null, null), {}) == set()

test_allow_what_is_replaced_elsewhere if {
	_details({"rotation": null, "tags": {"rotation": "external"}}, {}) == set()
}

test_allow_what_another_tag_says if {
	_details({"rotation": null, "tags": {"replaced": "by=hand"}}, {"external_tag": "replaced=by=hand"}) == set()
}

test_no_tag_excuses_where_settings_say_none if {
	_details({"rotation": null, "tags": {"rotation": "external"}}, {"external_tag": ""}) == {"rotation"}
}

test_leave_open_what_is_not_known if _details({}, {}) == set()

test_say_which_secret if {
	found := {finding.detail | some finding in no_rotation.deny} with input as {
		"secrets": {"Db": {"id": "Db", "in": "secrets", "name": "shop/db", "rotation": null, "tags": {}}},
		"config": {"secrets/no_rotation": {"max_days": 90, "external_tag": ""}},
	}
	found == {"shop/db is never changed"}
}
