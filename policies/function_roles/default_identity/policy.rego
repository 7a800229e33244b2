# METADATA
# title: Function runs with a default or shared platform identity
# description: |
#   The service accounts that Google Cloud makes for a project (`…-compute@developer` and `…@appspot`) are what every
#   function gets that names none: all of them act as one, and it may often edit the whole project. A function app of Azure
#   without an identity of its own has to be given passwords and keys instead; apps that share one have the permissions of
#   each other, and an app that opens the storage of another with its key may put other code in its place. A slot shares
#   what its app has.
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
#     - storage
#     - storage/account
#     - storage/by_key
#   fix:
#     terraform: |
#       Google: a `google_service_account` for each function, named in `service_account_email` (Cloud Run: `service_account`).
#       Azure: `identity { type = "SystemAssigned" }`, a storage account for each app, and
#       `storage_uses_managed_identity = true` instead of its key.
package policies.function_roles.default_identity

import data.lib.path
import data.lib.result

deny contains result.at(fn, ["identity"], {"detail": detail}) if {
	some fn in input.cloud_functions
	not fn.external == true
	detail := _said[fn.identity]
}

deny contains result.at(fn, [path.of(["identities", i])], {"detail": "other apps have this identity too"}) if {
	some fn in input.cloud_functions
	some i, id in fn.identities
	count(_with_identity[id]) > 1
}

deny contains result.at(fn, ["storage/account", "storage/by_key"], {"detail": "other apps open this storage too", "severity": "medium"}) if {
	some fn in input.cloud_functions
	not fn.storage.by_key == false
	count(_with_storage[fn.storage.account]) > 1
}

_said := {
	"default": "it names no service account of its own",
	"none": "it has no identity",
}

_with_identity[id] contains _unit(fn) if {
	some fn in input.cloud_functions
	some id in fn.identities
}

_with_storage[id] contains _unit(fn) if {
	some fn in input.cloud_functions
	id := fn.storage.account
	is_string(id)
}

# A slot stands in for its app.
_unit(fn) := fn.slot_of if {
	is_string(fn.slot_of)
} else := fn.id
