# METADATA
# title: Tracing not enabled
# description: |
#   Without a trace nobody can say where a request that failed or took long has been, which function passed it on, or
#   which call nobody expected. Functions that another tracer watches pass: by its layer or its variables. So do functions
#   that run at the edge, where the service has no tracing.
#   Reasonable to waive for a function that nothing calls in a chain, such as a nightly clean-up that logs what it did.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
#   - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html
# custom:
#   severity: low
#   kind: function
#   reads:
#     - tracing/mode
#   fix:
#     cloudformation: |
#       Set `TracingConfig: {Mode: Active}` and let the role put traces (AWSXRayDaemonWriteAccess).
#     sam: |
#       Set `Tracing: Active`, best under Globals; SAM adds the permission to the role.
#     terraform: |
#       Add `tracing_config { mode = "Active" }` and let the role put traces (AWSXRayDaemonWriteAccess).
#   parameters:
#     tracing_provider:
#       type: object
#       properties:
#         layers:
#           type: array
#           items: {type: string, minLength: 1}
#         environment:
#           type: array
#           items:
#             type: string
#             pattern: '^[A-Za-z_][A-Za-z0-9_]*$'
#             examples: [DD_TRACE_ENABLED]
#       additionalProperties: false
#       description: |
#         How other tracers show - `layers`, texts that `:layer:` with the layer's name contains, and `environment`, names of variables.
#       default:
#         layers:
#           - ":layer:aws-otel-"
#           - ":layer:AWSOpenTelemetryDistro"
#           - ":layer:opentelemetry-"
#           - ":layer:Datadog-"
#           - ":layer:dd-trace-"
#           - ":layer:Dynatrace_"
#           - ":layer:NewRelic"
#           - ":layer:lumigo-"
#           - ":layer:elastic-apm-"
#         environment:
#           - AWS_LAMBDA_EXEC_WRAPPER
#           - DD_TRACE_ENABLED
#           - DT_TENANT
#           - ELASTIC_APM_LAMBDA_APM_SERVER
#           - LUMIGO_TRACER_TOKEN
#           - NEW_RELIC_ACCOUNT_ID
#           - OTEL_EXPORTER_OTLP_ENDPOINT
#           - OTEL_SERVICE_NAME
package policies.observability.no_tracing

import data.lib.config
import data.lib.path
import data.lib.result

deny contains result.at(fn, cited, {"detail": "its requests are not traced"}) if {
	some fn in input.functions
	not fn.tracing.mode == "Active"
	not _runs_at_edge(fn)
	provider := config.get("observability/no_tracing").tracing_provider
	not _has_layer(fn, object.get(provider, "layers", []))
	not _has_variable(fn, object.get(provider, "environment", []))
	layers := [path.of(["layers", i, "name"]) | some i, _ in fn.layers]
	cited := array.flatten(["tracing/mode", "layers", "environment", layers, _where_it_runs(fn)])
}

# Of a function whose tracing is not known nothing more needs to be.
_where_it_runs(fn) := array.concat(
	["triggers"],
	[path.of(["triggers", i, "mechanism"]) | some i, _ in fn.triggers],
) if {
	is_string(fn.tracing.mode)
} else := []

_runs_at_edge(fn) if {
	some id in fn.triggers
	input.triggers[id].mechanism == "edge"
}

_has_layer(fn, known) if {
	some id in fn.layers
	arn := concat(":", ["", "layer", input.layers[id].name])
	some part in known
	contains(lower(arn), lower(part))
}

_has_variable(fn, known) if {
	some name in known
	fn.environment[name]
}
