# METADATA
# title: Findings of all policies
# description: |
#   The one entry point. It runs the policies of `input.selected`, names by practice. Of its results, a finding has an
#   `entity`; a scope, which says that a policy applies, has `in` and `id`.
package main

# METADATA
# entrypoint: true
findings := array.concat(
	[object.union(finding, {"policy": concat("/", [practice, name])}) |
		some practice, names in input.selected
		some name in names
		some finding in data.policies[practice][name].deny
	],
	[object.union(scope, {"policy": concat("/", [practice, name])}) |
		some practice, names in input.selected
		some name in names
		some scope in data.policies[practice][name].applies
	],
)
