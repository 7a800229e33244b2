# METADATA
# title: Function URL without IAM authentication
# description: |
#   The address answers anyone on the internet who learns it, and every call is paid for: there is no gateway in front
#   that throttles, no authorizer, no firewall. Critical where the role of the function lets it write to a data store.
#   A distribution in front of the URL guards it only where the URL asks for IAM authentication and the distribution signs
#   its calls (origin access control): without that, the address of the URL still answers everybody.
#   Reasonable to waive for a webhook whose sender signs its requests and whose code checks the signature before it does
#   anything else; `allow_tag` names the tag that such functions carry.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
#   - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html
# custom:
#   severity: high
#   kind: function_url
#   reads:
#     - auth
#   fix:
#     cloudformation: |
#       Set `AuthType` to `AWS_IAM`, behind a distribution with origin access control if need be, or serve the
#       function through an API with an authorizer.
#     sam: |
#       Set `AuthType` of `FunctionUrlConfig` to `AWS_IAM`, behind a distribution with origin access control if need
#       be, or serve the function through an API with an authorizer.
#     terraform: |
#       Set `authorization_type` to `AWS_IAM`, behind a distribution with origin access control if need be, or serve
#       the function through an API with an authorizer.
#   parameters:
#     allow_tag:
#       type: string
#       pattern: '^$|^[^=]+=[^=]*$'
#       examples: [public=true]
#       default: ''
#       description: A tag, `public=true`, of functions that anyone may call. None by default.
package policies.function_perimeter.open_function_url

import data.lib.config
import data.lib.path
import data.lib.result

deny contains result.at(url, array.concat(["auth"], _tag), _more(url)) if {
	some url in input.function_urls
	url.auth == "NONE"
	not _allowed(url)
}

_allowed(url) if {
	[key, value] := split(_allow_tag, "=")
	input.functions[url.function].tags[key] == value
}

_allow_tag := config.get("function_perimeter/open_function_url").allow_tag

_tag := [path.of(["function", "tags", split(_allow_tag, "=")[0]])] if {
	_allow_tag != ""
} else := []

_more(url) := {"severity": "critical", "detail": detail} if {
	role := input.roles[input.functions[url.function].role]
	action := _writing[role.id]
	detail := concat("", ["whoever knows the address may call it, and its function may call ", action])
} else := {"detail": "whoever knows the address may call it"}

# The first action by which a role writes to a data store.
_writing[role.id] := found[0] if {
	some role in input.roles
	found := [action |
		some i, statement in role.statements
		statement.effect == "Allow"
		some action in statement.actions
		_writes[action]
	]
	count(found) > 0
}

_writes[action] if {
	some action, facts in input.actions
	facts.levels.write > 0
	split(lower(action), ":")[0] in {"*", "dynamodb", "rds-data", "redshift-data", "s3", "timestream"}
}
