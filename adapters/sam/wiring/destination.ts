import type { MapValue, Value } from '../../../model/value.ts'
import { join, makeScalar } from '../build.ts'
import { textOf, valueAt, withEntry, without } from '../edit.ts'
import { InvalidEvent } from '../errors.ts'
import type { FunctionEvent } from '../serverless.ts'
import { allow, inlinePolicy } from './policy.ts'

export interface FailureDestination {
  /** `DestinationConfig` without the types that only say which policy is asked for. */
  readonly config: Value
  readonly policies: readonly MapValue[]
}

/** Where a source sends what the function failed on, and what the function's role needs for it. */
export function destinationPolicy(event: FunctionEvent): FailureDestination | undefined {
  const config = valueAt(event.properties, 'DestinationConfig')
  if (config?.type !== 'map' || config.entries.size === 0) return undefined
  const failure = valueAt(config, 'OnFailure')
  if (failure?.type !== 'map') {
    const problem = "Property 'DestinationConfig.OnFailure' should be a map."
    throw new InvalidEvent(event.logicalId, problem, failure?.at ?? config.at)
  }
  const type = valueAt(failure, 'Type')
  if (!type) return { config, policies: [] }
  const destination = valueAt(failure, 'Destination') ?? makeScalar(null, type.at)
  const policies = policiesFor(event.logicalId, type, destination)
  if (!names.includes(textOf(type) ?? '')) {
    const problem = "The only valid values for 'Type' are 'SQS', 'SNS', 'S3', and 'Kafka'"
    throw new InvalidEvent(event.logicalId, problem, type.at)
  }
  return { config: withEntry(config, 'OnFailure', without(failure, 'Type')), policies }
}

const names = ['SQS', 'SNS', 'S3', 'Kafka']

function policiesFor(logicalId: string, type: Value, destination: Value): readonly MapValue[] {
  switch (textOf(type)) {
    case 'SQS':
      return [inlinePolicy(`${logicalId}SQSPolicy`, [allow('sqs:SendMessage', destination)], type.at)]
    case 'SNS':
      return [inlinePolicy(`${logicalId}SNSPolicy`, [allow('sns:publish', destination)], type.at)]
    case 'S3': {
      const objects = allow('s3:PutObject', join('/', [destination, '*']))
      return [inlinePolicy(`${logicalId}S3Policy`, [objects, allow('s3:ListBucket', destination)], type.at)]
    }
    default:
      return []
  }
}
