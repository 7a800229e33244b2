import { flag, integer, kind, link, linkAny, linkedFrom, map, nullable, shape, text } from '../schema.ts'

export const queueKind = kind({
  name: 'queue',
  collection: 'queues',
  description: 'A message queue.',
  nameAttribute: 'name',
  arn: { service: 'sqs', prefix: '' },
  attributes: {
    name: nullable(text('The name it was given; null where the provider makes one.')),
    fifo: flag('Messages keep their order.'),
    visibility_timeout_s: integer('Seconds a received message stays hidden.', 0, 43_200),
    retention_s: integer('Seconds a message is kept.', 60, 1_209_600),
    encryption: shape('Encryption at rest.', {
      managed: flag('The service encrypts with a key of its own.'),
      key: nullable(link('The KMS key; null where there is none.', 'key')),
    }),
    redrive: nullable(
      shape('Where messages go that cannot be processed.', {
        target: linkAny('The dead-letter queue.', ['queue']),
        max_receive_count: integer('How often a message is tried.', 1, 1_000),
      }),
    ),
    dead_letter_of: linkedFrom('The queues whose failures it takes.', 'queue', 'redrive/target'),
    tags: map('Tags.', text('A tag.')),
    triggers: linkedFrom('The triggers it feeds.', 'trigger', 'source'),
    policies: linkedFrom('Its resource policy.', 'resource_policy', 'resource'),
  },
})
