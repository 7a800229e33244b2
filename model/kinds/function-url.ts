import { flag, kind, link, list, nullable, oneOf, shape, text } from '../schema.ts'

export const functionUrlKind = kind({
  name: 'function_url',
  collection: 'function_urls',
  description: 'An HTTPS address of a function of its own.',
  about: 'function',
  attributes: {
    function: link('The function it calls.', 'function'),
    qualifier: nullable(text('The alias it calls.')),
    auth: oneOf('Who may call: anyone, or callers that sign with IAM.', ['NONE', 'AWS_IAM']),
    invoke_mode: oneOf('Whether answers are buffered or streamed.', ['BUFFERED', 'RESPONSE_STREAM']),
    cors: nullable(
      shape('Which origins browsers may call it from.', {
        allow_origins: list('Origins.', text('An origin.', ['*', 'https://shop.example'])),
        allow_methods: list('Methods.', text('A method.', ['*', 'GET'])),
        allow_headers: list('Headers.', text('A header.', ['*', 'authorization'])),
        allow_credentials: flag('Credentials are sent along.'),
      }),
    ),
  },
})
