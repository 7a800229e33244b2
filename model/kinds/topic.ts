import { flag, kind, link, linkAny, linkedFrom, list, map, nullable, oneOf, shape, text } from '../schema.ts'
import { setting } from '../setting.ts'

export const topicKind = kind({
  name: 'topic',
  collection: 'topics',
  description: 'A topic: each message goes to every subscriber.',
  nameAttribute: 'name',
  arn: { service: 'sns', prefix: '', ends: ':' },
  attributes: {
    name: nullable(text('The name it was given; null where the provider makes one.')),
    fifo: flag('Messages keep their order.'),
    encryption_key: nullable(link('The KMS key; null where messages are not encrypted at rest.', 'key')),
    subscriptions: list(
      'Who gets its messages.',
      shape('A subscription.', {
        protocol: oneOf('How messages are delivered.', [
          'lambda',
          'sqs',
          'firehose',
          'http',
          'https',
          'email',
          'email-json',
          'sms',
          'application',
        ]),
        endpoint: nullable(setting),
        target: nullable(
          linkAny('The function, queue or stream that gets them; null for a person or a URL.', [
            'function',
            'queue',
            'resource',
          ]),
        ),
        filtered: flag('Only messages that match a filter policy are delivered.'),
        dead_letter: nullable(linkAny('Where messages go that cannot be delivered.', ['queue', 'resource'])),
      }),
    ),
    tags: map('Tags.', text('A tag.')),
    triggers: linkedFrom('The triggers it feeds.', 'trigger', 'source'),
    policies: linkedFrom('Its resource policy.', 'resource_policy', 'resource'),
  },
})
