# METADATA
# title: Azure or GCP function over HTTP or old TLS
# description: |
#   What is sent over plain HTTP, keys and sign-ins among it, is read and changed by everybody on the way, and versions of
#   TLS before 1.2 have known ways to break them. A function app of Azure and a function of the first generation on Google
#   Cloud answer plain HTTP unless they are told otherwise; functions of the second generation and services of Cloud Run
#   send it on to HTTPS on their own, and what only events start has no address.
#   Reasonable to waive for devices that know nothing newer and cannot be replaced, if what they send is signed.
# related_resources:
#   - https://cloud.google.com/functions/docs/writing/write-http-functions#security_levels
#   - https://learn.microsoft.com/azure/app-service/configure-ssl-bindings
# custom:
#   severity: high
#   kind: cloud_function
#   reads:
#     - https
#     - minimum_tls
#   fix:
#     terraform: |
#       Azure: `https_only = true`, and `minimum_tls_version = "1.2"` in `site_config`. Google:
#       `https_trigger_security_level = "SECURE_ALWAYS"`, or `google_cloudfunctions2_function`.
package policies.transport_security.insecure_cloud_function

import data.lib.result

deny contains result.at(fn, ["https", "http"], {"detail": "it answers plain HTTP"}) if {
	some fn in input.cloud_functions
	not fn.external == true
	not fn.http == false
	fn.https == "optional"
}

deny contains result.at(fn, ["minimum_tls"], {"detail": concat("", ["it takes TLS ", fn.minimum_tls])}) if {
	some fn in input.cloud_functions
	not fn.external == true
	fn.minimum_tls in {"1", "1.0", "1.1"}
}
