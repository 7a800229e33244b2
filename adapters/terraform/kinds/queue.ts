import { encryptedByService } from '../../mapping/encryption.ts'
import { entity, part } from '../../mapping/mapping.ts'
import { at, record } from '../../mapping/source.ts'
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
  encryption: record({
    managed: encryptedByService('kms_master_key_id', 'sqs_managed_sse_enabled'),
    key: link('kms_master_key_id'),
  }),
  redrive,
  tags,
})

export const redrivePolicy = part('queue', ['aws_sqs_queue_redrive_policy'], link('queue_url'), { redrive })
