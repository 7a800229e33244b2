import { required } from '../properties.ts'
import type { EventSource } from '../serverless.ts'
import { mappingShapes } from '../wiring/event-source-mapping.ts'
import { readsWith } from '../wiring/polled.ts'

/** The stream of a table. Source: AWS SAM developer guide, "DynamoDB". */
export const dynamoDb: EventSource = {
  type: 'DynamoDB',
  forFunction: {
    properties: { ...mappingShapes, Stream: required('any'), StartingPosition: required('any') },
    expand: readsWith('AWSLambdaDynamoDBExecutionRole', { arn: 'Stream' }),
  },
}
