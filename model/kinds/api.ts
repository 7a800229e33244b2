import { flag, kind, link, linkedFrom, list, map, nullable, oneOf, otherwise, shape, text } from '../schema.ts'

export const apiKind = kind({
  name: 'api',
  collection: 'apis',
  description: 'An API gateway.',
  nameAttribute: 'name',
  arn: { service: 'execute-api', prefix: '', ends: '/', byId: true },
  attributes: {
    name: nullable(text('Its name.')),
    protocol: oneOf('What it speaks.', ['rest', 'http', 'websocket']),
    endpoint: oneOf('Where it can be reached from.', ['edge', 'regional', 'private']),
    default_endpoint_disabled: otherwise(flag('Only custom domains answer.'), false),
    vpc_endpoints: list('The network endpoints a private API is reached through.', link('An endpoint.', 'resource')),
    fails_on_warnings: flag('A document that is not wholly understood is refused.'),
    cors: nullable(
      shape('Which origins browsers may call it from.', {
        allow_origins: list('Origins.', text('An origin.', ['*'])),
        allow_methods: list('Methods.', text('A method.', ['*', 'GET'])),
        allow_headers: list('Headers.', text('A header.', ['*', 'authorization'])),
        allow_credentials: flag('Credentials are sent along.'),
      }),
    ),
    tags: map('Tags.', text('A tag.')),
    routes: linkedFrom('Its routes.', 'route', 'api'),
    stages: linkedFrom('Its stages.', 'api_stage', 'api'),
    authorizers: linkedFrom('Its authorizers.', 'authorizer', 'api'),
    domains: linkedFrom('The domain names that lead to it.', 'domain', 'mappings/*/api'),
    triggers: linkedFrom('What else it invokes.', 'trigger', 'source'),
    policies: linkedFrom('Its resource policy.', 'resource_policy', 'resource'),
  },
})
