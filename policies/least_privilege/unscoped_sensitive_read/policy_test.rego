package policies.least_privilege.unscoped_sensitive_read_test

import data.policies.least_privilege.unscoped_sensitive_read

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

_details(sensitive, statements) := found if {
	found := {finding.detail | some finding in unscoped_sensitive_read.deny} with input.roles as _role(statements)
		with input.actions as _patterns(statements)
		with input.config as {"least_privilege/unscoped_sensitive_read": {"sensitive_actions": sensitive}}
}

test_deny_once_for_a_statement_and_say_which_actions if {
	statements := [{"actions": ["s3:GetObject", "s3:PutObject", "kms:Decrypt"], "resources": [_grant("all"), _grant("type")]}]
	_details(["s3:GetObject", "kms:Decrypt", "ssm:GetParameter"], statements) == {"kms:Decrypt, s3:GetObject on all"}
}

test_deny_what_is_configured_with_a_star if {
	statements := [{"actions": ["logs:GetLogEvents", "logs:PutLogEvents"], "resources": [_grant("type")]}]
	_details(["logs:Get*"], statements) == {"logs:GetLogEvents on type"}
}

test_allow_what_is_not_configured if {
	_details(["kms:Decrypt"], [{"actions": ["s3:GetObject"], "resources": [_grant("all")]}]) == set()
}

test_allow_prefix_and_exact_resources if {
	statements := [{"actions": ["s3:GetObject"], "resources": [_grant("prefix"), _grant("exact")]}]
	_details(["s3:GetObject"], statements) == set()
}

test_allow_a_denial if {
	statements := [{"effect": "Deny", "actions": ["s3:GetObject"], "resources": [_grant("all")]}]
	_details(["s3:GetObject"], statements) == set()
}

test_cite_what_decides if {
	statements := [{"actions": ["s3:GetObject"], "resources": [_grant("all")], "conditions": [{"narrows": false}]}]
	found := {finding.attributes | some finding in unscoped_sensitive_read.deny} with input.roles as _role(statements)
		with input.actions as _patterns(statements)
		with input.config as {"least_privilege/unscoped_sensitive_read": {"sensitive_actions": ["s3:GetObject"]}}
	found == {[
		"statements/0/actions/0",
		"statements/0/effect",
		"statements/0/resources/0/breadth",
		"statements/0/resources/0/denied",
		"statements/0/resources/0/allowed",
		"statements/0/conditions",
		"statements/0/conditions/0/narrows",
	]}
}
