# METADATA
# title: Function URL without IAM authentication
# description: |
#   The address answers anyone on the internet who learns it, and every call is paid for: there is no gateway in front
#   that throttles, no authorizer, no firewall. Reasonable to waive for a webhook whose sender signs its requests and
#   whose code checks the signature before it does anything else.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
# custom:
#   severity: high
#   kind: function_url
#   reads:
#     - auth
#   fix:
#     cloudformation: Set `AuthType` to `AWS_IAM`, or serve the function through an API with an authorizer.
#     sam: Set `AuthType` of `FunctionUrlConfig` to `AWS_IAM`, or serve the function through an API with an authorizer.
#     terraform: Set `authorization_type` to `AWS_IAM`, or serve the function through an API with an authorizer.
package policies.function_perimeter.open_function_url

import data.lib.result

deny contains result.at(url, ["auth"], {}) if {
	some url in input.function_urls
	url.auth == "NONE"
}
