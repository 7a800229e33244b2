import { entity } from '../../mapping/mapping.ts'
import { at, isNull, plain, record, type Source } from '../../mapping/source.ts'
import { objectAt } from '../../mapping/words.ts'
import { tags } from '../words.ts'

/** Defaults: CloudFormation reference, AWS::SQS::Queue. */
export const queue = entity('queue', ['AWS::SQS::Queue'], {
  name: at('QueueName'),
  fifo: at('FifoQueue', false),
  visibility_timeout_s: at('VisibilityTimeout', 30),
  retention_s: at('MessageRetentionPeriod', 345_600),
  encryption: record({ managed: managed(), key: at('KmsMasterKeyId') }),
  redrive: objectAt('RedrivePolicy', {
    target: at('deadLetterTargetArn'),
    max_receive_count: at('maxReceiveCount', 10),
  }),
  tags: tags('Tags'),
})

/** The service encrypts with its own key unless that is switched off or another key is named. */
function managed(): Source {
  return (scope) => {
    const key = at('KmsMasterKeyId')(scope)
    if (isNull(key)) return at('SqsManagedSseEnabled', true)(scope)
    const own = at('SqsManagedSseEnabled')(scope)
    return isNull(own) ? plain(false, key.at) : own
  }
}
