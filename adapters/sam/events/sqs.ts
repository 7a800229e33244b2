import { required } from '../properties.ts'
import type { EventSource } from '../serverless.ts'
import { mappingShapes } from '../wiring/event-source-mapping.ts'
import { readsWith } from '../wiring/polled.ts'

/** A queue. Source: AWS SAM developer guide, "SQS". */
export const sqs: EventSource = {
  type: 'SQS',
  forFunction: {
    properties: { ...mappingShapes, Queue: required('any') },
    expand: readsWith('AWSLambdaSQSQueueExecutionRole', { arn: 'Queue' }),
  },
}
