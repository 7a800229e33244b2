# METADATA
# title: Function uses a deprecated runtime
# description: |
#   A deprecated runtime gets no more security updates, whatever is found in it. Some time later functions can no longer
#   be created with it, then not even be updated: the fix for an incident cannot be deployed, nor a lost stack restored.
#   Reasonable to waive for a while where the move is planned; give the waiver that date.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
# custom:
#   severity: high
#   kind: function
#   reads:
#     - runtime
#     - runtime_support
#     - runtime_support/create_blocked_on
#     - runtime_support/days_left
#   applies_reads:
#     - package_type
#   fix:
#     cloudformation: Move the code to a supported version of the language and set `Runtime` to it.
#     sam: Move the code to a supported version of the language and set `Runtime` to it, in Globals if it stands there.
#     terraform: Move the code to a supported version of the language and set `runtime` to it.
#   parameters:
#     warn_days:
#       type: integer
#       minimum: 0
#       default: 90
#       description: How many days before its deprecation a runtime is reported.
#     allowed_runtimes:
#       type: array
#       items:
#         type: string
#         pattern: '^[a-z][a-z0-9.]*$'
#         examples: [nodejs22.x]
#       default: []
#       description: The only runtimes that may be used; any that is supported where the list is empty.
package policies.failure_handling.deprecated_runtime

import data.lib.config
import data.lib.result

applies contains result.scope(fn, ["package_type"]) if {
	some fn in input.functions
	fn.package_type == "Zip"
}

deny contains result.at(fn, ["runtime", "runtime_support/create_blocked_on"], more) if {
	some fn in input.functions
	_blocked(fn.runtime_support)
	detail := concat("", [fn.runtime, ": no function can be created since ", fn.runtime_support.create_blocked_on])
	more := {"severity": "critical", "detail": detail}
}

deny contains result.at(fn, ["runtime", "runtime_support/days_left"], more) if {
	some fn in input.functions
	fn.runtime_support.days_left != null
	fn.runtime_support.days_left <= 0
	not _blocked(fn.runtime_support)
	detail := concat("", [fn.runtime, ": no security updates since ", fn.runtime_support.deprecated_on])
	more := {"severity": "high", "detail": detail}
}

deny contains result.at(fn, ["runtime", "runtime_support/days_left"], more) if {
	some fn in input.functions
	fn.runtime_support.days_left != null
	fn.runtime_support.days_left > 0
	fn.runtime_support.days_left <= config.get("failure_handling/deprecated_runtime").warn_days
	not _blocked(fn.runtime_support)
	detail := concat("", [fn.runtime, ": no security updates from ", fn.runtime_support.deprecated_on])
	more := {"severity": "medium", "detail": detail}
}

deny contains result.at(fn, ["runtime"], {"detail": concat("", [fn.runtime, " is not among the allowed runtimes"])}) if {
	some fn in input.functions
	allowed := config.get("failure_handling/deprecated_runtime").allowed_runtimes
	count(allowed) > 0
	fn.runtime != null
	not fn.runtime in allowed
}

# Dates compare as texts.
_blocked(support) if {
	support.create_blocked_on != null
	support.create_blocked_on <= substring(input.now, 0, 10)
}
