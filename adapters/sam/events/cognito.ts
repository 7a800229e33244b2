import type { MapValue, Value } from '../../../model/value.ts'
import { shown } from '../apis/expect.ts'
import { getAtt } from '../build.ts'
import { asList, emptyMap, textOf, valueAt, withEntry } from '../edit.ts'
import { InvalidEvent, InvalidResource } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import { argumentOf } from '../intrinsic.ts'
import { required } from '../properties.ts'
import type { EventSource, FunctionEvent } from '../serverless.ts'
import { checkedType } from '../wiring/changed-resource.ts'
import { addPermission } from '../wiring/permission.ts'

/** Triggers of a user pool of the same template; the pool is changed. Source: AWS SAM developer guide, "Cognito". */
export const cognito: EventSource = {
  type: 'Cognito',
  forFunction: {
    properties: {
      UserPool: required('text'),
      Trigger: { is: ['text', 'list of texts'], required: true, literal: true },
    },
    expand: (event, expansion) => {
      const pool = poolOf(event, expansion)
      const caller = { principal: 'cognito-idp.amazonaws.com', sourceArn: getAtt(pool, 'Arn') }
      addPermission(event, { ...caller, stem: `${event.target.id}Cognito` }, expansion)
      expansion.update(pool, (body) => withTriggers(pool, body, event))
      return undefined
    },
  },
}

function poolOf({ id, logicalId, properties, at }: FunctionEvent, { resources }: Expansion): string {
  const written = valueAt(properties, 'UserPool')
  const reference = argumentOf(written, 'Ref')
  if (reference && textOf(reference) === undefined) {
    throw new InvalidEvent(logicalId, 'Ref in Userpool is not a string.', reference.at)
  }
  const name = textOf(reference)
  if (name === undefined || !resources.has(name)) {
    const problem = 'Cognito events must reference a Cognito UserPool in the same template.'
    throw new InvalidEvent(id, problem, written?.at ?? at)
  }
  return checkedType(name, 'AWS::Cognito::UserPool', resources)
}

function withTriggers(pool: string, body: MapValue, event: FunctionEvent): MapValue {
  const properties = valueAt(body, 'Properties') ?? emptyMap(body.at)
  if (properties.type !== 'map') throw new InvalidResource(pool, 'Properties should be a map.', properties.at)
  const before = valueAt(properties, 'LambdaConfig') ?? emptyMap(event.at)
  if (before.type !== 'map') {
    throw new InvalidResource(pool, "Property 'LambdaConfig' should be a map.", before.at)
  }
  const config = asList(valueAt(event.properties, 'Trigger')).reduce<MapValue>(
    (triggers, trigger) => withTrigger(triggers, trigger, event),
    before,
  )
  return withEntry(body, 'Properties', withEntry(properties, 'LambdaConfig', config))
}

function withTrigger(triggers: MapValue, trigger: Value, { id, properties, target }: FunctionEvent): MapValue {
  const written = valueAt(properties, 'Trigger')
  const name = textOf(trigger)
  if (name === undefined) return triggers
  if (valueAt(triggers, name)) {
    throw new InvalidEvent(id, `Cognito trigger "${shown(written)}" defined multiple times.`, trigger.at)
  }
  return withEntry(triggers, name, target.arn)
}
