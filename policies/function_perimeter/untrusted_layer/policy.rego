# METADATA
# title: Layer or extension from an untrusted account
# description: |
#   A layer is code that runs in the function, before and beside its own, with all its permissions and secrets; an
#   extension goes on running beside it. Who publishes it decides what the next version does. Trusted are the account
#   deployed to, the accounts from which AWS itself publishes layers (Powertools, Lambda Insights, OpenTelemetry, the
#   extensions for parameters, secrets and configuration), and those that `trusted_layer_accounts` names. Which account is
#   yours is known with `--account`. A layer of the stack that everybody may use is reported by
#   function_perimeter/public_invoke.
#   Reasonable to waive for a vendor whose layers are reviewed and pinned to a version.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-extensions.html
# custom:
#   severity: high
#   kind: function
#   reads:
#     - layers
#   fix: |
#     Publish a reviewed copy of the layer in an account of yours, or name the publisher's account in
#     `trusted_layer_accounts`.
#   parameters:
#     trusted_layer_accounts:
#       type: array
#       items:
#         type: string
#         pattern: '^[0-9]{12}$'
#         examples: ['123456789012']
#       default: []
#       description: Numbers of accounts, as texts, that layers may come from beside your own and those of AWS.
package policies.function_perimeter.untrusted_layer

import data.lib.aws_layers
import data.lib.config
import data.lib.path
import data.lib.result

deny contains result.at(fn, cited, {"detail": detail}) if {
	some fn in input.functions
	some i, id in fn.layers
	_may_be_untrusted(id)
	cited := [path.of(["layers", i]), path.of(["layers", i, "account"]), path.of(["layers", i, "whose"])]
	detail := concat("", ["a layer of ", _account(id)])
}

_may_be_untrusted(id) if not _is_trusted(input.layers[id])

_is_trusted(layer) if layer.account in _trusted

_is_trusted(layer) if layer.whose in {"own", null}

_trusted := aws_layers.accounts | {account |
	some account in config.get("function_perimeter/untrusted_layer").trusted_layer_accounts
}

_account(id) := concat(" ", ["account", input.layers[id].account]) if {
	is_string(input.layers[id].account)
} else := "an account that is not known"
