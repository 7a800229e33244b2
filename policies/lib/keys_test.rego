package lib.keys_test

import data.lib.keys

test_head_and_tail_are_literal if {
	keys.head("thumbs/*.png") == "thumbs/"
	keys.tail("thumbs/*.png") == ".png"
	keys.head("*") == ""
	keys.head("home/${aws:username}/*") == "home/"
	keys.tail("home/${aws:username}") == ""
	keys.head("report.csv") == "report.csv"
}

test_other_prefixes_are_disjoint if {
	keys.disjoint("thumbs/*", "uploads/", null)
	keys.disjoint("uploads.csv", "uploads/", null)
}

test_a_prefix_within_the_other_is_not_disjoint if {
	not keys.disjoint("up*", "uploads/", null)
	not keys.disjoint("uploads/new/*", "uploads/", null)
	not keys.disjoint("*", "uploads/", null)
}

test_other_suffixes_are_disjoint if {
	keys.disjoint("*.png", null, ".jpg")
	not keys.disjoint("*.png", null, "g")
	not keys.disjoint("*g", null, ".jpg")
}

test_without_a_filter_nothing_is_disjoint if {
	not keys.disjoint("thumbs/*", null, null)
	not keys.disjoint("thumbs/*", "", "")
}

test_a_pattern_holds_every_key_below_its_head if {
	keys.holds("*", null)
	keys.holds("up*", "uploads/")
	not keys.holds("uploads/*", null)
	not keys.holds("uploads/*.png", "uploads/")
}

test_only_literal_ends_decide if {
	keys.deciding("*") == []
	keys.deciding("thumbs/*") == ["prefix"]
	keys.deciding("thumbs/*.png") == ["prefix", "suffix"]
}
