package policies.encryption.unlocked_bucket_test

import data.policies.encryption.unlocked_bucket

_on := {"block_acls": true, "ignore_acls": true, "block_policy": true, "restrict_buckets": true}

_bucket(more) := object.union(
	{
		"id": "Photos",
		"in": "buckets",
		"name": "acme-photos",
		"acl": null,
		"public_access_block": null,
		"account_block": null,
		"triggers": [],
		"roles": [],
	},
	more,
)

_roles := {
	"Worker": {"id": "Worker", "functions": ["Thumbnails"], "state_machines": []},
	"Flow": {"id": "Flow", "functions": [], "state_machines": ["Import"]},
	"Deploy": {"id": "Deploy", "functions": [], "state_machines": []},
}

_config(parameters) := {"encryption/unlocked_bucket": object.union(
	{"public_buckets": [], "account_settings": {}},
	parameters,
)}

_input(more, parameters) := {
	"buckets": {"Photos": _bucket(more)},
	"roles": _roles,
	"config": _config(parameters),
}

_cited(more, parameters) := cited if {
	cited := {finding.attributes | some finding in unlocked_bucket.deny} with input as _input(more, parameters)
}

_scope(more, parameters) := scope if {
	scope := {one.attributes | some one in unlocked_bucket.applies} with input as _input(more, parameters)
}

test_deny_each_flag_that_is_off if {
	off := object.union(_on, {"block_policy": false, "restrict_buckets": false})
	_cited({"public_access_block": off}, {}) == {[
		"public_access_block/block_policy",
		"public_access_block/restrict_buckets",
		"account_block",
	]}
}

test_allow_all_four if _cited({"public_access_block": _on}, {}) == set()

test_allow_what_is_not_written if _cited({}, {}) == set()

test_allow_what_the_account_refuses if {
	_cited({"public_access_block": object.union(_on, {"block_acls": false}), "account_block": _on}, {}) == set()
}

test_allow_what_the_settings_say_of_the_account if {
	_cited({"public_access_block": object.union(_on, {"block_acls": false})}, {"account_settings": _on}) == set()
}

test_deny_what_the_account_does_not_refuse if {
	off := object.union(_on, {"block_acls": false})
	_cited({"public_access_block": off, "account_block": off}, {}) == {[
		"public_access_block/block_acls",
		"account_block/block_acls",
	]}
}

test_deny_a_public_list if {
	_cited({"acl": "public-read"}, {}) == {["acl", "public_access_block/ignore_acls", "account_block"]}
}

test_allow_a_public_list_that_is_ignored if {
	_cited({"acl": "public-read", "public_access_block": _on}, {}) == set()
}

test_a_trigger_makes_it_a_functions if _scope({"triggers": ["Created"], "roles": ["Deploy"]}, {}) == {["triggers/0"]}

test_a_role_makes_it_a_functions if _scope({"roles": ["Deploy", "Worker"]}, {}) == {["roles/1/functions/0"]}

test_so_does_the_role_of_a_state_machine if _scope({"roles": ["Flow"]}, {}) == {["roles/0/state_machines/0"]}

test_a_role_that_no_function_has_does_not if _scope({"roles": ["Deploy"]}, {}) == set()

test_public_by_name if {
	every pattern in ["acme-*", "Photos", "acme-photos"] {
		_scope({"triggers": ["Created"]}, {"public_buckets": [pattern]}) == set()
	}
}

test_public_by_another_name if _scope({"triggers": ["Created"]}, {"public_buckets": ["site"]}) == {["triggers/0"]}

_beside(more) := found if {
	found := count(unlocked_bucket.deny) with input as object.union(
		_input(more, {}),
		{"config": object.union(_config({}), {"function_perimeter/open_event_source": {}})},
	)
}

test_leave_writing_to_what_triggers_a_function_to_another_policy if {
	open := {"acl": "public-read-write", "triggers": ["T"]}
	_beside(open) == 0
	_beside(object.union(open, {"triggers": []})) == 1
	_beside(object.union(open, {"acl": "public-read"})) == 1
	count(_cited(open, {})) == 1
	open_block := {"block_acls": false, "ignore_acls": false, "block_policy": true, "restrict_buckets": true}
	_beside(object.union(open, {"public_access_block": open_block})) == 1
	_beside(object.union(open, {"public_access_block": object.remove(open_block, ["block_acls"])})) == 2
}
