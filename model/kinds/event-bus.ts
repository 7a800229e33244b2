import { kind, link, linkedFrom, map, nullable, text } from '../schema.ts'

export const eventBusKind = kind({
  name: 'event_bus',
  collection: 'event_buses',
  description: 'An event bus. The default bus of the account is external and named `default`.',
  nameAttribute: 'name',
  arn: { service: 'events', prefix: 'event-bus/' },
  attributes: {
    name: nullable(text('Its name.', ['default'])),
    encryption_key: nullable(link('The customer-managed key; null where the service uses a key of its own.', 'key')),
    dead_letter: nullable(link('Where events go that cannot be delivered.', 'queue')),
    tags: map('Tags.', text('A tag.')),
    rules: linkedFrom('Its rules.', 'event_rule', 'bus'),
    triggers: linkedFrom('The triggers it feeds.', 'trigger', 'source'),
    policies: linkedFrom('Its resource policy.', 'resource_policy', 'resource'),
  },
})
