import { flag, integer, kind, link, linkedFrom, list, map, nullable, shape, text } from '../schema.ts'

export const fileSystemKind = kind({
  name: 'file_system',
  collection: 'file_systems',
  description: 'A file system that functions can mount.',
  arn: { service: 'elasticfilesystem', prefix: 'file-system/', byId: true },
  attributes: {
    encrypted: flag('Files are encrypted at rest.'),
    encryption_key: nullable(link('The customer-managed key; null where the service uses a key of its own.', 'key')),
    access_points: list(
      'The ways into it.',
      shape('An access point.', {
        path: text('The folder that its users see as root.', ['/', '/exports']),
        uid: nullable(integer('The user that all access is made as; null where callers say.', 0, 4_294_967_295)),
        gid: nullable(integer('The group of that user.', 0, 4_294_967_295)),
      }),
    ),
    tags: map('Tags.', text('A tag.')),
    functions: linkedFrom('The functions that mount it.', 'function', 'file_systems/*/file_system'),
    policies: linkedFrom('Its resource policy.', 'resource_policy', 'resource'),
  },
})
