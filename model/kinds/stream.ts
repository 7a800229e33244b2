import { flag, integer, kind, link, linkAny, linkedFrom, map, nullable, oneOf, shape, text } from '../schema.ts'

export const streamKind = kind({
  name: 'stream',
  collection: 'streams',
  description: 'A stream of records, read by consumers (Kinesis) or delivered to a store (Firehose).',
  nameAttribute: 'name',
  arn: { service: 'kinesis', prefix: 'stream/', ends: '/' },
  attributes: {
    name: nullable(text('The name it was given; null where the provider makes one.')),
    service: oneOf('Whether consumers read it or it delivers.', ['kinesis', 'firehose']),
    mode: nullable(oneOf('How capacity is provided; null for delivery.', ['PROVISIONED', 'ON_DEMAND'])),
    retention_h: nullable(integer('Hours a record is kept; null for delivery.', 24, 8_760)),
    reads_from: nullable(
      linkAny('What a delivery stream reads its records from; null where they are put into it.', [
        'stream',
        'resource',
      ]),
    ),
    encryption: shape('Encryption at rest.', {
      enabled: flag('Records are encrypted with a KMS key.'),
      key: nullable(link('The customer-managed key; null where the service uses a key of its own.', 'key')),
    }),
    tags: map('Tags.', text('A tag.')),
    triggers: linkedFrom('The triggers it feeds.', 'trigger', 'source'),
    policies: linkedFrom('Its resource policy.', 'resource_policy', 'resource'),
  },
})
