import { flag, integer, kind, link, linkedFrom, list, map, nullable, oneOf, shape, text } from '../schema.ts'

export const loadBalancerKind = kind({
  name: 'load_balancer',
  collection: 'load_balancers',
  description: 'A load balancer, which may call functions.',
  nameAttribute: 'name',
  arn: { service: 'elasticloadbalancing', prefix: 'loadbalancer/', byId: true },
  attributes: {
    name: nullable(text('The name it was given; null where the provider makes one.')),
    type: oneOf('What it balances.', ['application', 'network', 'gateway']),
    internal: flag('It can be reached from within its network only.'),
    listeners: list(
      'What it listens on.',
      shape('A listener.', {
        port: nullable(integer('The port.', 1, 65_535)),
        protocol: nullable(text('The protocol.', ['HTTP', 'HTTPS', 'TLS'])),
        security_policy: nullable(text('The TLS policy.', ['ELBSecurityPolicy-TLS13-1-2-2021-06'])),
        redirects: flag('Calls are sent on to HTTPS.'),
        authenticated: flag('Callers must sign in.'),
      }),
    ),
    logged: flag('Calls are logged.'),
    drops_invalid_headers: flag('Headers that are not valid are dropped.'),
    security_groups: list('Its security groups.', link('A group.', 'security_group')),
    tags: map('Tags.', text('A tag.')),
    triggers: linkedFrom('The functions it invokes.', 'trigger', 'source'),
    web_acls: linkedFrom('The firewalls before it.', 'web_acl', 'resources/*'),
  },
})
