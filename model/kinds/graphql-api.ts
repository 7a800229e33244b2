import { flag, integer, kind, link, linkAny, linkedFrom, list, map, nullable, oneOf, shape, text } from '../schema.ts'
import { setting } from '../setting.ts'

const authentications = ['API_KEY', 'AWS_IAM', 'AMAZON_COGNITO_USER_POOLS', 'OPENID_CONNECT', 'AWS_LAMBDA'] as const

export const graphqlApiKind = kind({
  name: 'graphql_api',
  collection: 'graphql_apis',
  description: 'A GraphQL API.',
  nameAttribute: 'name',
  arn: { service: 'appsync', prefix: 'apis/', ends: '/', byId: true },
  attributes: {
    name: nullable(text('Its name.')),
    authentication: oneOf('How callers are recognised.', authentications),
    additional_authentication: list('Other ways to be recognised.', oneOf('A way.', authentications)),
    authorizer_functions: list('The functions that decide who may call.', link('A function.', 'function')),
    api_keys: list(
      'Its API keys.',
      shape('An API key.', { expires: nullable(text('When it ends, as it is written; null for 7 days.')) }),
    ),
    private: flag('It can be reached from within networks of the account only.'),
    introspection: flag('Callers may ask for its schema.'),
    query_depth_limit: nullable(integer('How deep a query may be; null for any depth.', 1, 75)),
    resolver_count_limit: nullable(integer('How many resolvers a query may run; null for 10,000.', 1, 10_000)),
    logging: nullable(
      shape('What is logged; null for nothing.', {
        level: oneOf('Of the fields.', ['NONE', 'ERROR', 'ALL', 'INFO', 'DEBUG']),
        payload_logged: flag('Headers, context and results are logged as well.'),
      }),
    ),
    tracing: flag('Calls are traced.'),
    data_sources: list(
      'Where its data comes from.',
      shape('A data source.', {
        name: nullable(text('Its name.')),
        type: text('What it is.', ['AWS_LAMBDA', 'AMAZON_DYNAMODB', 'HTTP', 'NONE']),
        target: nullable(linkAny('The function, table or bus.', ['function', 'table', 'event_bus', 'resource'])),
        role: nullable(link('The role it is read with.', 'role')),
        url: nullable(setting),
      }),
    ),
    tags: map('Tags.', text('A tag.')),
    triggers: linkedFrom('The functions it invokes.', 'trigger', 'source'),
    web_acls: linkedFrom('The firewalls before it.', 'web_acl', 'resources/*'),
  },
})
