import type { Span } from '../../../model/source.ts'
import type { ListValue, MapValue, Value } from '../../../model/value.ts'
import { fail } from './failure.ts'
import { asText } from './texts.ts'
import { changeEntries } from './value.ts'

/** The elements of a list in one type: texts win over numbers and booleans. */
export function unifyList(value: ListValue): ListValue {
  const items = unifyAll(value.items)
  return items === value.items ? value : { ...value, items }
}

/** Two branches of a conditional in one type. Fails where they cannot be. */
export function unify(then: Value, otherwise: Value, at: Span): [Value, Value] {
  const [one, other] = [shapeOf(then), shapeOf(otherwise)]
  const areTexts = one === 'string' || other === 'string'
  const collections = ['list', 'map']
  if (one && other && one !== other && !(areTexts && ![one, other].some((shape) => collections.includes(shape)))) {
    fail(`The two results of a conditional must be of one type, not ${one} and ${other}.`, at)
  }
  const [a = then, b = otherwise] = unifyAll([then, otherwise])
  return [a, b]
}

/** Values in one type, where they can be: texts for primitives, element by element for collections of the same shape. */
export function unifyAll(values: readonly Value[]): readonly Value[] {
  const shapes = new Set(values.map(shapeOf).filter((shape) => shape !== undefined))
  if (shapes.size > 1) {
    const convertible = shapes.has('string') && !shapes.has('list') && !shapes.has('map')
    return convertible ? values.map((item) => (shapeOf(item) ? asText(item, item.at) : item)) : values
  }
  if (shapes.has('list')) return unifyLists(values)
  return shapes.has('map') ? unifyMaps(values) : values
}

function unifyLists(values: readonly Value[]): readonly Value[] {
  const lists = values.filter((value) => value.type === 'list')
  const lengths = new Set(lists.map((list) => list.items.length))
  if (lengths.size > 1) {
    const all = unifyAll(lists.flatMap((list) => list.items)).values()
    return values.map((value) => (value.type === 'list' ? { ...value, items: take(all, value.items.length) } : value))
  }
  const [length = 0] = lengths
  const columns = Array.from({ length }, (_, index) => unifyAll(lists.map((list) => list.items[index] ?? list)))
  return values.map((value) => {
    const row = value.type === 'list' ? lists.indexOf(value) : -1
    return value.type === 'list' ? { ...value, items: columns.map((column) => column[row] ?? value) } : value
  })
}

function unifyMaps(values: readonly Value[]): readonly Value[] {
  const maps = values.filter((value) => value.type === 'map')
  const keys = new Set(maps.flatMap((map) => [...map.entries.keys()]))
  const sameKeys = maps.every((map) => map.entries.size === keys.size)
  const unified = new Map<Value, Value>()
  const groups = sameKeys
    ? [...keys].map((key) => maps.map((map) => map.entries.get(key)?.value ?? map))
    : [maps.flatMap((map) => [...map.entries.values()].map((entry) => entry.value))]
  for (const group of groups) {
    const made = unifyAll(group)
    if (made !== group) for (const [index, value] of group.entries()) unified.set(value, made[index] ?? value)
  }
  if (unified.size === 0) return values
  return values.map((value) =>
    value.type === 'map' ? changeEntries(value, (item) => unified.get(item) ?? item) : value,
  )
}

/** The values of a map in one type. */
export function unifyEntries(map: MapValue): MapValue {
  const items = unifyAll([...map.entries.values()].map((entry) => entry.value))
  const entries = [...map.entries].map(
    ([key, entry], index) => [key, { ...entry, value: items[index] ?? entry.value }] as const,
  )
  return { ...map, entries: new Map(entries) }
}

function take(values: Iterator<Value>, count: number): readonly Value[] {
  return Array.from({ length: count }, () => values.next().value as Value)
}

/** What sort of value it is, as far as that is known. */
function shapeOf(value: Value): string | undefined {
  if (value.type === 'text' || value.type === 'json') return 'string'
  if (value.type === 'list' || value.type === 'map') return value.type
  return value.type === 'scalar' && value.value !== null ? typeof value.value : undefined
}
