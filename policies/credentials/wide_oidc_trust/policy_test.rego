package policies.credentials.wide_oidc_trust_test

import data.policies.credentials.wide_oidc_trust

_severities(issuer, conditions) := severities if {
	severities := {finding.severity | some finding in wide_oidc_trust.deny} with input.roles as {"Deploy": {
		"id": "Deploy",
		"in": "roles",
		"trust": [{
			"effect": "Allow",
			"principals": [{"type": "Federated", "issuer": issuer}],
			"conditions": conditions,
		}],
	}}
}

_github := "token.actions.githubusercontent.com"

_on(issuer, claim, operator, values) := [{
	"key": concat(":", [issuer, claim]),
	"operator": operator,
	"values": values,
}]

_github_subject(operator, value) := _severities(_github, _on(_github, "sub", operator, [value]))

test_deny_without_conditions if _severities(_github, []) == {"high"}

test_deny_with_the_audience_alone if {
	_severities(_github, _on(_github, "aud", "StringEquals", ["sts.amazonaws.com"])) == {"high"}
}

test_deny_any_organisation if {
	every value in ["*", "repo:*", "repo:*/*", "repo:acme*", "repo:acme-*/shop:*", "ref:refs/heads/main", "environment:*"] {
		_github_subject("StringLike", value) == {"high"}
	}
}

test_deny_any_repository_of_an_organisation if {
	every value in ["repo:acme/*", "repo:acme/shop-*:ref:refs/heads/main", "repo:acme/*:*", "repository_owner:acme:*"] {
		_github_subject("StringLike", value) == {"medium"}
	}
}

test_allow_one_repository if {
	every value in ["repo:acme/shop:*", "repo:acme/shop:ref:refs/heads/*", "repo:${Org}/${Repo}:*", "repo:${Repo}:*"] {
		_github_subject("StringLike", value) == set()
	}
	_github_subject("StringEquals", "repo:acme/shop:environment:prod") == set()
	_github_subject("ForAnyValue:StringLike", "repo:acme/shop:*") == set()
}

test_a_condition_that_may_be_absent_limits_nothing if {
	every operator in ["StringLikeIfExists", "ForAllValues:StringLike", "StringNotLike", "Null"] {
		_github_subject(operator, "repo:acme/shop:*") == {"high"}
	}
}

test_the_widest_of_several_values_counts if {
	values := ["repo:acme/shop:*", "repo:acme/*"]
	_severities(_github, _on(_github, "sub", "StringLike", values)) == {"medium"}
}

test_the_narrowest_of_several_conditions_counts if {
	subject := _on(_github, "sub", "StringLike", ["repo:acme/*"])
	workflow := _on(_github, "job_workflow_ref", "StringLike", ["acme/shop/.github/workflows/deploy.yml@*"])
	_severities(_github, array.concat(subject, workflow)) == set()
}

test_a_value_that_is_not_known_may_be_any if {
	findings := {finding.attributes[0] | some finding in wide_oidc_trust.deny} with input.roles as {"Deploy": {
		"id": "Deploy",
		"in": "roles",
		"trust": [{
			"effect": "Allow",
			"principals": [{"type": "Federated", "issuer": _github}],
			"conditions": _on(_github, "sub", "StringLike", [{}]),
		}],
	}}
	findings == {"trust/0/conditions/0/values/0"}
}

test_gitlab if {
	_severities("gitlab.com", []) == {"high"}
	_severities("gitlab.acme.example", _on("gitlab.acme.example", "sub", "StringLike", ["project_path:acme/*"])) == {"medium"}
	_severities("gitlab.com", _on("gitlab.com", "sub", "StringLike", ["project_path:acme/shop:*"])) == set()
	_severities("gitlab.com", _on("gitlab.com", "sub", "StringLike", ["project_path:*"])) == {"high"}
}

test_hcp_terraform if {
	host := "app.terraform.io"
	_severities(host, _on(host, "sub", "StringLike", ["organization:*:project:*"])) == {"high"}
	_severities(host, _on(host, "sub", "StringLike", ["organization:acme:*"])) == {"medium"}
	_severities(host, _on(host, "sub", "StringLike", ["organization:acme:project:web:workspace:prod:*"])) == set()
}

test_buildkite if {
	host := "agent.buildkite.com"
	_severities(host, _on(host, "sub", "StringLike", ["organization:acme:*"])) == {"medium"}
	_severities(host, _on(host, "sub", "StringLike", ["organization:acme:pipeline:shop:*"])) == set()
}

test_providers_of_one_organisation if {
	host := "oidc.circleci.com/org/0123"
	_severities(host, []) == {"medium"}
	_severities(host, _on(host, "sub", "StringLike", ["org/0123/project/4567/user/*"])) == set()
}

test_others_do_not_deploy if {
	every issuer in ["cognito-identity.amazonaws.com", "oidc.eks.eu-central-1.amazonaws.com/id/0123", null] {
		_severities(issuer, []) == set()
	}
}

_details(conditions) := details if {
	details := {finding.detail | some finding in wide_oidc_trust.deny} with input.roles as {"Deploy": {
		"id": "Deploy",
		"in": "roles",
		"trust": [{
			"effect": "Allow",
			"principals": [{"type": "Federated", "issuer": _github}],
			"conditions": conditions,
		}],
	}}
}

test_says_who_may_assume_it if {
	_details(_on(_github, "sub", "StringLike", ["repo:acme/*"])) == {"more than one repository of an organisation may assume it"}
	_details([]) == {"repositories of any organisation may assume it"}
}

test_says_why_a_condition_on_all_values_limits_nothing if {
	_details(_on(_github, "sub", "ForAllValues:StringLike", ["repo:acme/shop:*"])) == {"repositories of any organisation may assume it, for a token without the claim meets ForAllValues"}
}
