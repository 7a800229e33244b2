import { entriesOf, valueAt } from '../edit.ts'
import type { Expansion } from '../expansion.ts'
import type { ServerlessResource, StateMachineTarget } from '../serverless.ts'
import { readEvent } from '../wiring/written-event.ts'

/** Adds what the events of a state machine stand for. */
export function expandEvents(machine: ServerlessResource, target: StateMachineTarget, expansion: Expansion): void {
  const events = entriesOf(valueAt(machine.properties, 'Events')).map(([id, entry]) =>
    readEvent(machine, id, entry, (source) => source.forStateMachine),
  )
  for (const { shape, ...event } of events) shape.expand({ ...event, owner: machine, target }, expansion)
}
