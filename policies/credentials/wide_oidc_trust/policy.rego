# METADATA
# title: Deployment role trusts any repository through OIDC
# description: |
#   A provider of OpenID Connect signs tokens for everybody's pipelines, and only the subject tells whose it is: without a
#   condition on it, or with one that any organisation meets, whoever has an account there deploys with this role. A condition that any repository of one organisation meets is told as medium.
#   ForAllValues
#   does not count, for a token without the claim meets it. Looked at are GitHub, GitLab, Bitbucket, CircleCI, Buildkite and HCP Terraform; a pattern under StringEquals is no
#   pattern. Reasonable to waive for a role that may do nothing but read what the whole organisation may see.
# related_resources:
#   - https://docs.github.com/en/actions/security-for-github-actions/security-hardening-your-deployments/configuring-openid-connect-in-amazon-web-services
#   - https://docs.gitlab.com/ci/cloud_services/aws/
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
# custom:
#   severity: high
#   kind: role
#   reads:
#     - trust
#     - trust/*/principals
#     - trust/*/principals/*/issuer
#   applies_reads:
#     - trust
#     - trust/*/principals
#     - trust/*/principals/*/issuer
#   fix:
#     cloudformation: |
#       Name one repository and branch: `StringEquals: {token.actions.githubusercontent.com:sub:
#       repo:acme/shop:ref:refs/heads/main}`, or `StringLike` with `repo:acme/shop:*`.
#     terraform: |
#       Name one repository and branch: a condition `StringEquals` on `token.actions.githubusercontent.com:sub` with
#       `repo:acme/shop:ref:refs/heads/main`, or `StringLike` with `repo:acme/shop:*`.
package policies.credentials.wide_oidc_trust

import data.lib.iam
import data.lib.path
import data.lib.result

applies contains result.scope(role, [path.of(["trust", i, "principals", j, "issuer"])]) if {
	some role in input.roles
	some i, statement in role.trust
	some j, principal in statement.principals
	_pipelines(principal.issuer)
}

deny contains result.at(role, cited, {"detail": detail, "severity": _severities[rank]}) if {
	some role in input.roles
	some i, statement in role.trust
	iam.may_allow(statement)
	some j, principal in statement.principals
	pipelines := _pipelines(principal.issuer)
	conditions := _conditions(statement, pipelines.host)
	rank := min({pipelines.otherwise} | {condition.rank | some condition in conditions})
	rank > 0
	detail := concat("", [_details[rank], _missing(statement, pipelines.host)])
	below := array.flatten([
		[one | some condition in conditions; some one in condition.values],
		[path.of(["principals", j, "issuer"]), "conditions", "effect"],
		[path.of(["conditions", c, part]) | some c, _ in statement.conditions; some part in ["key", "operator"]],
	])
	cited := [concat("/", ["trust", format_int(i, 10), one]) | some one in below]
}

_details := {
	1: "more than one repository of an organisation may assume it",
	2: "repositories of any organisation may assume it",
}

# ForAllValues is met by a token that does not say whose it is, too.
_missing(statement, host) := ", for a token without the claim meets ForAllValues" if {
	some condition in statement.conditions
	startswith(lower(condition.operator), "forallvalues:")
	startswith(condition.key, concat("", [lower(host), ":"]))
} else := ""

_severities := {1: "medium", 2: "high"}

# How wide a condition is: 0 for one repository, 1 for one organisation, 2 for all. What is not known may be all.
_conditions(statement, host) := {{"rank": rank, "values": values} |
	some c, condition in statement.conditions
	operator := trim_prefix(lower(condition.operator), "foranyvalue:")
	operator in {"stringequals", "stringequalsignorecase", "stringlike"}
	startswith(condition.key, concat("", [lower(host), ":"]))
	claim := substring(condition.key, count(host) + 1, -1)
	claim in {"sub", "repository", "repository_id", "repository_owner", "repository_owner_id", "job_workflow_ref"}
	rank := max([_rank(host, claim, operator, value) | some value in condition.values])
	values := [path.of(["conditions", c, "values", v]) | some v, _ in condition.values]
}

# Who signs, and how wide a trust is that says nothing of the subject: some providers are an organisation's own.
_pipelines(issuer) := {"host": issuer, "otherwise": 2} if _is_shared(issuer)

_pipelines(issuer) := {"host": issuer, "otherwise": 1} if {
	some prefix in ["oidc.circleci.com/org/", "api.bitbucket.org/", "token.actions.githubusercontent.com/"]
	startswith(issuer, prefix)
}

_is_shared(issuer) if issuer in {
	"token.actions.githubusercontent.com",
	"agent.buildkite.com",
	"app.terraform.io",
	"gitlab.com",
}

_is_shared(issuer) if startswith(issuer, "gitlab.")

_rank(_, _, _, value) := 2 if not is_string(value)

_rank(host, claim, operator, value) := rank if {
	is_string(value)
	parts := _owner_and_repository(host, claim, value)
	rank := _width(parts, operator)
} else := 2 if is_string(value)

_width([owner, repository], operator) := 0 if {
	not _wild(owner, operator)
	not _wild(repository, operator)
} else := 1 if {
	not _wild(owner, operator)
} else := 2

_wild(text, "stringlike") if regex.match(`[*?]`, text)

_wild("", _)

# The organisation and the repository that a claim names; undefined where it names none.
_owner_and_repository(host, "sub", value) := _of_subject(host, value)

_owner_and_repository(_, "repository", value) := _cut(value)

_owner_and_repository(_, "job_workflow_ref", value) := _of_workflow(value)

_owner_and_repository(_, "repository_id", value) := ["id", value]

_owner_and_repository(_, "repository_owner", value) := [value, ""]

_owner_and_repository(_, "repository_owner_id", value) := [value, ""]

_of_subject(host, value) := _cut(split(after, ":")[0]) if {
	some prefix in ["repo:", "repository:", "project_path:"]
	startswith(value, prefix)
	after := substring(value, count(prefix), -1)
} else := _of_workflow(trim_prefix(value, "job_workflow_ref:")) if {
	startswith(value, "job_workflow_ref:")
} else := [split(value, ":")[1], ""] if {
	some prefix in ["repository_owner:", "repository_owner_id:"]
	startswith(value, prefix)
} else := ["id", split(value, ":")[1]] if {
	startswith(value, "repository_id:")
} else := [fields[1], array.concat(fields, ["", ""])[3]] if {
	startswith(value, "organization:")
	fields := _below_workspace(split(value, ":"))
} else := ["own", _project(value)] if {
	startswith(host, "oidc.circleci.com")
} else := ["own", value] if startswith(host, "api.bitbucket.org/")

# `acme/shop/.github/workflows/deploy.yml@refs/heads/main`
_of_workflow(value) := array.slice(array.concat(split(value, "/"), [""]), 0, 2)

# `organization:acme:project:web:workspace:prod:…`, `organization:acme:pipeline:shop:…`
_below_workspace(fields) := array.concat(array.slice(fields, 0, 2), array.slice(fields, 4, count(fields))) if {
	fields[2] == "project"
} else := fields

# `org/…/project/…/user/…`
_project(value) := array.concat(split(value, "/"), ["", "", ""])[3]

# `acme/shop`. A parameter may hold both.
_cut(text) := [split(text, "/")[0], substring(text, indexof(text, "/") + 1, -1)] if {
	contains(text, "/")
} else := [text, text] if {
	contains(text, "${")
} else := [_open(text), ""]

# Without a slash a pattern goes on into any organisation that begins so.
_open(text) := text if {
	not contains(text, "*")
} else := "*"
