import type { Span } from '../../../model/source.ts'
import type { MapValue } from '../../../model/value.ts'
import { makeScalar } from '../build.ts'
import { asList, textOf, valueAt, withEntry } from '../edit.ts'

/** A resource that waits for another one as well. */
export function dependOn(body: MapValue, id: string, at: Span): MapValue {
  const before = asList(valueAt(body, 'DependsOn'))
  const items = before.some((item) => textOf(item) === id) ? before : [...before, makeScalar(id, at)]
  return withEntry(body, 'DependsOn', { type: 'list', items, at: valueAt(body, 'DependsOn')?.at ?? at })
}
