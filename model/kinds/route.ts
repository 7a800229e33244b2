import { flag, integer, kind, link, list, nullable, oneOf, shape, text } from '../schema.ts'
import { setting } from '../setting.ts'

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
      authorizer: nullable(link('The authorizer.', 'authorizer')),
      scopes: list('Scopes a caller must have.', text('A scope.')),
    }),
    api_key_required: flag('Callers must send an API key.'),
    validation: shape('What is looked at before the call is let in. Only REST APIs can.', {
      body: flag('The body.'),
      parameters: flag('Whether required parameters are there.'),
      models: list(
        'The content types for which a model says what a body is.',
        text('A content type.', ['application/json']),
      ),
    }),
    url: nullable(setting),
    credentials: nullable(link('The role the service is called with.', 'role')),
    timeout_ms: nullable(integer('Milliseconds that an answer may take; null where the service decides.', 50, 300_000)),
    passthrough: nullable(
      oneOf('What happens to a content type without template; null for a proxy.', [
        'WHEN_NO_MATCH',
        'WHEN_NO_TEMPLATES',
        'NEVER',
      ]),
    ),
    verifies_tls: flag('The certificate of what answers is checked.'),
  },
})
