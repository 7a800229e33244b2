import { flag, kind, link, list, nullable, oneOf, shape, text } from '../schema.ts'

export const routeKind = kind({
  name: 'route',
  collection: 'routes',
  description: 'A method and path of an API.',
  about: 'function',
  attributes: {
    api: link('The API it belongs to.', 'api'),
    method: text('The HTTP method, `ANY`, or the route key of a WebSocket API.', ['GET', 'POST', 'OPTIONS', 'ANY']),
    path: text('The path.', ['/orders', '/{proxy+}']),
    function: nullable(link('The function that answers.', 'function')),
    integration: nullable(oneOf('What answers.', ['function', 'http', 'service', 'mock', 'vpc_link'])),
    auth: shape('Who may call.', {
      type: oneOf('How callers are recognised.', ['none', 'iam', 'jwt', 'cognito', 'custom']),
      authorizer: nullable(text('The authorizer.')),
      scopes: list('Scopes a caller must have.', text('A scope.')),
    }),
    api_key_required: flag('Callers must send an API key.'),
  },
})
