import { accountInArn, flag, integer, kind, linkedFrom, map, nullable, oneOf, serviceInAlias, text } from '../schema.ts'

export const keyKind = kind({
  name: 'key',
  collection: 'keys',
  description: 'An encryption key. The keys that services make for themselves are external: `alias/aws/sqs`.',
  nameAttribute: 'name',
  arn: { service: 'kms', prefix: 'key/', byId: true, aliases: 'alias/' },
  attributes: {
    name: nullable(text('The alias that leads to it from outside; null for a key of the stack.', ['alias/aws/sqs'])),
    description: nullable(text('The description.')),
    account: accountInArn('The account of a key outside of the stack; null for one of the account deployed to.'),
    service: serviceInAlias(
      'The service that made it for itself, `sqs` for `alias/aws/sqs`; null for a customer’s, as any key that is given without such a name is taken for.',
    ),
    enabled: flag('It is switched on.'),
    rotated: flag('The service replaces the key material every year.'),
    spec: text('What sort of key it is.', ['SYMMETRIC_DEFAULT', 'RSA_2048']),
    usage: oneOf('What it is for.', ['ENCRYPT_DECRYPT', 'SIGN_VERIFY', 'GENERATE_VERIFY_MAC', 'KEY_AGREEMENT']),
    deletion_days: integer('Days between the order to delete it and its deletion.', 7, 30),
    multi_region: flag('It may be copied to other regions.'),
    tags: map('Tags.', text('A tag.')),
    policies: linkedFrom('Its resource policy.', 'resource_policy', 'resource'),
  },
})
