import { entity, part } from '../../mapping/mapping.ts'
import { at } from '../../mapping/source.ts'
import { nullWhere, single } from '../../mapping/words.ts'
import { targetAt } from '../invocation.ts'
import { link, tags } from '../words.ts'

/** Source: Terraform AWS provider, aws_cloudwatch_log_group. A retention of 0 is for ever. */
export const logGroup = entity('log_group', ['aws_cloudwatch_log_group'], {
  name: at('name'),
  retention_days: nullWhere(at('retention_in_days'), (days) => days === 0),
  key: link('kms_key_id'),
  tags,
})

export const subscription = part('log_group', ['aws_cloudwatch_log_subscription_filter'], link('log_group_name'), {
  subscriptions: single(targetAt('destination_arn')),
})
