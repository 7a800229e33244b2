import { flag, kind, link, linkAny, linkedFrom, list, map, nullable, oneOf, shape, text } from '../schema.ts'

export const distributionKind = kind({
  name: 'distribution',
  collection: 'distributions',
  description: 'A content delivery network before origins.',
  arn: { service: 'cloudfront', prefix: 'distribution/', byId: true },
  attributes: {
    comment: nullable(text('The comment.')),
    enabled: flag('It is switched on.'),
    aliases: list('Its domain names.', text('A domain name.', ['www.shop.example'])),
    minimum_tls: text('The oldest TLS version callers may use.', ['TLSv1', 'TLSv1.2_2021', 'TLSv1.3_2025']),
    origins: list(
      'What it stands before.',
      shape('An origin.', {
        id: text('What behaviours call it.'),
        target: nullable(
          linkAny('What it leads to; null for another host.', [
            'bucket',
            'api',
            'function_url',
            'load_balancer',
            'resource',
          ]),
        ),
        protocol: nullable(oneOf('How it is called; null for a bucket.', ['http-only', 'https-only', 'match-viewer'])),
        tls_versions: list('TLS versions it is called with.', text('A version.', ['TLSv1', 'TLSv1.2', 'SSLv3'])),
        access_control: flag('Calls are signed, so that the origin can refuse others.'),
      }),
    ),
    behaviors: list(
      'How paths are served.',
      shape('A behaviour.', {
        path: text('The paths.', ['*', '/api/*']),
        origin: text('The origin that answers.'),
        viewer_protocol: oneOf('How callers may call.', ['allow-all', 'https-only', 'redirect-to-https']),
        functions: list('Functions that run at the edge.', link('A function.', 'function')),
      }),
    ),
    logged: flag('Calls are logged.'),
    web_acl: nullable(link('The firewall before it.', 'web_acl')),
    tags: map('Tags.', text('A tag.')),
    triggers: linkedFrom('The functions it runs.', 'trigger', 'source'),
  },
})
