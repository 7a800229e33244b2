import {
  flag,
  integer,
  kind,
  link,
  linkedFrom,
  map,
  nullable,
  otherwise,
  shape,
  surelyLinkedFrom,
  text,
} from '../schema.ts'
import { setting } from '../setting.ts'

export const secretKind = kind({
  name: 'secret',
  collection: 'secrets',
  description: 'A secret that the provider keeps.',
  nameAttribute: 'name',
  arn: { service: 'secretsmanager', prefix: 'secret:' },
  attributes: {
    name: nullable(text('The name it was given; null where the provider makes one.')),
    description: nullable(text('The description.')),
    value: nullable(setting),
    generated: otherwise(flag('The value is made up when it is deployed.'), false),
    encryption_key: nullable(link('The customer-managed key; null where the service uses a key of its own.', 'key')),
    rotation: nullable(
      shape('How it is replaced; null where it is not.', {
        function: nullable(link('The function that replaces it; null where the service brings its own.', 'function')),
        days: nullable(integer('Days between two replacements; null where a schedule says so.', 1, 1_000)),
        schedule: nullable(text('When it is replaced.', ['rate(30 days)'])),
      }),
    ),
    tags: map('Tags.', text('A tag.')),
    triggers: linkedFrom('What its rotation runs.', 'trigger', 'source'),
    roles: surelyLinkedFrom(
      'The roles with a statement that surely names it.',
      'role',
      'statements/*/resources/*/target',
    ),
    policies: linkedFrom('Its resource policy.', 'resource_policy', 'resource'),
  },
})
