import type { MapValue, Value } from '../../../model/value.ts'
import { makeMap } from '../build.ts'
import { valueAt } from '../edit.ts'
import { InvalidEvent } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import { literal, optional, type PropertyShapes, required } from '../properties.ts'
import type { EventSource, FunctionEvent, StateMachineEvent } from '../serverless.ts'
import { type DeadLetter, deadLetterOf } from '../wiring/dead-letter.ts'
import { addDeliveryRole, startPolicy } from '../wiring/delivery-role.ts'
import { allow, inlinePolicy } from '../wiring/policy.ts'

const properties: PropertyShapes = {
  PermissionsBoundary: optional('text'),
  ScheduleExpression: required('text'),
  FlexibleTimeWindow: optional('map'),
  Name: optional('text'),
  State: optional('text'),
  Description: optional('text'),
  StartDate: optional('text'),
  EndDate: optional('text'),
  ScheduleExpressionTimezone: optional('text'),
  GroupName: optional('text'),
  KmsKeyArn: optional('text'),
  Input: optional('text'),
  RoleArn: optional('text'),
  DeadLetterConfig: optional('map'),
  RetryPolicy: optional('map'),
  OmitName: literal('boolean'),
}

/** A schedule of EventBridge Scheduler and the role by which it delivers. Source: AWS SAM developer guide, "ScheduleV2". */
export const scheduleV2: EventSource = {
  type: 'ScheduleV2',
  forFunction: {
    properties,
    expand: (event, expansion) => {
      const call = inlinePolicy(
        `${event.logicalId}LambdaPolicy`,
        [allow('lambda:InvokeFunction', event.target.arn)],
        event.at,
      )
      addSchedule(event, call, expansion)
      return undefined
    },
  },
  forStateMachine: {
    properties,
    expand: (event, expansion) => {
      const start = startPolicy(event, `${event.logicalId}StartExecutionPolicy`)
      addSchedule(event, start, expansion)
      return undefined
    },
  },
}

function addSchedule(event: FunctionEvent | StateMachineEvent, policy: MapValue, expansion: Expansion): void {
  const { properties, at } = event
  const deadLetter = deadLetterOf(event, expansion)
  const given = (name: string) => valueAt(properties, name)
  const boundary = given('PermissionsBoundary')
  const role =
    given('RoleArn') ??
    addDeliveryRole(
      event,
      {
        service: 'scheduler.amazonaws.com',
        policies: [policy, ...(deadLetter ? [sendPolicy(event, deadLetter)] : [])],
        ...(boundary ? { permissionsBoundary: boundary } : {}),
      },
      expansion,
    )
  expansion.add({
    id: event.logicalId,
    type: 'AWS::Scheduler::Schedule',
    properties: makeMap(
      {
        ScheduleExpression: given('ScheduleExpression'),
        FlexibleTimeWindow: given('FlexibleTimeWindow') ?? { Mode: 'OFF' },
        Name: nameOf(event),
        State: given('State'),
        Description: given('Description'),
        StartDate: given('StartDate'),
        EndDate: given('EndDate'),
        ScheduleExpressionTimezone: given('ScheduleExpressionTimezone'),
        GroupName: given('GroupName'),
        KmsKeyArn: given('KmsKeyArn'),
        Target: {
          Arn: event.target.arn,
          RoleArn: role,
          Input: given('Input'),
          DeadLetterConfig: deadLetter?.config,
          RetryPolicy: given('RetryPolicy'),
        },
      },
      at,
    ),
    attributes: event.owner.attributes,
    at,
  })
}

function nameOf({ properties, logicalId }: FunctionEvent | StateMachineEvent): Value | string | undefined {
  const name = valueAt(properties, 'Name')
  const omitted = valueAt(properties, 'OmitName')
  if (omitted?.type !== 'scalar' || omitted.value !== true) return name ?? logicalId
  if (name) throw new InvalidEvent(logicalId, 'Name cannot be set when OmitName is True', name.at)
  return undefined
}

function sendPolicy(event: FunctionEvent | StateMachineEvent, { queueArn, config }: DeadLetter): MapValue {
  return inlinePolicy(`${event.logicalId}SQSPolicy`, [allow('sqs:SendMessage', queueArn)], config.at)
}
