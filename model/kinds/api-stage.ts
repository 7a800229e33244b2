import { flag, integer, kind, link, linkAny, linkedFrom, list, map, nullable, oneOf, shape, text } from '../schema.ts'
import { setting } from '../setting.ts'

export const apiStageKind = kind({
  name: 'api_stage',
  collection: 'api_stages',
  description: 'A deployed stage of an API.',
  nameAttribute: 'name',
  about: 'api',
  attributes: {
    name: text('Its name.', ['prod', '$default']),
    api: link('The API it deploys.', 'api'),
    access_log: nullable(
      shape('Where calls are logged; null where they are not.', {
        destination: nullable(linkAny('The log group or delivery stream.', ['log_group', 'stream', 'resource'])),
        format: nullable(text('What is logged of a call.', ['{"requestId":"$context.requestId"}'])),
      }),
    ),
    tracing: flag('Calls are traced. Only REST APIs can.'),
    settings: list(
      'What is set for routes; the route `*` stands for all without settings of their own.',
      shape('Settings of routes.', {
        route: text('`*`, `GET /orders`, or the route key of a WebSocket API.', ['*', 'GET /orders']),
        throttle_rate: nullable(integer('Calls in a second; null where only the account limits them.', 0, 100_000)),
        throttle_burst: nullable(integer('Calls at once; null where only the account limits them.', 0, 100_000)),
        logging: oneOf('What is logged of the execution.', ['OFF', 'ERROR', 'INFO']),
        payload_logged: flag('Whole requests and answers are logged.'),
        metrics: flag('Metrics are kept for each route.'),
        cached: flag('Answers are cached.'),
        cache_encrypted: flag('Cached answers are encrypted.'),
      }),
    ),
    usage_plans: list(
      'Plans that limit callers by their API key.',
      shape('A usage plan.', {
        throttle_rate: nullable(integer('Calls in a second.', 0, 100_000)),
        throttle_burst: nullable(integer('Calls at once.', 0, 100_000)),
        quota: nullable(integer('Calls in a period.', 0, 1_000_000_000)),
      }),
    ),
    cache: flag('A cache is provided.'),
    client_certificate: flag('It shows a certificate to what it calls.'),
    variables: map('Stage variables by name.', setting),
    tags: map('Tags.', text('A tag.')),
    web_acls: linkedFrom('The firewalls before it.', 'web_acl', 'resources/*'),
  },
})
