import { flag, integer, kind, link, linkAny, list, nullable, oneOf, text } from '../schema.ts'

export const triggerKind = kind({
  name: 'trigger',
  collection: 'triggers',
  description: 'What makes a function run: an event source, a notification, a subscription, a schedule.',
  about: 'function',
  attributes: {
    function: link('The function it invokes.', 'function'),
    qualifier: nullable(text('The alias or version it invokes.')),
    source: nullable(
      linkAny('Where the events come from; null for a schedule.', [
        'queue',
        'bucket',
        'table',
        'api',
        'log_group',
        'resource',
      ]),
    ),
    mechanism: oneOf('How it is wired.', [
      'event_source_mapping',
      'notification',
      'subscription',
      'rule',
      'schedule',
      'log_subscription',
    ]),
    enabled: flag('It is switched on.'),
    schedule: nullable(text('When it fires: `rate(5 minutes)`.', ['rate(5 minutes)'])),
    events: list('Event names that fire it.', text('An event name.', ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'])),
    prefix: nullable(text('Only keys that begin so.', ['uploads/', ''])),
    suffix: nullable(text('Only keys that end so.', ['.jpg', ''])),
    filters: list('Filter patterns.', text('A pattern.')),
    batch_size: nullable(integer('Records in a batch.', 1, 10_000)),
    maximum_concurrency: nullable(integer('How many instances it may use at once.', 2, 1_000)),
    maximum_retries: nullable(integer('Retries of a failing batch; null until the record expires.', 0, 10_000)),
    partial_failures: flag('The function may report which records failed.'),
    on_failure: nullable(linkAny('Where failed batches go.', ['queue', 'resource'])),
  },
})
