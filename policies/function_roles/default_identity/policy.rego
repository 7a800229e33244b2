# METADATA
# title: Function runs with a default or shared platform identity
# description: |
#   Functions that act as one identity have the permissions of each other, and one without an identity has to be given
#   passwords and keys instead. The service accounts that Google Cloud makes for a project (`…-compute@developer` and `…@appspot`) are what every
#   function gets that names none: all of them act as one, and it may often edit the whole project. A function app of Azure
#   that opens the storage of another with its key may put other code in its place. A slot shares what its app has.
#   Reasonable to waive for an app that calls nothing, and for apps that are one unit in all but name.
# related_resources:
#   - https://cloud.google.com/functions/docs/securing/function-identity
#   - https://learn.microsoft.com/azure/app-service/overview-managed-identity
#   - https://learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity
# custom:
#   severity: high
#   kind: cloud_function
#   reads:
#     - identity
#     - identities
#     - identities/*
#     - storage
#     - storage/account
#     - storage/by_key
#   fix:
#     terraform: |
#       Google: a `google_service_account` for each function, named in `service_account_email` (Cloud Run: `service_account`).
#       Azure: `identity { type = "SystemAssigned" }`, a storage account for each app, and
#       `storage_uses_managed_identity = true` instead of its key.
package policies.function_roles.default_identity

import data.lib.entity
import data.lib.path
import data.lib.result

deny contains result.at(fn, ["identity"], {"detail": detail}) if {
	some fn in input.cloud_functions
	not fn.external == true
	detail := _said[fn.identity]
}

deny contains result.at(fn, [path.of(["identities", i]), "slot_of"], {"detail": detail, "related": [other.related]}) if {
	some fn in input.cloud_functions
	some i, id in fn.identities
	other := _other(fn, _with_identity[id])
	detail := concat("", [other.name, " has the same identity"])
}

deny contains result.at(fn, ["storage/account", "storage/by_key", "slot_of"], more) if {
	some fn in input.cloud_functions
	not fn.storage.by_key == false
	other := _other(fn, _with_storage[fn.storage.account])
	detail := concat("", ["it opens the storage of ", other.name, " with a key"])
	more := {"detail": detail, "severity": "medium", "related": [other.related]}
}

_said := {
	"default": "it acts as a service account that the project gives to all that name none",
	"none": "it has no identity",
}

# The first that is neither the app nor one of its slots, of which there are no more than twenty, with what shows it.
_other(fn, holders) := others[0] if {
	others := [{"name": entity.label(input.cloud_functions[id]), "related": related} |
		some [_, unit, id, attribute] in array.slice(sort(holders), 0, 25)
		unit != _unit(fn)
		related := {"in": "cloud_functions", "id": id, "attributes": [attribute, "slot_of"]}
	]
}

# Whose slot it is comes last where it is not known.
_with_identity[id] contains [_open(fn), _unit(fn), fn.id, path.of(["identities", i])] if {
	some fn in input.cloud_functions
	some i, id in fn.identities
	is_string(id)
}

_with_storage[id] contains [_open(fn), _unit(fn), fn.id, "storage/account"] if {
	some fn in input.cloud_functions
	id := fn.storage.account
	is_string(id)
}

_open(fn) := 0 if {
	object.get(fn, "slot_of", "unknown") != "unknown"
} else := 1

# A slot stands in for its app.
_unit(fn) := fn.slot_of if {
	is_string(fn.slot_of)
} else := fn.id
