package policies.secrets.deploy_time_secret_test

import data.policies.secrets.deploy_time_secret

_found(name, setting, key, mode) := found if {
	found := {[finding.severity, finding.attributes] | some finding in deploy_time_secret.deny} with input.functions as {"Orders": {
		"id": "Orders",
		"in": "functions",
		"environment": {name: setting},
		"environment_key": key,
	}}
		with input.keys as {
			"Own": {"service": null},
			"external:alias/aws/lambda": {"service": "lambda"},
			"external:Key": {},
		}
		with input.config as {"secrets/deploy_time_secret": {"env_secret_mode": mode}}
}

_secret := {"origin": "secret"}

_stored := {"origin": "ssm_parameter"}

test_require_a_key if {
	_found("A", _secret, null, "require_cmk") == {["medium", ["environment/A/origin", "environment_key"]]}
}

test_require_a_key_of_the_customer if {
	paths := ["environment/A/origin", "environment_key", "environment_key/service"]
	_found("A", _secret, "external:alias/aws/lambda", "require_cmk") == {["medium", paths]}
	_found("A", _secret, "external:Key", "require_cmk") == {["medium", paths]}
}

test_accept_a_key_of_the_customer if _found("A", _secret, "Own", "require_cmk") == set()

test_forbid_with_a_key_too if {
	_found("A", _secret, "Own", "forbid") == {["high", ["environment/A/origin"]]}
	_found("A", _secret, null, "forbid") == {["high", ["environment/A/origin"]]}
}

test_allow_all if _found("A", _secret, null, "allow") == set()

test_count_what_is_stored_by_its_name if {
	count(_found("DB_PASSWORD", _stored, null, "require_cmk")) == 1
	_found("STAGE", _stored, null, "require_cmk") == set()
}

test_allow_other_origins if {
	every origin in ["literal", "reference", "input_parameter"] {
		_found("DB_PASSWORD", {"origin": origin}, null, "forbid") == set()
	}
}

test_leave_what_is_not_known_to_what_is_read if _found("A", {}, null, "require_cmk") == set()
