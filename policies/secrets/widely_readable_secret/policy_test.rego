package policies.secrets.widely_readable_secret_test

import data.policies.secrets.widely_readable_secret

_secret := {"id": "Key", "in": "secrets", "policies": ["Key#policy"], "roles": ["Shared", "Own"], "rotation": null}

_grant(more) := object.union({"target": {"in": "secrets", "id": "Key"}, "denied": [], "allowed": null}, more)

_statement(more) := object.union(
	{
		"effect": "Allow",
		"actions": ["secretsmanager:GetSecretValue"],
		"resources": [_grant({})],
		"principals": [],
		"not_principals": [],
		"conditions": [],
	},
	more,
)

_readers(shared, own) := details if {
	details := {finding.detail | some finding in widely_readable_secret.deny} with input as {
		"secrets": {"Key": object.union(_secret, {"policies": []})},
		"roles": {
			"Shared": {"statements": [shared], "functions": ["A", "B", "C"]},
			"Own": {"statements": [own], "functions": ["D"]},
		},
		"functions": {id: {"id": id, "name": lower(id)} | some id in ["A", "B", "C", "D"]},
		"config": {"secrets/widely_readable_secret": {"max_functions": 3}},
	}
}

_outsiders(statement) := details if {
	details := {finding.detail | some finding in widely_readable_secret.deny} with input as {
		"secrets": {"Key": object.union(_secret, {"roles": []})},
		"resource_policies": {"Key#policy": {"statements": [statement]}},
		"config": {"secrets/widely_readable_secret": {"max_functions": 3}},
	}
}

_anyone := {"type": "AWS", "text": "*", "any": true, "account": "any"}

_foreign := {"type": "AWS", "text": "210987654321", "any": false, "account": "foreign"}

_own := {"type": "AWS", "text": "worker", "any": false, "account": "own"}

test_deny_four_functions if _readers(_statement({}), _statement({})) == {"read by a, b, c, d"}

test_deny_where_a_wildcard_reads if {
	_readers(_statement({}), _statement({"actions": ["secretsmanager:*"]})) == {"read by a, b, c, d"}
}

test_allow_three if _readers(_statement({}), _statement({"actions": ["secretsmanager:DescribeSecret"]})) == set()

test_a_denial_does_not_read if _readers(_statement({}), _statement({"effect": "Deny"})) == set()

test_what_is_taken_away_does_not_read if {
	taken := _statement({"resources": [_grant({"denied": ["secretsmanager:*"]})]})
	_readers(_statement({}), taken) == set()
}

test_another_secret_does_not_count if {
	other := _statement({"resources": [_grant({"target": {"in": "secrets", "id": "Other"}})]})
	_readers(_statement({}), other) == set()
}

test_deny_anyone if _outsiders(_statement({"principals": [_anyone]})) == {"anyone may read it"}

test_deny_another_account if _outsiders(_statement({"principals": [_foreign]})) == {"210987654321 may read it"}

test_deny_everyone_but_a_few if {
	_outsiders(_statement({"not_principals": [_own]})) == {"everyone but a few may read it"}
}

test_allow_the_own_account if _outsiders(_statement({"principals": [_own]})) == set()

test_allow_an_organisation if {
	condition := {"key": "aws:principalorgid", "narrows": true}
	_outsiders(_statement({"principals": [_anyone], "conditions": [condition]})) == set()
}

test_allow_a_denial if _outsiders(_statement({"effect": "Deny", "principals": [_anyone]})) == set()

test_allow_what_does_not_read if {
	_outsiders(_statement({"principals": [_foreign], "actions": ["secretsmanager:DescribeSecret"]})) == set()
}
