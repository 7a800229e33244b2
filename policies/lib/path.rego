# METADATA
# title: Paths
# description: |
#   Paths to attributes are JSON pointers without the leading slash, relative to the entity.
package lib.path

# METADATA
# description: |
#   The path of these keys and indexes: `of(["statements", 0, "actions", 1])` is `statements/0/actions/1`.
#   `/` and `~` inside a key are escaped as in RFC 6901.
of(keys) := concat("/", [_segment(key) | some key in keys])

_segment(key) := format_int(key, 10) if {
	is_number(key)
} else := key if {
	is_string(key)
	not contains(key, "/")
	not contains(key, "~")
} else := replace(replace(key, "~", "~0"), "/", "~1")
