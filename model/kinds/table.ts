import { flag, kind, link, linkedFrom, map, nullable, oneOf, shape, text } from '../schema.ts'

export const tableKind = kind({
  name: 'table',
  collection: 'tables',
  description: 'A table of a document or key-value store.',
  nameAttribute: 'name',
  arn: { service: 'dynamodb', prefix: 'table/', ends: '/' },
  attributes: {
    name: nullable(text('The name it was given; null where the provider makes one.')),
    billing: oneOf('How capacity is paid.', ['PROVISIONED', 'PAY_PER_REQUEST']),
    stream: nullable(
      shape('The stream of changes.', {
        view: nullable(oneOf('What a record holds.', ['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'])),
      }),
    ),
    encryption: shape('Encryption at rest.', {
      kms: flag('A KMS key of the account is used; the service always encrypts.'),
      key: nullable(link('The customer-managed key.', 'key')),
    }),
    point_in_time_recovery: flag('It can be restored to any second of the last weeks.'),
    deletion_protection: flag('It cannot be deleted by accident.'),
    tags: map('Tags.', text('A tag.')),
    triggers: linkedFrom('The triggers it feeds.', 'trigger', 'source'),
    policies: linkedFrom('Its resource policy.', 'resource_policy', 'resource'),
  },
})
