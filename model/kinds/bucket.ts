import {
  flag,
  kind,
  link,
  linkAny,
  linkedFrom,
  list,
  map,
  nullable,
  otherwise,
  shape,
  surelyLinkedFrom,
  text,
} from '../schema.ts'

const refused = {
  block_acls: flag('New public ACLs are refused.'),
  ignore_acls: flag('Public ACLs are ignored.'),
  block_policy: flag('New public policies are refused.'),
  restrict_buckets: flag('A public policy grants nothing.'),
}

export const bucketKind = kind({
  name: 'bucket',
  collection: 'buckets',
  description: 'An object store.',
  nameAttribute: 'name',
  arn: { service: 's3', prefix: '', ends: '/' },
  attributes: {
    name: nullable(text('The name it was given; null where the provider makes one.')),
    versioning: flag('Old versions are kept.'),
    public_access_block: nullable(
      shape(
        'What the bucket refuses of public access; null where nothing is written, and the service refuses all.',
        refused,
      ),
    ),
    account_block: nullable(
      shape('What the account refuses of public access to all of its buckets, where the stack says so.', refused),
    ),
    encryption_key: nullable(link('The KMS key; null where the service uses a key of its own.', 'key')),
    acl: nullable(
      text('The canned access list; null where nothing is written.', ['private', 'public-read', 'public-read-write']),
    ),
    website: otherwise(flag('It serves pages.'), false),
    logged: otherwise(flag('Calls are logged.'), false),
    event_bridge: otherwise(flag('Its events go to the default event bus.'), false),
    notifications: list(
      'Who is told of its objects, beside functions.',
      linkAny('A queue or topic.', ['queue', 'topic', 'resource']),
    ),
    tags: map('Tags.', text('A tag.')),
    triggers: linkedFrom('The triggers it feeds.', 'trigger', 'source'),
    roles: surelyLinkedFrom(
      'The roles with a statement that surely names it.',
      'role',
      'statements/*/resources/*/target',
    ),
    policies: linkedFrom('Its resource policy.', 'resource_policy', 'resource'),
  },
})
