import { entity, part } from '../../mapping/mapping.ts'
import { at, record } from '../../mapping/source.ts'
import { objectAt, present, single } from '../../mapping/words.ts'
import { subscriptionEndpoint, subscriptionTarget } from '../subscriptions.ts'
import { link, tags } from '../words.ts'

/** Defaults: Terraform AWS provider, aws_sns_topic. */
export const topic = entity('topic', ['aws_sns_topic'], {
  name: at('name'),
  fifo: at('fifo_topic', false),
  encryption_key: link('kms_master_key_id'),
  tags,
})

/** Source: Terraform AWS provider, aws_sns_topic_subscription. */
export const subscription = part('topic', ['aws_sns_topic_subscription'], link('topic_arn'), {
  subscriptions: single(
    record({
      protocol: at('protocol'),
      endpoint: subscriptionEndpoint,
      target: subscriptionTarget,
      filtered: present(at('filter_policy')),
      dead_letter: (scope) => {
        const policy = objectAt('redrive_policy', { target: link('deadLetterTargetArn') })(scope)
        return policy.type === 'map' ? (policy.entries.get('target')?.value ?? policy) : policy
      },
    }),
  ),
})
