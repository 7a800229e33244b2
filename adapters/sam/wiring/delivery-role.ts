import type { MapValue, Value } from '../../../model/value.ts'
import { getAtt, make, makeMap } from '../build.ts'
import type { Expansion } from '../expansion.ts'
import { trustOf } from '../role.ts'
import type { FunctionEvent, StateMachineEvent } from '../serverless.ts'
import { allow, inlinePolicy } from './policy.ts'

/** A role for the service that delivers an event. */
export interface DeliveryRole {
  /** `events.amazonaws.com`. */
  readonly service: string
  readonly policies: readonly MapValue[]
  readonly permissionsBoundary?: Value
}

/** Adds the role by which an event is delivered. Gives its ARN. */
export function addDeliveryRole(
  event: FunctionEvent | StateMachineEvent,
  { service, policies, permissionsBoundary }: DeliveryRole,
  expansion: Expansion,
): Value {
  const id = `${event.logicalId}Role`
  expansion.add({
    id,
    type: 'AWS::IAM::Role',
    properties: makeMap(
      {
        AssumeRolePolicyDocument: trustOf(service, event.at),
        Policies: policies,
        PermissionsBoundary: permissionsBoundary,
      },
      event.at,
    ),
    attributes: event.owner.attributes,
    at: event.at,
  })
  return make(getAtt(id, 'Arn'), event.at)
}

/** Lets a role start the state machine of an event. */
export function startPolicy(event: StateMachineEvent, name: string): MapValue {
  return inlinePolicy(name, [allow('states:StartExecution', event.target.arn)], event.at)
}
