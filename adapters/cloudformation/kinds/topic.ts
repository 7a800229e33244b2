import { entity, part } from '../../mapping/mapping.ts'
import { at, record } from '../../mapping/source.ts'
import { each, present, single } from '../../mapping/words.ts'
import { subscriptionTarget } from '../subscriptions.ts'
import { tags } from '../words.ts'

const subscription = {
  protocol: at('Protocol'),
  endpoint: at('Endpoint'),
  target: subscriptionTarget,
  filtered: present(at('FilterPolicy')),
  dead_letter: at('RedrivePolicy/deadLetterTargetArn'),
}

/** Defaults: CloudFormation reference, AWS::SNS::Topic. */
export const topic = entity('topic', ['AWS::SNS::Topic'], {
  name: at('TopicName'),
  fifo: at('FifoTopic', false),
  encryption_key: at('KmsMasterKeyId'),
  subscriptions: each('Subscription', subscription),
  tags: tags('Tags'),
})

export const topicSubscription = part('topic', ['AWS::SNS::Subscription'], at('TopicArn'), {
  subscriptions: single(record(subscription)),
})
