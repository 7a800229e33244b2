import type { MapValue } from '../../../model/value.ts'
import { entriesOf, textOf, valueAt } from '../edit.ts'
import { InvalidEvent, InvalidResource } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import { sameValue } from '../hash.ts'
import type { EventShape, FunctionEvent, FunctionTarget, RoleNeeds, ServerlessResource } from '../serverless.ts'
import { readEvent, type WrittenEvent } from '../wiring/written-event.ts'

type ReadEvent = WrittenEvent<EventShape<FunctionEvent, RoleNeeds | undefined>>

export function readEvents(owner: ServerlessResource): readonly ReadEvent[] {
  return entriesOf(valueAt(owner.properties, 'Events')).map(([id, entry]) =>
    readEvent(owner, id, entry, (source) => source.forFunction),
  )
}

/** Expands the events of a function, in the order of their paths or ids; that of an HTTP API without a path is the default route. */
export function expandEvents(
  owner: ServerlessResource,
  events: readonly ReadEvent[],
  target: FunctionTarget,
  expansion: Expansion,
): Required<RoleNeeds> {
  const key = ({ id, type, properties }: ReadEvent): string =>
    textOf(valueAt(properties, 'Path')) ?? (type === 'HttpApi' ? '$default' : id)
  const sorted = [...events].sort((left, right) => (key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : 0))
  const needs = sorted.map(({ shape, ...event }) =>
    inFunction(owner, () => shape.expand({ ...event, owner, target }, expansion)),
  )
  return {
    managed: needs.flatMap((need) => need?.managed ?? []),
    inline: distinct(needs.flatMap((need) => need?.inline ?? [])),
  }
}

/** Of policies that are the same, as those of two events with one secret, the first. */
function distinct(policies: readonly MapValue[]): readonly MapValue[] {
  return policies.filter((policy, at) => policies.findIndex((other) => sameValue(other, policy)) === at)
}

/** An event that is invalid makes its function invalid. */
function inFunction<T>(owner: ServerlessResource, work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    if (!(thrown instanceof InvalidEvent)) throw thrown
    throw new InvalidResource(owner.id, thrown.message, thrown.at)
  }
}
