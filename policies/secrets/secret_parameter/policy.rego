# METADATA
# title: Template parameter or variable exposes a secret
# description: |
#   What a parameter is given is shown to everyone who may describe the stack, and written into plans and logs, unless it
#   is declared to be hidden (`NoEcho`, `sensitive`). A default is in version control, and is deployed wherever nobody
#   gives another value. An output shows even a hidden value. A parameter counts that is called like a secret, or that is
#   given to something that is: `MasterUserPassword: !Ref Passphrase`. Its type, its description, its allowed values or its
#   default may tell that it is the name or the path of a secret, which is none.
#   A default that a service's own format gives away is reported where it is used (literal_secret, embedded_secret).
#   Reasonable to waive for a parameter that takes the key of a public client.
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
#   - https://developer.hashicorp.com/terraform/language/values/variables#suppressing-values-in-cli-output
# custom:
#   severity: medium
#   kind: input_parameter
#   reads:
#     - sensitive
#     - shown_in
#     - shown_in/*
#   applies_reads:
#     - name
#     - secret_uses
#   fix:
#     terraform: |
#       Declare the variable with `sensitive = true` and without a default. Better, take the ARN of a secret and read it from
#       the store.
#     cloudformation: |
#       Declare the parameter with `NoEcho: true` and without `Default`, and show it in no output. Better, take the value from
#       a secret: `{{resolve:secretsmanager:…}}`.
#   parameters:
#     name_pattern:
#       type: string
#       format: regex
#       minLength: 1
#       default: '(?i)(?:passwo?r?d|passwd|passphrase|pwd|(?:^|[-_./ ])pass|secret|(?:auth|access|api|bearer|oauth2?|bot|refresh|session|security|webhook|id|jwt|github|gitlab|slack|npm|sonar|vault|deploy|^|[-_./ a-z])[-_. ]?token|credentials?|(?:api|access|private|secret|signing|encryption|master|shared|account|storage|webhook|hmac|jwt|auth)[-_. ]?key)(?:[-_. ]?[0-9]{1,2}|[-_. ]?value|[-_. ](?:prod|dev|test|stage|staging))?$'
#       description: A regular expression for the names of secrets.
package policies.secrets.secret_parameter

import data.lib.config
import data.lib.result
import data.lib.secret

applies contains result.scope(parameter, _evidence(parameter)) if {
	some parameter in input.input_parameters
	_is_secret(parameter)
}

deny contains result.at(parameter, [fault.path], {"detail": detail}) if {
	some parameter in input.input_parameters
	_is_secret(parameter)
	fault := _fault(parameter)
	detail := concat(" ", [object.get(parameter, "name", parameter.id), fault.detail])
}

_is_secret(parameter) if {
	_evidence(parameter)
	not _is_no_text(parameter)
	not _tells_where(parameter)
}

# By its name, or by what it is given to.
_evidence(parameter) := ["name"] if {
	_named[parameter.name]
} else := ["secret_uses/0/name"] if {
	count(parameter.secret_uses) > 0
}

_named contains name if {
	all := {parameter.name | some parameter in input.input_parameters}
	some name in secret.names(all, config.get("secrets/secret_parameter").name_pattern)
}

_fault(parameter) := {"path": "default/form", "detail": "has a default"} if {
	_has_default(parameter)
} else := {"path": "sensitive", "detail": "is not hidden"} if {
	object.get(parameter, "sensitive", false) == false
} else := {"path": "shown_in/0", "detail": concat(" ", ["is shown by the output", parameter.shown_in[0]])} if {
	count(parameter.shown_in) > 0
}

# What its form gives away is reported where it is used.
_has_default(parameter) if {
	object.get(parameter["default"], "secret", null) == null
	secret.is_value(parameter.name, parameter["default"].form)
}

_has_default(parameter) if parameter["default"].secret.detector == "named_value"

_has_default(parameter) if {
	is_object(parameter["default"])
	object.get(parameter["default"], "form", "unknown") == "unknown"
}

_is_no_text(parameter) if not _may_hold_text(object.get(parameter, "type", "unknown"))

_is_no_text(parameter) if count(parameter.allowed_values) > 0

_may_hold_text(null)

_may_hold_text(type) if type in {"unknown", "String", "CommaDelimitedList", "string", "any", "list", "set", "map", "object", "tuple"}

# Its default or its description says that it is the name of a secret, or where it is kept.
_tells_where(parameter) if parameter["default"].form in {"location", "name", "flag", "number", "expression"}

_tells_where(parameter) if {
	regex.match(`(?i)\b(?:arn|name|path|id|identifier|location)s?\b.{0,24}\b(?:secret|password|token|credential|key|parameter)|\b(?:secret|token|credentials?|key|parameter)(?:'s)?\s+(?:arn|name|path|id)\b|whether|\barns?\b`, parameter.description)
}
