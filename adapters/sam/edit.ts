import type { Span } from '../../model/source.ts'
import type { Entry, ListValue, MapValue, Value } from '../../model/value.ts'
import { isNull } from '../../model/value.ts'

/** What stands at a path of keys and list indexes; `undefined` where nothing does. A null counts as nothing. */
export function valueAt(value: Value | undefined, ...path: readonly (string | number)[]): Value | undefined {
  let found = value
  for (const step of path) {
    if (typeof step === 'number') found = found?.type === 'list' ? found.items[step] : undefined
    else found = found?.type === 'map' ? found.entries.get(step)?.value : undefined
  }
  return found && isNull(found) ? undefined : found
}

/** The same where it says something: null, false, zero and an empty text, list or map count as nothing. */
export function saidAt(value: Value | undefined, ...path: readonly (string | number)[]): Value | undefined {
  const found = valueAt(value, ...path)
  if (found?.type === 'map') return found.entries.size > 0 ? found : undefined
  if (found?.type === 'list') return found.items.length > 0 ? found : undefined
  return found?.type !== 'scalar' || found.value ? found : undefined
}

/** The text of a scalar that is a text; `undefined` for all else. */
export function textOf(value: Value | undefined): string | undefined {
  return value?.type === 'scalar' && typeof value.value === 'string' ? value.value : undefined
}

/** The entries of a map, none for all else. */
export function entriesOf(value: Value | undefined): readonly (readonly [string, Entry])[] {
  return value?.type === 'map' ? [...value.entries] : []
}

/** The items of a list, none for all else. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  return value?.type === 'list' ? value.items : []
}

/** A map with one entry set. The place of a key that is there is kept. */
export function withEntry(map: MapValue, name: string, value: Value): MapValue {
  const key = map.entries.get(name)?.key ?? value.at
  return { ...map, entries: new Map([...map.entries, [name, { key, value }]]) }
}

/** A map with entries set, those of `undefined` left as they are. */
export function withEntries(map: MapValue, entries: Readonly<Record<string, Value | undefined>>): MapValue {
  return Object.entries(entries).reduce(
    (edited, [name, value]) => (value === undefined ? edited : withEntry(edited, name, value)),
    map,
  )
}

export function without(map: MapValue, ...names: readonly string[]): MapValue {
  if (!names.some((name) => map.entries.has(name))) return map
  return { ...map, entries: new Map([...map.entries].filter(([name]) => !names.includes(name))) }
}

/** A map with a value set at a path of keys. Maps that are not there yet, or are no maps, are made at the place of the value. */
export function withPath(map: MapValue, path: readonly string[], value: Value): MapValue {
  const [first, ...rest] = path
  if (first === undefined) return map
  if (rest.length === 0) return withEntry(map, first, value)
  const inner = map.entries.get(first)?.value
  return withEntry(map, first, withPath(inner?.type === 'map' ? inner : emptyMap(value.at), rest, value))
}

export function withItems(list: Value | undefined, items: readonly Value[], at: Span): ListValue {
  return list?.type === 'list' ? { ...list, items: [...list.items, ...items] } : { type: 'list', items, at }
}

/** The list that a value is, or a list of it alone. */
export function asList(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : value.type === 'list' ? value.items : [value]
}

export function emptyMap(at: Span): MapValue {
  return { type: 'map', entries: new Map(), at }
}
