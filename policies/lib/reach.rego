# METADATA
# title: Reach
# description: |
#   Whether the resources of a statement hold an entity: a queue, a table, the objects of a bucket. An answer is an
#   object: `sure`, or else something that it cites is unknown; `paths`, which decide it, below the statement; `filter`,
#   which of `prefix` and `suffix` decide it too; `name`, whether the name of the entity does. The filter is an object
#   that may hold them: only keys that pass count.
package lib.reach

import data.lib.covers
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
} else := _covering(grant, service, shown, at, filter) if {
	shown := _shown(grant, service, entity)
	not _elsewhere(grant, service, filter)
} else := _answer(false, at, ["target"], []) if {
	_may_be(grant, service, entity, filter)
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
	_holds_keys(grant, service, filter)
	deciding := keys.deciding(substring(grant.path, 1, -1))
} else := _answer(false, at, ["target", "path"], []) if {
	grant.target == entity
	not _has_path(grant)
} else := _covering(grant, service, shown, at, filter) if {
	shown := _shown(grant, service, entity)
	_holds_keys(grant, service, filter)
} else := _answer(false, at, ["target"], []) if {
	_may_be(grant, service, entity, filter)
}

# Everything but what NotResource names.
_beside(statement, service, entity) := {{"sure": count(open) == 0, "paths": paths, "filter": [], "name": false} |
	count(statement.not_resources) > 0
	not _is_named(statement.not_resources, service, entity)
	open := [k | some k, grant in statement.not_resources; _may_be(grant, service, entity, {})]
	paths := array.concat(["not_resources"], [path.of(["not_resources", k, "target"]) | some k in open])
}

_is_named(grants, _, entity) if {
	some grant in grants
	grant.target == entity
	grant.path in {"", "/*"}
}

_is_named(grants, service, entity) if {
	some grant in grants
	grant.path in {"", "/*"}
	object.get(grant, "account", "unknown") != "unknown"
	_shown(grant, service, entity)
}

_has_path(grant) if is_string(grant.path)

# A pattern whose resources are not resolved, of the entity's service or of all services.
_may_be(grant, service, entity, filter) if {
	_is_open(grant)
	object.get(grant, "service", null) in {null, service}
	not _elsewhere(grant, service, filter)
	not covers.excludes(grant, service, entity)
}

_is_open(grant) if object.get(grant, "target", "unknown") == "unknown"

# What shows that a pattern with wildcards covers the thing itself, not what lies below it; of a bucket, objects.
_shown(grant, service, entity) := covers.shown(grant, service, entity) if {
	_is_open(grant)
	_is_whole(grant, service)
}

_is_whole(_, "s3")

_is_whole(grant, service) if {
	service != "s3"
	grant.path == ""
}

_covering(grant, service, shown, at, filter) := object.union(answer, {"name": shown.name}) if {
	deciding := _deciding(grant, service)
	answer := _answer(_known(filter, deciding), at, array.concat(shown.paths, ["path"]), deciding)
}

_deciding(grant, "s3") := keys.deciding(substring(grant.path, 1, -1)) if {
	startswith(grant.path, "/")
} else := []

_deciding(_, service) := [] if service != "s3"

_holds_keys(_, service, _) if service != "s3"

_holds_keys(grant, "s3", _) if {
	grant.path == ""
	endswith(grant.text, "*")
}

_holds_keys(grant, "s3", filter) if {
	startswith(grant.path, "/")
	pattern := substring(grant.path, 1, -1)
	keys.holds(pattern, object.get(filter, "prefix", keys.head(pattern)))
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
	"name": false,
}
