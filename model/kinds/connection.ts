import { integer, kind, list, map, nullable, oneOf, shape, text } from '../schema.ts'
import { setting } from '../setting.ts'

export const connectionKind = kind({
  name: 'connection',
  collection: 'connections',
  description: 'How EventBridge signs in to HTTP endpoints, and those endpoints.',
  nameAttribute: 'name',
  arn: { service: 'events', prefix: 'connection/', ends: '/' },
  attributes: {
    name: nullable(text('The name it was given; null where the provider makes one.')),
    authorization: oneOf('How it signs in.', ['API_KEY', 'BASIC', 'OAUTH_CLIENT_CREDENTIALS']),
    secrets: map('What it signs in with: `password`, `api_key`, `client_secret`.', setting),
    authorization_url: nullable(setting),
    destinations: list(
      'The endpoints it is used for.',
      shape('An API destination.', {
        url: setting,
        method: text('The HTTP method.', ['POST']),
        rate_limit: nullable(integer('Calls in a second; null for 300.', 1, 300)),
      }),
    ),
  },
})
