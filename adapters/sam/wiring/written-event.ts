import type { Span } from '../../../model/source.ts'
import { type Entry, isNull, type MapValue, type Value } from '../../../model/value.ts'
import { shown } from '../apis/expect.ts'
import { emptyMap, textOf, without } from '../edit.ts'
import { InvalidEvent, InvalidResource } from '../errors.ts'
import { eventSources } from '../events/index.ts'
import { checkId } from '../expansion.ts'
import { checkResource, type PropertyShapes } from '../properties.ts'
import { typeName } from '../python.ts'
import type { EventSource, ServerlessResource } from '../serverless.ts'

/** An event as it is declared, its properties checked. */
export interface WrittenEvent<Shape> {
  readonly id: string
  readonly logicalId: string
  readonly type: string
  readonly properties: MapValue
  readonly at: Span
  readonly shape: Shape
}

/** Reads an event of a function or state machine. `shapeOf` gives what a source is for such an owner, if anything. */
export function readEvent<Shape extends { readonly properties: PropertyShapes }>(
  owner: ServerlessResource,
  id: string,
  { key: at, value }: Entry,
  shapeOf: (source: EventSource) => Shape | undefined,
): WrittenEvent<Shape> {
  const refused = (problem: string) => new InvalidResource(owner.id, new InvalidEvent(id, problem, at).message, at)
  if (value.type !== 'map') throw refused(`'${typeName(value)}' object has no attribute 'get'`)
  const written = value.entries.get('Type')?.value
  const source = eventSources.get(textOf(written) ?? '')
  const shape = source && shapeOf(source)
  if (!source || !shape) {
    throw refused(`Resource dict has missing or invalid value for key Type. Event Type is: ${shown(written)}.`)
  }
  const logicalId = owner.id + id
  checkId(logicalId, at)
  const properties = propertiesOf(value, logicalId, at)
  checkResource(logicalId, source.type, properties, shape.properties)
  return { id, logicalId, type: source.type, properties, at, shape }
}

function propertiesOf(event: Value, logicalId: string, at: Span): MapValue {
  const entry = event.type === 'map' ? event.entries.get('Properties') : undefined
  if (!entry) return emptyMap(at)
  if (entry.value.type !== 'map') {
    throw new InvalidResource(logicalId, 'Properties of a resource must be an object.', entry.key)
  }
  const empty = [...entry.value.entries].filter(([, { value }]) => isNull(value)).map(([name]) => name)
  return without(entry.value, ...empty)
}
