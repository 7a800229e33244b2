import { integer, kind, link, linkedFrom, list, nullable, oneOf, text } from '../schema.ts'
import { setting } from '../setting.ts'

export const authorizerKind = kind({
  name: 'authorizer',
  collection: 'authorizers',
  description: 'What tells an API who calls.',
  nameAttribute: 'name',
  about: 'api',
  attributes: {
    name: nullable(text('Its name.')),
    api: link('The API it works for.', 'api'),
    type: oneOf('How callers are recognised.', ['jwt', 'cognito', 'request', 'token', 'iam']),
    function: nullable(link('The function that decides.', 'function')),
    identity_sources: list(
      'What a call must carry to be looked at.',
      text('A source.', ['$request.header.Authorization', 'method.request.header.Authorization']),
    ),
    cache_s: integer('Seconds a decision is kept.', 0, 3_600),
    issuer: nullable(setting),
    audiences: list('Whom a token must be made for.', text('An audience.')),
    user_pools: list('The user pools whose users may call.', link('A user pool.', 'user_pool')),
    routes: linkedFrom('The routes it guards.', 'route', 'auth/authorizer'),
  },
})
