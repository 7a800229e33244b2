import { required } from '../properties.ts'
import type { EventSource } from '../serverless.ts'
import { mappingShapes } from '../wiring/event-source-mapping.ts'
import { readsWith } from '../wiring/polled.ts'

/** A data stream. Source: AWS SAM developer guide, "Kinesis". */
export const kinesis: EventSource = {
  type: 'Kinesis',
  forFunction: {
    properties: { ...mappingShapes, Stream: required('any'), StartingPosition: required('any') },
    expand: readsWith('AWSLambdaKinesisExecutionRole', { arn: 'Stream' }),
  },
}
