import { entity, part } from '../../mapping/mapping.ts'
import { at } from '../../mapping/source.ts'
import { single } from '../../mapping/words.ts'
import { tags } from '../words.ts'

/** Source: CloudFormation reference, AWS::Logs::LogGroup. */
export const logGroup = entity('log_group', ['AWS::Logs::LogGroup'], {
  name: at('LogGroupName'),
  retention_days: at('RetentionInDays'),
  key: at('KmsKeyId'),
  tags: tags('Tags'),
})

export const subscription = part('log_group', ['AWS::Logs::SubscriptionFilter'], at('LogGroupName'), {
  subscriptions: single(at('DestinationArn')),
})
