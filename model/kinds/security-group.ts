import { integer, kind, link, linkedFrom, list, map, nullable, shape, text } from '../schema.ts'

const access = shape('What is let through.', {
  protocol: text('The protocol; `-1` for all.', ['tcp', '-1']),
  from_port: nullable(integer('The first port; null for all.', -1, 65_535)),
  to_port: nullable(integer('The last port; null for all.', -1, 65_535)),
  addresses: list('The networks on the other side.', text('A network.', ['0.0.0.0/0', '10.0.0.0/8', '::/0'])),
  groups: list('The security groups on the other side.', link('A group.', 'security_group')),
  prefix_lists: list('The prefix lists on the other side.', text('A prefix list.')),
  description: nullable(text('The description.')),
})

export const securityGroupKind = kind({
  name: 'security_group',
  collection: 'security_groups',
  description: 'A firewall around what is attached to a network.',
  nameAttribute: 'name',
  attributes: {
    name: nullable(text('The name it was given; null where the provider makes one.')),
    description: nullable(text('The description.')),
    ingress: list('What may come in.', access),
    egress: list('What may go out.', access),
    tags: map('Tags.', text('A tag.')),
    functions: linkedFrom('The functions behind it.', 'function', 'vpc/security_groups/*'),
  },
})
