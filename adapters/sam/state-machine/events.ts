import type { Span } from '../../../model/source.ts'
import { type Entry, isNull, type MapValue, type Value } from '../../../model/value.ts'
import { emptyMap, entriesOf, textOf, valueAt, without } from '../edit.ts'
import { InvalidEvent } from '../errors.ts'
import { eventSources } from '../events/index.ts'
import type { Expansion } from '../expansion.ts'
import { checkResource } from '../properties.ts'
import type { ServerlessResource, StateMachineTarget } from '../serverless.ts'

/** Adds what the events of a state machine stand for. */
export function expandEvents(machine: ServerlessResource, target: StateMachineTarget, expansion: Expansion): void {
  for (const [id, entry] of entriesOf(valueAt(machine.properties, 'Events'))) {
    expandEvent(id, entry, machine, target, expansion)
  }
}

function expandEvent(
  id: string,
  { key, value }: Entry,
  machine: ServerlessResource,
  target: StateMachineTarget,
  expansion: Expansion,
): void {
  const type = textOf(valueAt(value, 'Type')) ?? 'None'
  const source = eventSources.get(type)?.forStateMachine
  if (!source) {
    const problem = `Resource dict has missing or invalid value for key Type. Event Type is: ${type}.`
    throw new InvalidEvent(id, problem, key)
  }
  const logicalId = `${machine.id}${id}`
  const properties = propertiesOf(value, key)
  checkResource(logicalId, type, properties, source.properties)
  source.expand({ id, logicalId, type, properties, at: key, owner: machine, target }, expansion)
}

function propertiesOf(event: Value, at: Span): MapValue {
  const properties = valueAt(event, 'Properties')
  if (properties?.type !== 'map') return emptyMap(properties?.at ?? at)
  const empty = [...properties.entries].filter(([, { value }]) => isNull(value)).map(([name]) => name)
  return without(properties, ...empty)
}
