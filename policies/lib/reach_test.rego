package lib.reach_test

import data.lib.reach

_bucket := {"in": "buckets", "id": "Uploads"}

_queue := {"in": "queues", "id": "Jobs"}

_of(grants) := {"resources": grants, "not_resources": []}

_answer(sure, paths, filter) := {{"sure": sure, "paths": paths, "filter": filter, "name": false}}

test_a_queue_is_reached_by_its_name if {
	reach.some_of(_of([{"target": _queue, "path": "", "service": "sqs"}]), "sqs", _queue, {}) == _answer(
		true,
		["resources/0/target", "resources/0/path"],
		[],
	)
}

test_another_queue_is_not_reached if {
	grants := [{"target": {"in": "queues", "id": "Other"}, "path": "", "service": "sqs"}]
	reach.some_of(_of(grants), "sqs", _queue, {}) == set()
}

test_the_stream_of_a_table_is_not_the_table if {
	table := {"in": "tables", "id": "Orders"}
	grants := [{"target": table, "path": "/stream/*", "service": "dynamodb"}]
	reach.some_of(_of(grants), "dynamodb", table, {}) == set()
}

test_a_bucket_without_its_objects_is_not_reached if {
	reach.some_of(_of([{"target": _bucket, "path": "", "service": "s3"}]), "s3", _bucket, {}) == set()
}

test_all_objects_are_reached_whatever_the_filter if {
	reach.some_of(_of([{"target": _bucket, "path": "/*", "service": "s3"}]), "s3", _bucket, {}) == _answer(
		true,
		["resources/0/target", "resources/0/path"],
		[],
	)
}

test_some_objects_are_reached_where_the_filter_lets_them_pass if {
	grants := [{"target": _bucket, "path": "/thumbs/*", "service": "s3"}]
	reach.some_of(_of(grants), "s3", _bucket, {"prefix": "uploads/", "suffix": null}) == set()
	reach.some_of(_of(grants), "s3", _bucket, {"prefix": null, "suffix": null}) == _answer(
		true,
		["resources/0/target", "resources/0/path"],
		["prefix"],
	)
}

test_an_unknown_filter_leaves_it_open if {
	grants := [{"target": _bucket, "path": "/thumbs/*", "service": "s3"}]
	reach.some_of(_of(grants), "s3", _bucket, {}) == _answer(
		false,
		["resources/0/target", "resources/0/path"],
		["prefix"],
	)
}

test_an_unknown_path_leaves_it_open if {
	reach.some_of(_of([{"target": _bucket, "service": "s3"}]), "s3", _bucket, {}) == _answer(
		false,
		["resources/0/target", "resources/0/path"],
		[],
	)
}

test_a_pattern_of_the_same_service_leaves_it_open if {
	open := _answer(false, ["resources/0/target"], [])
	reach.some_of(_of([{"service": "sqs", "path": "", "breadth": "prefix"}]), "sqs", _queue, {}) == open
	reach.some_of(_of([{}]), "sqs", _queue, {}) == open
}

test_a_pattern_of_another_service_is_elsewhere if {
	reach.some_of(_of([{"service": "sns", "path": "", "breadth": "type"}]), "sqs", _queue, {}) == set()
}

test_a_pattern_of_other_keys_is_elsewhere if {
	grants := [{"service": "s3", "path": "/thumbs/*", "breadth": "prefix"}]
	reach.some_of(_of(grants), "s3", _bucket, {"prefix": "uploads/", "suffix": null}) == set()
}

test_not_resource_reaches_what_it_does_not_name if {
	other := {"in": "queues", "id": "Other"}
	reach.some_of({"resources": [], "not_resources": [{"target": other, "path": ""}]}, "sqs", _queue, {}) == _answer(
		true,
		["not_resources"],
		[],
	)
	reach.some_of({"resources": [], "not_resources": [{"target": _queue, "path": ""}]}, "sqs", _queue, {}) == set()
	reach.some_of({"resources": [], "not_resources": [{"service": "sqs"}]}, "sqs", _queue, {}) == _answer(
		false,
		["not_resources", "not_resources/0/target"],
		[],
	)
}

