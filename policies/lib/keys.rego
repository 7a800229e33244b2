# METADATA
# title: Object keys
# description: Which keys of a bucket a resource pattern and a notification filter have in common.
package lib.keys

# METADATA
# description: |
#   The literal beginning of a key pattern - `head("thumbs/*.png")` is `thumbs/`. Wildcards are `*`, `?` and `${…}`.
head(pattern) := _pieces(pattern)[0]

# METADATA
# description: The literal end of a key pattern - `tail("thumbs/*.png")` is `.png`.
tail(pattern) := pieces[count(pieces) - 1] if pieces := _pieces(pattern)

# METADATA
# description: |
#   No key both fits the pattern and passes a filter by prefix and suffix. A null prefix or suffix lets every key pass.
#   `disjoint("thumbs/*", "uploads/", null)`.
disjoint(pattern, prefix, _) if {
	is_string(prefix)
	not startswith(head(pattern), prefix)
	not _may_go_on(pattern, startswith(prefix, head(pattern)))
}

disjoint(pattern, _, suffix) if {
	is_string(suffix)
	not endswith(tail(pattern), suffix)
	not _may_go_on(pattern, endswith(suffix, tail(pattern)))
}

# METADATA
# description: Every key with the prefix (null for every key) fits the pattern - `holds("up*", "uploads/")`.
holds(pattern, prefix) if {
	pattern == concat("", [head(pattern), "*"])
	startswith(_text(prefix), head(pattern))
}

# METADATA
# description: Which of `prefix` and `suffix` of a filter matter to the pattern - none of them to `*`.
deciding(pattern) := [name | some name, end in {"prefix": head(pattern), "suffix": tail(pattern)}; end != ""]

_text(prefix) := prefix if {
	is_string(prefix)
} else := ""

# A pattern with a wildcard may go on as the filter wants where it has begun so; a literal key has ended.
_may_go_on(pattern, begun) if {
	begun
	count(_pieces(pattern)) > 1
}

_pieces(pattern) := split(strings.replace_n({"?": "*", "${": "*", "}": "*"}, pattern), "*")
