package policies.function_perimeter.mixed_triggers_test

import data.policies.function_perimeter.mixed_triggers

_found(fn, triggers, settings) := found if {
	found := {finding.detail | some finding in mixed_triggers.deny} with input.functions as {"Orders": object.union(
		{
			"id": "Orders",
			"in": "functions",
			"triggers": [id | some id, _ in triggers],
			"routes": [],
			"urls": [],
			"authorizers": [],
			"policies": ["Orders#policy"],
		},
		fn,
	)}
		with input.triggers as triggers
		with input.resource_policies as {"Orders#policy": {"statements": [{
			"effect": "Allow",
			"principals": object.get(fn, "principals", []),
		}]}}
		with input.config as {"function_perimeter/mixed_triggers": object.union(
			{"max_trigger_types": 1, "uncounted": ["schedule"]},
			settings,
		)}
}

_queue := {"mechanism": "event_source_mapping", "source": {"in": "queues", "id": "Jobs"}, "schedule": null}

_topic := {"mechanism": "subscription", "source": {"in": "topics", "id": "Orders"}, "schedule": null}

_rule := {"mechanism": "rule", "source": {"in": "event_buses", "id": "default"}, "schedule": null}

_schedule := {"mechanism": "rule", "source": null, "schedule": "rate(1 day)"}

_service(text) := {"type": "Service", "text": text}

test_deny_two_families if {
	_found({}, {"A": _queue, "B": _topic}, {}) == {"it is started by sns, sqs"}
	_found({"urls": ["Url"]}, {"A": _queue}, {}) == {"it is started by api, sqs"}
	_found({"authorizers": ["Auth"], "routes": ["Get"]}, {}, {}) == {"it is started by api, authorizer"}
}

test_allow_several_of_one_family if {
	_found({}, {"A": _queue, "B": _queue}, {}) == set()
	_found({"routes": ["Get", "Put"], "urls": ["Url"]}, {}, {}) == set()
}

test_a_schedule_is_not_counted_unless_it_is_asked_for if {
	_found({}, {"A": _queue, "B": _schedule}, {}) == set()
	_found({}, {"A": _queue, "B": {"mechanism": "schedule"}}, {"uncounted": []}) == {"it is started by schedule, sqs"}
}

test_as_many_as_are_set if _found({}, {"A": _queue, "B": _topic}, {"max_trigger_types": 2}) == set()

test_permissions_show_what_is_wired_elsewhere if {
	_found({"principals": [_service("s3.amazonaws.com")]}, {"A": _queue}, {}) == {"it is started by s3, sqs"}
	_found({"principals": [_service("elasticloadbalancing.amazonaws.com")]}, {"A": _queue}, {}) == {"it is started by alb, sqs"}
}

test_permissions_for_what_is_wired_show_nothing_more if {
	_found({"principals": [_service("events.amazonaws.com")]}, {"A": _rule}, {}) == set()
	_found({"principals": [_service("events.amazonaws.com")]}, {"A": _schedule, "B": _queue}, {}) == set()
	_found({"principals": [_service("apigateway.amazonaws.com")], "authorizers": ["Auth"]}, {}, {}) == set()
}

test_a_url_behind_a_distribution_is_one_way_in if {
	_found({"urls": ["Url"], "principals": [_service("cloudfront.amazonaws.com")]}, {}, {}) == set()
}

test_a_source_without_a_kind_goes_by_how_it_is_wired if {
	kafka := {"mechanism": "event_source_mapping", "source": {"in": "resources", "id": "Cluster"}, "schedule": null}
	_found({}, {"A": _topic, "B": kafka}, {}) == {"it is started by event_source_mapping, sns"}
	_found({}, {"A": _topic, "B": {"mechanism": "destination"}}, {}) == {"it is started by destination, sns"}
	_found({}, {"A": _topic, "B": {}}, {}) == {"it is started by a trigger that is not known, sns"}
}

test_a_permission_of_a_service_that_is_not_known_may_show_another if {
	said := {"it is started by a service that is not known, sqs"}
	_found({"principals": [{"type": "Service"}]}, {"A": _queue}, {}) == said
}
