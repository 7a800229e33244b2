import type { Span } from '../../../model/source.ts'
import type { Entry, MapValue } from '../../../model/value.ts'
import { emptyMap, entriesOf, textOf, valueAt } from '../edit.ts'
import { InvalidEvent, InvalidResource } from '../errors.ts'
import { eventSources } from '../events/index.ts'
import { checkId, type Expansion } from '../expansion.ts'
import { sameValue } from '../hash.ts'
import { checkResource } from '../properties.ts'
import type { EventShape, FunctionEvent, FunctionTarget, RoleNeeds, ServerlessResource } from '../serverless.ts'

/** An event as it is declared, its properties checked. */
interface ReadEvent {
  readonly id: string
  readonly type: string
  readonly properties: MapValue
  readonly at: Span
  readonly expand: EventShape<FunctionEvent, RoleNeeds | undefined>['expand']
}

export function readEvents(owner: ServerlessResource): readonly ReadEvent[] {
  return entriesOf(valueAt(owner.properties, 'Events')).map(([id, entry]) =>
    inFunction(owner, () => readEvent(id, entry, owner.id + id)),
  )
}

function readEvent(id: string, { key: at, value }: Entry, logicalId: string): ReadEvent {
  if (value.type !== 'map') throw new InvalidEvent(id, "'NoneType' object has no attribute 'get'", at)
  const type = textOf(valueAt(value, 'Type'))
  const source = type === undefined ? undefined : eventSources.get(type)?.forFunction
  if (type === undefined || !source) {
    const problem = `Resource dict has missing or invalid value for key Type. Event Type is: ${type ?? 'None'}.`
    throw new InvalidEvent(id, problem, at)
  }
  const written = valueAt(value, 'Properties')
  const properties = written?.type === 'map' ? written : emptyMap(at)
  checkId(logicalId, at)
  checkResource(logicalId, type, properties, source.properties)
  return { id, type, properties, at, expand: source.expand }
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
  const needs = sorted.map(({ id, type, properties, at, expand }) =>
    inFunction(owner, () => expand({ id, logicalId: owner.id + id, type, properties, at, owner, target }, expansion)),
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
