package lib.covers_test

import data.lib.covers

_bucket := {"in": "buckets", "id": "Uploads"}

_queue := {"in": "queues", "id": "Jobs"}

_table := {"in": "tables", "id": "Orders"}

_names := {
	"buckets": {"Uploads": {"name": "shop-uploads"}, "Unnamed": {"name": null}},
	"queues": {"Jobs": {"name": "jobs-prod"}},
	"tables": {"Orders": {"name": "orders"}},
}

_pattern(service, text, path) := {"breadth": "prefix", "service": service, "text": text, "account": "own", "path": path}

_shown(grant, service, entity) := found if {
	found := covers.shown(grant, service, entity) with input as _names
}

_excludes(grant, service, entity) if covers.excludes(grant, service, entity) with input as _names

_by_name := {"paths": ["text", "account"], "name": true}

_by_type := {"paths": ["text", "account"], "name": false}

test_everything_covers_it if _shown({"breadth": "all"}, "s3", _bucket) == {"paths": ["breadth"], "name": false}

test_all_of_the_service_covers_it_whatever_its_name if {
	_shown(_pattern("s3", "arn:aws:s3:::*/*", "/*"), "s3", {"in": "buckets", "id": "Unnamed"}) == _by_type
	_shown(_pattern("dynamodb", "arn:aws:dynamodb:${region}:${account}:table/*", ""), "dynamodb", _table) == _by_type
	_shown(_pattern("dynamodb", "arn:aws:dynamodb:*:*:*", ""), "dynamodb", _table) == _by_type
}

test_a_beginning_that_its_name_has_covers_it if {
	_shown(_pattern("s3", "arn:aws:s3:::shop-*/*", "/*"), "s3", _bucket) == _by_name
	_shown(_pattern("s3", "arn:aws:s3:::shop-*", ""), "s3", _bucket) == _by_name
	_shown(_pattern("sqs", "arn:aws:sqs:${region}:${account}:jobs-*", ""), "sqs", _queue) == _by_name
	_shown(_pattern("dynamodb", "arn:aws:dynamodb:*:1:table/ord*", ""), "dynamodb", _table) == _by_name
}

test_a_name_with_wildcards_is_no_object_of_the_bucket if {
	not _shown(_pattern("s3", "arn:aws:s3:::shop-upl?ads", ""), "s3", _bucket)
}

test_another_beginning_excludes_it if {
	_excludes(_pattern("s3", "arn:aws:s3:::thumbs-*/*", "/*"), "s3", _bucket)
	_excludes(_pattern("sqs", "arn:aws:sqs:${region}:${account}:mails-*", ""), "sqs", _queue)
	_excludes(_pattern("dynamodb", "arn:aws:dynamodb:*:1:table/carts-*", ""), "dynamodb", _table)
	not _excludes(_pattern("s3", "arn:aws:s3:::shop-*/*", "/*"), "s3", _bucket)
	not _shown(_pattern("s3", "arn:aws:s3:::thumbs-*/*", "/*"), "s3", _bucket)
}

test_another_account_excludes_it if {
	foreign := object.union(_pattern("sqs", "arn:aws:sqs:*:210987654321:jobs-*", ""), {"account": "foreign"})
	_excludes(foreign, "sqs", _queue)
	not _shown(foreign, "sqs", _queue)
}

test_a_star_goes_on_into_the_keys_of_a_bucket if {
	ending := _pattern("s3", "arn:aws:s3:::*.png", "")
	not _excludes(ending, "s3", _bucket)
	not _shown(ending, "s3", _bucket)
}

test_what_is_not_known_neither_covers_nor_excludes if {
	every grant in [_pattern("s3", "arn:aws:s3:::${Stage}-*/*", "/*"), {"service": "s3"}, _pattern("sqs", "arn:aws:sqs:x", "")] {
		not _shown(grant, "s3", _bucket)
		not _excludes(grant, "s3", _bucket)
	}
	unnamed := {"in": "buckets", "id": "Unnamed"}
	not _shown(_pattern("s3", "arn:aws:s3:::shop-*/*", "/*"), "s3", unnamed)
	not _excludes(_pattern("s3", "arn:aws:s3:::shop-*/*", "/*"), "s3", unnamed)
}

test_a_stream_is_below_its_type if {
	stream := {"in": "resources", "id": "Clicks"}
	_shown(_pattern("kinesis", "arn:aws:kinesis:*:1:stream/*", ""), "kinesis", stream) == _by_type
	not _shown(_pattern("kinesis", "arn:aws:kinesis:*:1:consumer/*", ""), "kinesis", stream)
}
