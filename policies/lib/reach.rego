# METADATA
# title: Reach
# description: |
#   Whether the resources of a statement hold an entity: a queue, a table, the objects of a bucket. An answer is an
#   object: `sure`, or else something that it cites is unknown; `paths`, which decide it, below the statement; `filter`,
#   which of `prefix` and `suffix` decide it too. The filter is an object that may hold them: only keys that pass count.
package lib.reach

import data.lib.keys
import data.lib.path

# METADATA
# description: |
#   The answers for the resources that are, or may be, the entity or some part of it.
some_of(statement, service, entity, filter) := {answer |
	some k, grant in statement.resources
	answer := _touches(grant, service, entity, filter, path.of(["resources", k]))
} | _beside(statement, service, entity)

# METADATA
# description: |
#   The answers for the resources that hold, or may hold, the entity as a whole: every key that passes the filter.
all_of(statement, service, entity, filter) := {answer |
	some k, grant in statement.resources
	answer := _holds(grant, service, entity, filter, path.of(["resources", k]))
} | _beside(statement, service, entity)

_touches(grant, service, entity, filter, at) := _answer(true, at, ["target", "path"], []) if {
	grant.target == entity
	service != "s3"
	grant.path == ""
} else := _answer(_known(filter, deciding), at, ["target", "path"], deciding) if {
	grant.target == entity
	service == "s3"
	startswith(grant.path, "/")
	pattern := substring(grant.path, 1, -1)
	not keys.disjoint(pattern, object.get(filter, "prefix", null), object.get(filter, "suffix", null))
	deciding := keys.deciding(pattern)
} else := _answer(false, at, ["target", "path"], []) if {
	grant.target == entity
	not _has_path(grant)
} else := _answer(false, at, ["target"], []) if {
	_may_be(grant, service, filter)
}

_holds(grant, service, entity, filter, at) := _answer(true, at, ["breadth"], []) if {
	grant.breadth == "all"
} else := _answer(true, at, ["target", "path"], []) if {
	grant.target == entity
	service != "s3"
	grant.path == ""
} else := _answer(_known(filter, deciding), at, ["target", "path"], deciding) if {
	grant.target == entity
	service == "s3"
	startswith(grant.path, "/")
	pattern := substring(grant.path, 1, -1)
	keys.holds(pattern, object.get(filter, "prefix", keys.head(pattern)))
	deciding := keys.deciding(pattern)
} else := _answer(false, at, ["target", "path"], []) if {
	grant.target == entity
	not _has_path(grant)
} else := _answer(false, at, ["target"], []) if {
	_may_be(grant, service, filter)
}

# Everything but what NotResource names.
_beside(statement, service, entity) := {{"sure": count(open) == 0, "paths": paths, "filter": []} |
	count(statement.not_resources) > 0
	not _named(statement.not_resources, entity)
	open := [k | some k, grant in statement.not_resources; _may_be(grant, service, {})]
	paths := array.concat(["not_resources"], [path.of(["not_resources", k, "target"]) | some k in open])
}

_named(grants, entity) if {
	some grant in grants
	grant.target == entity
	grant.path in {"", "/*"}
}

_has_path(grant) if is_string(grant.path)

# A pattern whose resources are not resolved, of the entity's service or of all services.
_may_be(grant, service, filter) if {
	object.get(grant, "target", "unknown") == "unknown"
	object.get(grant, "service", null) in {null, service}
	not _elsewhere(grant, service, filter)
}

# What lies below a resource is another thing: a stream, an index - or, in a bucket, keys that no filter lets pass.
_elsewhere(grant, service, _) if {
	service != "s3"
	startswith(grant.path, "/")
}

_elsewhere(grant, "s3", filter) if {
	startswith(grant.path, "/")
	pattern := substring(grant.path, 1, -1)
	keys.disjoint(pattern, object.get(filter, "prefix", null), object.get(filter, "suffix", null))
}

# The filter says, for each of these names, what it is or that there is none.
_known(filter, names) := count([name | some name in names; object.get(filter, name, false) == false]) == 0

_answer(sure, at, below, filter) := {
	"sure": sure,
	"paths": [concat("/", [at, key]) | some key in below],
	"filter": filter,
}
