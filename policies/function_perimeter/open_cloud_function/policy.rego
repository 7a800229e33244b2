# METADATA
# title: Azure or GCP function open to everyone
# description: |
#   A function that everybody may call is found by whoever scans the addresses of the provider, and then only its code
#   stands between them and what it may do. On Google Cloud a role that is given to `allUsers`, or to everybody with any
#   Google account, which anybody can make (`allAuthenticatedUsers`), or a service that asks callers for no permission
#   opens it; and an address that is reached from the whole internet, as it is unless said otherwise, leaves nothing but
#   that permission before it. On Azure a function app is open that is reached from anywhere - its public address is not
#   switched off, no rule says which addresses are let in, it has no private endpoint - and does not turn away whoever
#   has not signed in; gravely so where one of its functions does not even ask for a key.
#   Reasonable to waive for a site or a webhook that is meant for the world and checks for itself whom it serves.
# related_resources:
#   - https://cloud.google.com/functions/docs/securing/authenticating
#   - https://cloud.google.com/run/docs/securing/ingress
#   - https://learn.microsoft.com/azure/azure-functions/functions-networking-options
#   - https://learn.microsoft.com/azure/app-service/overview-authentication-authorization
# custom:
#   severity: high
#   kind: [cloud_function, cloud_binding]
#   reads:
#     - address_rules
#     - grants
#     - grants/*/members
#   fix:
#     terraform: |
#       Google: give the invoker role to the service accounts that call it, and set `ingress_settings = "ALLOW_INTERNAL_ONLY"`
#       or `"ALLOW_INTERNAL_AND_GCLB"` (Cloud Run: `ingress = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"`). Azure:
#       `public_network_access_enabled = false` with an `azurerm_private_endpoint`, or `ip_restriction` blocks for those who
#       call it, or `auth_settings_v2` with `auth_enabled` and `require_authentication`.
package policies.function_perimeter.open_cloud_function

import data.lib.path
import data.lib.result

deny contains result.at(binding, [path.of(["grants", i, "members", j, "who"])], more) if {
	some binding in input.cloud_bindings
	some i, grant in binding.grants
	some j, member in grant.members
	not member.who == "somebody"
	more := {
		"severity": _severity(binding, grant),
		"detail": concat("", [_whom(member), " is given ", _role(grant)]),
	}
}

deny contains result.at(fn, ["authentication", "network", "http"], {"detail": "callers need no permission"}) if {
	some fn in input.cloud_functions
	not _ruled_out(fn)
	fn.provider == "google"
	fn.authentication == "none"
}

deny contains result.at(fn, ["network", "http"], more) if {
	some fn in input.cloud_functions
	not _ruled_out(fn)
	fn.provider == "google"
	not fn.authentication == "none"
	more := {"severity": "medium", "detail": "it is reached from the internet, and only a permission stands before it"}
}

deny contains result.at(app, array.concat(_deciding(app), [path.of(["http_triggers", i, "anonymous"]) | some i in keyless]), more) if {
	some app in input.cloud_functions
	not _ruled_out(app)
	app.provider == "azure"
	not app.authentication == "required"
	not count(app.private_endpoints) > 0
	not _only_some_are_let_in(app)
	keyless := [i | some i, trigger in app.http_triggers; trigger.anonymous == true]
	more := _gravity(app, keyless)
}

# What is declared elsewhere, what has no address, and what is reached from within only.
_ruled_out(fn) if fn.external == true

_ruled_out(fn) if fn.http == false

_ruled_out(fn) if fn.network in {"load_balancer", "internal"}

_only_some_are_let_in(app) if {
	app.address_default == "Deny"
	not _everyone_is_let_in(app)
}

# A rule for somebody shuts out the others, unless it is said that it does not.
_only_some_are_let_in(app) if {
	app.address_default == null
	some rule in app.address_rules
	rule.action == "Allow"
	not _everyone_is_let_in(app)
}

_everyone_is_let_in(app) if {
	some rule in app.address_rules
	not rule.action == "Deny"
	not rule.everyone == false
}

_deciding(app) := array.concat(
	["network", "authentication", "private_endpoints", "address_default", "address_rules"],
	[path.of(["address_rules", i, key]) | some i, _ in app.address_rules; some key in ["action", "everyone"]],
)

_gravity(_, keyless) := {
	"severity": "medium",
	"detail": "it is reached from the internet, and nobody has to sign in",
} if {
	count(keyless) == 0
}

_gravity(app, keyless) := {"detail": concat("", ["anyone may call ", concat(", ", names)])} if {
	count(keyless) > 0
	names := sort([_name(app.http_triggers[i]) | some i in keyless])
}

_name(trigger) := trigger.name if {
	is_string(trigger.name)
} else := "a function of it"

# Who may only look at it, or gets no further than a network, does less harm.
_severity(binding, grant) := "medium" if {
	grant.role in _looking
} else := "medium" if {
	input.cloud_functions[binding.function].network in {"load_balancer", "internal"}
} else := "high"

_looking := {"roles/browser", "roles/cloudfunctions.viewer", "roles/iam.securityReviewer", "roles/run.viewer", "roles/viewer"}

_whom(member) := "everyone" if {
	member.who == "everyone"
} else := "everyone with a Google account" if {
	member.who == "any_account"
} else := "somebody who is not known"

_role(grant) := grant.role if {
	is_string(grant.role)
} else := "a role"
