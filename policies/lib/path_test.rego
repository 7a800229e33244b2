package lib.path_test

import data.lib.path

test_indexes_and_keys_are_joined if {
	path.of(["statements", 0, "actions", 12]) == "statements/0/actions/12"
}

test_a_slash_inside_a_key_is_escaped if {
	path.of(["tags", "team/name~old"]) == "tags/team~1name~0old"
}
