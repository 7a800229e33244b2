import { boundary, managedPolicy, statement } from '../iam.ts'
import { kind, list, map, nullable, oneOf, shape, text } from '../schema.ts'

export const iamUserKind = kind({
  name: 'iam_user',
  collection: 'iam_users',
  description: 'An identity with long-term credentials.',
  nameAttribute: 'name',
  arn: { service: 'iam', prefix: 'user/' },
  managedPolicies: { from: 'managed_policies', into: 'statements', boundary: 'boundary' },
  attributes: {
    name: nullable(text('The name it was given; null where the provider makes one.')),
    statements: list('What it permits: every statement of its inline, managed and attached policies.', statement),
    managed_policies: list('Managed policies that are attached.', managedPolicy),
    access_keys: list(
      'Its long-term keys.',
      shape('An access key.', { status: oneOf('Whether it can be used.', ['Active', 'Inactive']) }),
    ),
    boundary: nullable(boundary),
    tags: map('Tags.', text('A tag.')),
  },
})
