# METADATA
# title: What a pattern covers
# description: |
#   Whether a resource pattern with wildcards covers an entity of the stack, as far as names tell: `*`, all of a type, or
#   a beginning that the entity's name has. A region that is written out is taken for the one deployed to.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
package lib.covers

import data.lib.keys

# METADATA
# description: |
#   What shows that the pattern covers an entity of a service, or something in it: `paths`, below the pattern, and `name`
#   where the name of the entity shows it, too. Undefined where it does not cover it, or where that is not known.
shown(grant, _, _) := {"paths": ["breadth"], "name": false} if grant.breadth == "all"

shown(grant, service, entity) := {"paths": ["text", "account"], "name": name} if {
	not grant.account == "foreign"
	pattern := _names(grant, service)
	name := _by_name(pattern, _within(grant, service), entity)
}

# METADATA
# description: |
#   The pattern is known to cover neither the entity nor anything in it. Whoever acts on it cites nothing: where it is not
#   known, the pattern is neither excluded nor shown.
excludes(grant, _, _) if grant.account == "foreign"

excludes(grant, service, entity) if {
	name := _name(entity)
	not _may_fit(_names(grant, service), _within(grant, service), name)
	is_string(_names(grant, service))
}

# Everything of the service, or the name fits. A bucket is written to where what may follow its name fits, too.
_by_name("*", _, _) := false

_by_name(pattern, after, entity) if {
	pattern != "*"
	glob.match(pattern, null, concat("", [_name(entity), after]))
}

# A star goes on into the keys of a bucket.
_may_fit(pattern, "", name) if glob.match(pattern, null, name)

_may_fit(pattern, "/", name) if startswith(name, keys.head(pattern))

_within(grant, service) := "/" if {
	service == "s3"
	grant.path == ""
} else := ""

# What the pattern says of names, without what stands before and behind them. Undefined where that is not known.
_names(grant, service) := pattern if {
	grant.service == service
	parts := split(grant.text, ":")
	count(parts) == 6
	pattern := _cut(service, parts[5])
	not contains(pattern, "${")
}

_cut("s3", resource) := split(resource, "/")[0]

_cut("dynamodb", resource) := _below("table/", resource)

_cut("kinesis", resource) := _below("stream/", resource)

_cut(service, resource) := resource if not service in {"dynamodb", "kinesis", "s3"}

_below(_, "*") := "*"

_below(before, resource) := substring(resource, count(before), -1) if startswith(resource, before)

_name(entity) := name if {
	name := input[entity["in"]][entity.id].name
	is_string(name)
}
