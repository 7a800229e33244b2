import type { Value } from '../../../model/value.ts'
import { getAtt, make, makeMap, ref } from '../build.ts'
import { textOf, valueAt } from '../edit.ts'
import { InvalidEvent } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import type { FunctionEvent, StateMachineEvent } from '../serverless.ts'

/** Where what cannot be delivered goes. */
export interface DeadLetter {
  /** `DeadLetterConfig` of the target. */
  readonly config: Value
  readonly queueArn: Value
  /** The logical id of the queue that was made. */
  readonly made?: string
}

/**
 * The dead-letter queue of a rule's or schedule's target: the one of that ARN, or with `Type: SQS` a new one. Source: AWS
 * SAM developer guide, "DeadLetterConfig".
 */
export function deadLetterOf(event: FunctionEvent | StateMachineEvent, expansion: Expansion): DeadLetter | undefined {
  const config = valueAt(event.properties, 'DeadLetterConfig')
  if (config?.type !== 'map') return undefined
  const arn = valueAt(config, 'Arn')
  const type = valueAt(config, 'Type')
  const refused = (problem: string) => new InvalidEvent(event.logicalId, problem, config.at)
  const [hasArn, hasType] = [config.entries.has('Arn'), config.entries.has('Type')]
  if (hasArn && hasType) throw refused("You can either define 'Arn' or 'Type' property of DeadLetterConfig.")
  if (!hasArn && !hasType) throw refused("No 'Arn' or 'Type' property provided for DeadLetterConfig.")
  if (hasType && textOf(type) !== 'SQS') {
    throw refused("The only valid value for 'Type' property of DeadLetterConfig is 'SQS'.")
  }
  if (arn) return { config: makeMap({ Arn: arn }, config.at), queueArn: arn }
  const name = valueAt(config, 'QueueLogicalId')
  if (name && textOf(name) === undefined) throw refused('QueueLogicalId must be a string')
  const id = textOf(name) || `${event.logicalId}Queue`
  expansion.add({
    id,
    type: 'AWS::SQS::Queue',
    properties: makeMap({}, config.at),
    attributes: event.owner.attributes,
    at: config.at,
  })
  const queueArn = make(getAtt(id, 'Arn'), config.at)
  return { config: makeMap({ Arn: queueArn }, config.at), queueArn, made: id }
}

/** Lets a rule send to the queue that was made for it. */
export function admitRule(
  event: FunctionEvent | StateMachineEvent,
  { made, config }: DeadLetter,
  expansion: Expansion,
): void {
  if (made === undefined) return
  expansion.add({
    id: `${event.logicalId}QueuePolicy`,
    type: 'AWS::SQS::QueuePolicy',
    properties: makeMap(
      {
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: getAtt(made, 'Arn'),
              Condition: { ArnEquals: { 'aws:SourceArn': getAtt(event.logicalId, 'Arn') } },
            },
          ],
        },
        Queues: [ref(made)],
      },
      config.at,
    ),
    attributes: event.owner.attributes,
    at: config.at,
  })
}
