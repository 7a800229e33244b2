import { encryptedByService } from '../../mapping/encryption.ts'
import { entity } from '../../mapping/mapping.ts'
import { at, record } from '../../mapping/source.ts'
import { objectAt } from '../../mapping/words.ts'
import { tags } from '../words.ts'

/** Defaults: CloudFormation reference, AWS::SQS::Queue. */
export const queue = entity('queue', ['AWS::SQS::Queue'], {
  name: at('QueueName'),
  fifo: at('FifoQueue', false),
  visibility_timeout_s: at('VisibilityTimeout', 30),
  retention_s: at('MessageRetentionPeriod', 345_600),
  encryption: record({
    managed: encryptedByService('KmsMasterKeyId', 'SqsManagedSseEnabled'),
    key: at('KmsMasterKeyId'),
  }),
  redrive: objectAt('RedrivePolicy', {
    target: at('deadLetterTargetArn'),
    max_receive_count: at('maxReceiveCount', 10),
  }),
  tags: tags('Tags'),
})
