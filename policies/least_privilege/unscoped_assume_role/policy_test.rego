package policies.least_privilege.unscoped_assume_role_test

import data.policies.least_privilege.unscoped_assume_role

_grant(breadth) := {
	"breadth": breadth,
	"text": breadth,
	"service": null,
	"literal": 0,
	"account": "own",
	"target": null,
	"path": "",
	"denied": [],
	"allowed": null,
}

_role(statements) := {"Role": {
	"id": "Role",
	"in": "roles",
	"functions": ["Worker"],
	"tags": {},
	"trust": [],
	"statements": [object.union({"effect": "Allow", "conditions": []}, statement) | some statement in statements],
}}

_patterns(statements) := {pattern: {} | some statement in statements; some pattern in statement.actions}

_findings(trusted, resource) := found if {
	statements := [{"actions": ["sts:AssumeRole"], "resources": [resource]}]
	found := {finding.attributes[count(finding.attributes) - 2] | some finding in unscoped_assume_role.deny} with input.roles as _role(statements)
		with input.actions as _patterns(statements)
		with input.config as {"least_privilege/unscoped_assume_role": {"trusted_accounts": trusted}}
}

_reader(account) := object.union(_grant("exact"), {"account": account, "text": "arn:aws:iam::210987654321:role/reader"})

_of_unknown := object.remove(_reader("own"), ["account"])

_account := {"statements/0/resources/0/account"}

test_allow_any_account_that_is_named_where_none_is_trusted if {
	_findings([], _reader("foreign")) == set()
	_findings([], _of_unknown) == set()
}

test_deny_an_account_that_is_not_trusted if _findings(["123456789012"], _reader("foreign")) == _account

test_allow_an_account_that_is_trusted if _findings(["210987654321"], _reader("foreign")) == set()

test_allow_the_own_account if _findings(["123456789012"], _reader("own")) == set()

test_whether_an_account_is_the_own_is_cited_where_it_matters if {
	_findings(["123456789012"], _of_unknown) == _account
	_findings(["210987654321"], _of_unknown) == set()
}

test_an_account_that_is_not_written_out_may_be_any if {
	named := object.union(_of_unknown, {"text": "arn:aws:iam::${AccountId}:role/reader"})
	_findings([], named) == _account
}
