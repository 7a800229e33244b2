package policies.failure_handling.deprecated_runtime_test

import data.policies.failure_handling.deprecated_runtime

_found(fn, parameters) := found if {
	functions := {"Orders": object.union({"id": "Orders", "in": "functions", "package_type": "Zip"}, fn)}
	config := {"failure_handling/deprecated_runtime": object.union({"warn_days": 90, "allowed_runtimes": []}, parameters)}
	denied := deprecated_runtime.deny with input.functions as functions
		with input.config as config
		with input.now as "2026-11-22"
	found := {[finding.severity, finding.attributes[1], finding.detail] | some finding in denied}
}

_support(deprecated, blocked, days) := {
	"deprecated_on": deprecated,
	"create_blocked_on": blocked,
	"update_blocked_on": null,
	"days_left": days,
}

test_deny_as_critical_what_cannot_be_created if {
	_found({"runtime": "nodejs14.x", "runtime_support": _support("2023-12-04", "2024-01-09", -1084)}, {}) == {[
		"critical",
		"runtime_support/create_blocked_on",
		"nodejs14.x: no function can be created since 2024-01-09",
	]}
}

test_deny_as_critical_on_the_day_of_the_block if {
	some [severity, _, _] in _found({"runtime": "x", "runtime_support": _support(null, "2026-11-22", null)}, {})
	severity == "critical"
}

test_deny_as_high_what_is_deprecated if {
	_found({"runtime": "nodejs20.x", "runtime_support": _support("2026-04-30", "2027-02-01", -206)}, {}) == {[
		"high",
		"runtime_support/days_left",
		"nodejs20.x: no security updates since 2026-04-30",
	]}
}

test_deny_as_medium_what_is_deprecated_soon if {
	_found({"runtime": "dotnet8", "runtime_support": _support("2026-12-10", null, 18)}, {}) == {[
		"medium",
		"runtime_support/days_left",
		"dotnet8: no security updates from 2026-12-10",
	]}
}

test_allow_what_is_deprecated_later if {
	_found({"runtime": "nodejs24.x", "runtime_support": _support("2028-04-30", "2028-06-01", 525)}, {}) == set()
}

test_allow_what_is_deprecated_after_the_days_of_warning if {
	_found({"runtime": "dotnet8", "runtime_support": _support("2026-12-10", null, 18)}, {"warn_days": 17}) == set()
}

test_allow_what_has_no_dates if {
	_found({"runtime": "custom", "runtime_support": _support(null, null, null)}, {}) == set()
}

test_allow_an_image if _found({"package_type": "Image", "runtime": null, "runtime_support": null}, {}) == set()

test_deny_what_is_not_among_the_allowed if {
	fn := {"runtime": "java21", "runtime_support": _support("2029-06-30", null, 951)}
	found := deprecated_runtime.deny with input.functions as {"Orders": object.union({"id": "Orders", "in": "functions"}, fn)}
		with input.config as {"failure_handling/deprecated_runtime": {
			"warn_days": 90,
			"allowed_runtimes": ["nodejs24.x"],
		}}
		with input.now as "2026-11-22"
	found == {{
		"entity": {"in": "functions", "id": "Orders"},
		"attributes": ["runtime"],
		"detail": "java21 is not among the allowed runtimes",
	}}
}

test_allow_what_is_among_the_allowed if {
	fn := {"runtime": "java21", "runtime_support": _support("2029-06-30", null, 951)}
	_found(fn, {"allowed_runtimes": ["nodejs24.x", "java21"]}) == set()
}

test_applies_to_functions_with_a_managed_runtime if {
	functions := {
		"Zip": {"id": "Zip", "in": "functions", "package_type": "Zip"},
		"Image": {"id": "Image", "in": "functions", "package_type": "Image"},
	}
	{scope.id | some scope in deprecated_runtime.applies} == {"Zip"} with input.functions as functions
}

test_deny_as_high_on_the_day_it_is_deprecated if {
	{severity | some [severity, _, _] in _found({"runtime": "x", "runtime_support": _support("2026-11-22", null, 0)}, {})} == {"high"}
}
