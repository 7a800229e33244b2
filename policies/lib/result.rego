# METADATA
# title: Results
# description: The only maker of findings and scopes, so that every policy answers in the same shape.
package lib.result

# METADATA
# description: |
#   A finding on an entity. `attributes` are the paths that decide it; the first gives the place that is shown.
#   `more` may hold `detail`, `severity` and `related` (a list of `{in, id, attributes}`).
at(entity, attributes, more) := object.union(more, {
	"entity": {"in": entity["in"], "id": entity.id},
	"attributes": attributes,
})

# METADATA
# description: An entity that a policy applies to. `attributes` are the paths that decide that it does.
scope(entity, attributes) := {"in": entity["in"], "id": entity.id, "attributes": attributes}
