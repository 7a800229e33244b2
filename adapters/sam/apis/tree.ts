import type { Span } from '../../../model/source.ts'
import type { ListValue, MapValue, Value } from '../../../model/value.ts'
import { type Made, make } from '../build.ts'
import { valueAt } from '../edit.ts'

/** A value whose maps and lists are edited in place. It is a `Value` to whoever reads it; places are kept. */
export type Tree = Exclude<Value, MapValue | ListValue> | TreeMap | TreeList

export interface TreeMap extends Omit<MapValue, 'entries'> {
  readonly entries: Map<string, { readonly key: Span; readonly value: Tree }>
}

export interface TreeList extends Omit<ListValue, 'items'> {
  readonly items: Tree[]
}

/** A copy that can be edited. */
export function thaw(value: Value): Tree {
  if (value.type === 'map') return thawMap(value)
  return value.type === 'list' ? { ...value, items: value.items.map(thaw) } : value
}

export function thawMap(map: MapValue): TreeMap {
  const entries: TreeMap['entries'] = new Map()
  for (const [name, { key, value }] of map.entries) entries.set(name, { key, value: thaw(value) })
  return { ...map, entries }
}

export function get(map: TreeMap, name: string): Tree | undefined {
  return map.entries.get(name)?.value
}

export function getMap(map: TreeMap, name: string): TreeMap | undefined {
  const value = get(map, name)
  return value?.type === 'map' ? value : undefined
}

/** Sets an entry; the place of a key that is there is kept. */
export function set(map: TreeMap, name: string, content: Made, at: Span): void {
  map.entries.set(name, { key: map.entries.get(name)?.key ?? at, value: thaw(make(content, at)) })
}

export function setTree(map: TreeMap, name: string, value: Tree, at: Span): void {
  map.entries.set(name, { key: map.entries.get(name)?.key ?? at, value })
}

/** The map at a key, made where nothing or no map is there. */
export function mapAt(map: TreeMap, name: string, at: Span): TreeMap {
  const found = getMap(map, name)
  if (found) return found
  const made: TreeMap = { type: 'map', entries: new Map(), at }
  setTree(map, name, made, at)
  return made
}

/** Adds items to the list at a key, made where no list is there. */
export function push(map: TreeMap, name: string, items: readonly Made[], at: Span): void {
  const found = get(map, name)
  const made = items.map((item) => thaw(make(item, at)))
  if (found?.type === 'list') found.items.push(...made)
  else setTree(map, name, { type: 'list', items: made, at }, at)
}

/** Whether a value says something: not null, false, zero, and not an empty text, list or map. */
export function isSaid<V extends Value>(value: V | undefined): value is V {
  if (value === undefined) return false
  if (value.type === 'map') return value.entries.size > 0
  if (value.type === 'list') return value.items.length > 0
  return value.type !== 'scalar' || Boolean(value.value)
}

/** What stands at a path of keys, where it says something. */
export function saidAt(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  const found = valueAt(value, ...path)
  return isSaid(found) ? found : undefined
}

/** Edits in place that are undone where they throw: of what refuses, nothing stays. */
export function attempt(parent: TreeMap, name: string, edit: () => void): void {
  const before = parent.entries.get(name)
  const kept = before && { key: before.key, value: thaw(before.value) }
  try {
    edit()
  } catch (thrown) {
    if (kept) parent.entries.set(name, kept)
    else parent.entries.delete(name)
    throw thrown
  }
}