test_everything_holds_the_whole if {
	reach.all_of(_of([{"breadth": "all", "path": ""}]), "sqs", _queue, {}) == _answer(true, ["resources/0/breadth"], [])
}

test_some_objects_are_the_whole_only_below_the_filter if {
	grants := [{"target": _bucket, "path": "/uploads/*", "service": "s3"}]
	reach.all_of(_of(grants), "s3", _bucket, {"prefix": "uploads/new/", "suffix": null}) == _answer(
		true,
		["resources/0/target", "resources/0/path"],
		["prefix"],
	)
	reach.all_of(_of(grants), "s3", _bucket, {"prefix": null, "suffix": null}) == set()
}

test_a_queue_holds_itself if {
	reach.all_of(_of([{"target": _queue, "path": "", "service": "sqs"}]), "sqs", _queue, {}) == _answer(
		true,
		["resources/0/target", "resources/0/path"],
		[],
	)
}

test_what_is_not_resolved_may_hold_the_whole if {
	open := _answer(false, ["resources/0/target"], [])
	reach.all_of(_of([{"service": "sqs", "path": "", "breadth": "prefix"}]), "sqs", _queue, {}) == open
	reach.all_of(_of([{"target": _bucket}]), "s3", _bucket, {}) == _answer(
		false,
		["resources/0/target", "resources/0/path"],
		[],
	)
}

_jobs := {"queues": {"Jobs": {"name": "jobs"}}, "buckets": {"Uploads": {"name": "shop-uploads"}}}

_pattern(service, text, path) := {"breadth": "prefix", "service": service, "text": text, "account": null, "path": path}

test_a_pattern_covers_a_queue_by_its_name if {
	answer := {
		"sure": true,
		"paths": ["resources/0/text", "resources/0/account", "resources/0/path"],
		"filter": [],
		"name": true,
	}
	grant := _pattern("sqs", "arn:aws:sqs:eu-west-1:1:jo*", "")
	reach.some_of(_of([grant]), "sqs", _queue, {}) == {answer} with input as _jobs
	reach.all_of(_of([grant]), "sqs", _queue, {}) == {answer} with input as _jobs
	other := _pattern("sqs", "arn:aws:sqs:eu-west-1:1:mails*", "")
	reach.some_of(_of([other]), "sqs", _queue, {}) == set() with input as _jobs
}

test_everything_is_reached_for_sure if {
	grant := {"breadth": "all", "service": null, "text": "*", "account": "any", "path": ""}
	reach.some_of(_of([grant]), "sqs", _queue, {}) == _answer(true, ["resources/0/breadth", "resources/0/path"], [])
	reach.some_of(_of([grant]), "s3", _bucket, {}) == _answer(true, ["resources/0/breadth", "resources/0/path"], [])
}

test_a_pattern_covers_keys_of_a_bucket if {
	grant := _pattern("s3", "arn:aws:s3:::shop-*/thumbs/*", "/thumbs/*")
	some answer in reach.some_of(_of([grant]), "s3", _bucket, {"prefix": "thumbs/", "suffix": null}) with input as _jobs
	answer.sure
	answer.filter == ["prefix"]
	reach.some_of(_of([grant]), "s3", _bucket, {"prefix": "uploads/", "suffix": null}) == set() with input as _jobs
	reach.all_of(_of([grant]), "s3", _bucket, {"prefix": null, "suffix": null}) == _answer(false, ["resources/0/target"], []) with input as _jobs
}

test_a_pattern_with_a_star_at_its_end_holds_all_keys if {
	some answer in reach.all_of(_of([_pattern("s3", "arn:aws:s3:::shop-*", "")]), "s3", _bucket, {}) with input as _jobs
	answer.sure
}

test_not_resource_leaves_out_what_a_pattern_covers if {
	statement := {"resources": [], "not_resources": [_pattern("sqs", "arn:aws:sqs:eu-west-1:1:jo*", "")]}
	reach.some_of(statement, "sqs", _queue, {}) == set() with input as _jobs
}
