import { flag, kind, linkedFrom, list, map, nullable, oneOf, shape, text } from '../schema.ts'

export const apiKind = kind({
  name: 'api',
  collection: 'apis',
  description: 'An API gateway.',
  nameAttribute: 'name',
  attributes: {
    name: nullable(text('Its name.')),
    protocol: oneOf('What it speaks.', ['rest', 'http', 'websocket']),
    endpoint: oneOf('Where it can be reached from.', ['edge', 'regional', 'private']),
    default_endpoint_disabled: flag('Only custom domains answer.'),
    cors: nullable(
      shape('Which origins browsers may call it from.', {
        allow_origins: list('Origins.', text('An origin.', ['*'])),
        allow_credentials: flag('Credentials are sent along.'),
      }),
    ),
    tags: map('Tags.', text('A tag.')),
    routes: linkedFrom('Its routes.', 'route', 'api'),
    policies: linkedFrom('Its resource policy.', 'resource_policy', 'resource'),
  },
})
