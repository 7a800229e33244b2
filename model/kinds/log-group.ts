import { integer, kind, link, linkAny, linkedFrom, list, map, nullable, text } from '../schema.ts'

export const logGroupKind = kind({
  name: 'log_group',
  collection: 'log_groups',
  description: 'Where logs are kept.',
  nameAttribute: 'name',
  arn: { service: 'logs', prefix: 'log-group:', ends: ':' },
  attributes: {
    name: nullable(text('The name it was given; null where the provider makes one.')),
    retention_days: nullable(integer('Days a log is kept; null for ever.', 1, 3_653)),
    key: nullable(link('The KMS key; null where there is none.', 'key')),
    subscriptions: list(
      'Where its logs are sent on to.',
      linkAny('A destination.', ['function', 'stream', 'resource']),
    ),
    tags: map('Tags.', text('A tag.')),
    functions: linkedFrom('The functions that log to it.', 'function', 'log_group'),
  },
})
