# METADATA
# title: Principals
# description: |
#   Whom a statement of a resource or trust policy speaks of. What is not known counts as possible: whoever acts on a
#   `may…` answer cites what decides it.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
package lib.principal

import data.lib.path

# METADATA
# description: The principal is, or may be, a service.
may_be_service(principal) if not _is_of(principal, {"AWS", "CanonicalUser", "Federated"})

# METADATA
# description: The principal is, or may be, an account or an identity in one.
may_be_identity(principal) if not _is_of(principal, {"CanonicalUser", "Federated", "Service"})

_is_of(principal, types) if principal.type in types

# METADATA
# description: |
#   The short name of a service - `logs` of `logs.amazonaws.com`, of `logs.eu-west-1.amazonaws.com` and of
#   `logs.amazonaws.com.cn`. Undefined for other principals.
service(principal) := split(principal.text, ".")[0] if principal.type == "Service"

# METADATA
# description: |
#   The account is, or may be, neither the one deployed to nor one of the trusted. Of a principal, or of what a condition
#   names; what names no account, or any, is not meant.
may_be_foreign(whom, trusted) if not _is_trusted(whom, trusted)

_is_trusted(whom, _) if whom.account in {"own", "any", null}

_is_trusted(whom, trusted) if whom.account_id in trusted

# METADATA
# description: |
#   The paths below a statement that decide whether its conditions limit it: the list, and of each whether it narrows.
narrowing(statement) := array.concat(
	["conditions"],
	[path.of(["conditions", c, "narrows"]) | some c, _ in statement.conditions],
)

# METADATA
# description: Some condition limits the statement, or may.
may_be_narrowed(statement) if {
	some condition in statement.conditions
	not condition.narrows == false
}

# METADATA
# description: Paths below an element of a list of the entity - `below(["statements", 2], ["effect"])`.
below(at, paths) := [concat("/", [path.of(at), inner]) | some inner in paths]
