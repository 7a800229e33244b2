package lib.template_test

import data.lib.template

test_the_first_without_a_scope if {
	template.unscoped([{"breadth": "exact"}, {"breadth": "prefix", "literal": 0}, {"breadth": "type"}]) == 2
	template.unscoped([{"breadth": "exact"}, {"breadth": "prefix", "literal": 3}]) == 1
}

test_one_that_is_not_known_may_have_none if template.unscoped([{"breadth": "exact"}, {}]) == 1

test_each_has_one if not template.unscoped([{"breadth": "exact"}, {"breadth": "prefix", "literal": 4}])
