import { flag, integer, kind, link, linkAny, list, map, nullable, oneOf, shape, text } from '../schema.ts'

export const eventRuleKind = kind({
  name: 'event_rule',
  collection: 'event_rules',
  description: 'A rule of an event bus, or a schedule: what is matched or when, and where it goes.',
  nameAttribute: 'name',
  arn: { service: 'events', prefix: 'rule/' },
  attributes: {
    name: nullable(text('The name it was given; null where the provider makes one.')),
    service: oneOf('EventBridge or its Scheduler.', ['events', 'scheduler']),
    bus: nullable(link('The bus whose events it matches; null for the default bus and for schedules.', 'event_bus')),
    enabled: flag('It is switched on.'),
    schedule: nullable(text('When it fires.', ['rate(5 minutes)'])),
    pattern: nullable(
      shape('What an event must be; null for a schedule.', {
        keys: list('What it asks for.', text('A key.', ['source', 'detail-type', 'detail', 'account'])),
        sources: list(
          'The sources it takes, as JSON where they are no plain texts.',
          text('A source.', ['aws.s3', 'shop.orders', '{"prefix":""}']),
        ),
        detail_types: list(
          'The types it takes, as JSON where they are no plain texts.',
          text('A type.', ['Object Created', '{"prefix":""}']),
        ),
      }),
    ),
    targets: list(
      'Where events go.',
      shape('A target.', {
        target: linkAny('What gets the event.', [
          'function',
          'queue',
          'topic',
          'stream',
          'state_machine',
          'event_bus',
          'log_group',
          'resource',
        ]),
        role: nullable(link('The role it is called with.', 'role')),
        dead_letter: nullable(linkAny('Where events go that cannot be delivered.', ['queue', 'resource'])),
        maximum_retries: nullable(integer('Retries; null for 185.', 0, 185)),
        maximum_age_s: nullable(integer('Seconds an event is tried; null for a day.', 60, 86_400)),
      }),
    ),
    encryption_key: nullable(link('The customer-managed key of a schedule.', 'key')),
    tags: map('Tags.', text('A tag.')),
  },
})
