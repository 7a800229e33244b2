import { entity, part } from '../../mapping/mapping.ts'
import { at, isNull, plain, record, type Source } from '../../mapping/source.ts'
import { objectAt } from '../../mapping/words.ts'
import { link, tags } from '../words.ts'

const redrive = objectAt('redrive_policy', {
  target: link('deadLetterTargetArn'),
  max_receive_count: at('maxReceiveCount', 10),
})

/** Defaults: Terraform AWS provider, aws_sqs_queue. */
export const queue = entity('queue', ['aws_sqs_queue'], {
  name: at('name'),
  fifo: at('fifo_queue', false),
  visibility_timeout_s: at('visibility_timeout_seconds', 30),
  retention_s: at('message_retention_seconds', 345_600),
  encryption: record({ managed: managed(), key: link('kms_master_key_id') }),
  redrive,
  tags,
})

export const redrivePolicy = part('queue', ['aws_sqs_queue_redrive_policy'], link('queue_url'), { redrive })

/** The service encrypts with its own key unless that is switched off or another key is named. */
function managed(): Source {
  return (scope) => {
    const key = at('kms_master_key_id')(scope)
    if (isNull(key)) return at('sqs_managed_sse_enabled', true)(scope)
    const own = at('sqs_managed_sse_enabled')(scope)
    return isNull(own) ? plain(false, key.at) : own
  }
}
