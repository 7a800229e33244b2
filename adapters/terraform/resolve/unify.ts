import type { Span } from '../../../model/source.ts'
import type { Value } from '../../../model/value.ts'
import { convertTo } from './convert.ts'
import { fail } from './failure.ts'
import { isPrimitive, isSame, typeOf } from './type-of.ts'
import { ANY, collectionType, objectType, type Type } from './types.ts'
import { isNull, notesOf } from './value.ts'

/** Two branches of a conditional in one type. Fails where they cannot be. Source: HCL specification, "Conditional Operator". */
export function unify(then: Value, otherwise: Value, at: Span): [Value, Value] {
  const [one, other] = [typeOf(then), typeOf(otherwise)]
  const type = isNothing(then) ? other : isNothing(otherwise) ? one : unifyTypes([one, other])
  if (!type) {
    return fail(`The two results of a conditional must be of one type, not ${one.of} and ${other.of}.`, at)
  }
  return [convertTo(then, type, at), convertTo(otherwise, type, at)]
}

/** Null alone, of which nothing says what it would be. */
function isNothing(value: Value): boolean {
  return isNull(value) && notesOf(value).ofType === undefined
}

/** Values in one type; undefined where there is none. */
export function unifyAll(values: readonly Value[], at: Span): readonly Value[] | undefined {
  const type = unifyTypes(values.map(typeOf))
  return type && values.map((value) => convertTo(value, type, at))
}

/**
 * The type to which values of all these types can be converted; undefined where there is none.
 * Source: go-cty, "convert.UnifyUnsafe".
 */
export function unifyTypes(types: readonly Type[]): Type | undefined {
  const [first] = types
  if (!first) return undefined
  if (types.every((type) => type === first)) return first
  const kinds = new Set(types.map((type) => type.of))
  const isOpen = kinds.delete('any')
  const only = (...wanted: readonly Type['of'][]) => [...kinds].every((kind) => wanted.includes(kind))
  if (kinds.size > 0 && ![...kinds].some((of) => isPrimitive({ of } as Type))) {
    const isKeyed = only('map', 'object')
    if (isOpen && (kinds.size === 1 || isKeyed || only('list', 'tuple'))) return ANY
    const found = unifyStructures(types, kinds, isKeyed, only('list', 'tuple'))
    if (found !== 'none') return found
  }
  return [...types].sort(byGenerality).find((wanted) => types.every((type) => canConvert(type, wanted)))
}

/** Of collections of one kind, and of structures and collections of their kind; `none` where another way may be found. */
function unifyStructures(
  types: readonly Type[],
  kinds: ReadonlySet<Type['of']>,
  isKeyed: boolean,
  isOrdered: boolean,
): Type | undefined | 'none' {
  const [kind] = kinds
  if (kinds.size === 1) {
    if (kind === 'object') return unifyObjects(types)
    if (kind === 'tuple') return unifyTuples(types)
    return unifyElements(kind as 'list' | 'set' | 'map', types.flatMap(partsOf))
  }
  if (kinds.has('object') && kinds.has('tuple')) return undefined
  if (!isKeyed && !isOrdered) return 'none'
  return unifyElements(isKeyed ? 'map' : 'list', types.flatMap(partsOf)) ?? 'none'
}

function unifyElements(of: 'list' | 'set' | 'map', elements: readonly Type[]): Type | undefined {
  const element = unifyTypes(elements)
  return element && collectionType(of, element)
}

function partsOf(type: Type): readonly Type[] {
  if (type.of === 'object') return [...type.attributes.values()].map((member) => member.type)
  if (type.of === 'tuple') return type.items
  return 'element' in type ? [type.element] : []
}

function unifyObjects(types: readonly Type[]): Type | undefined {
  const objects = types.filter((type) => type.of === 'object')
  const [first] = objects
  if (!first) return undefined
  const names = [...first.attributes.keys()]
  const isAlike = objects.every(
    ({ attributes }) => attributes.size === names.length && names.every((name) => attributes.has(name)),
  )
  if (!isAlike) return unifyElements('map', objects.flatMap(partsOf))
  const members: [string, Type][] = []
  for (const name of names) {
    const type = unifyTypes(objects.map(({ attributes }) => attributes.get(name)?.type ?? ANY))
    if (!type) return undefined
    members.push([name, type])
  }
  return objectType(members)
}

function unifyTuples(types: readonly Type[]): Type | undefined {
  const tuples = types.filter((type) => type.of === 'tuple')
  const length = tuples[0]?.items.length ?? 0
  if (tuples.some(({ items }) => items.length !== length)) return unifyElements('list', tuples.flatMap(partsOf))
  const items: Type[] = []
  for (let at = 0; at < length; at += 1) {
    const type = unifyTypes(tuples.map((tuple) => tuple.items[at] ?? ANY))
    if (!type) return undefined
    items.push(type)
  }
  return { of: 'tuple', items }
}

/** The more general type first: texts before numbers, lists before sets and tuples; what is not known comes last. */
function byGenerality(left: Type, right: Type): number {
  return GENERALITY[left.of] - GENERALITY[right.of]
}

const GENERALITY = { string: 0, list: 0, map: 0, number: 1, bool: 1, set: 1, object: 1, tuple: 2, any: 9 } as const

/** Whether values of a type can be converted, though perhaps not each of them. Source: go-cty, "Conversions". */
export function canConvert(from: Type, to: Type): boolean {
  if (from.of === 'any' || to.of === 'any' || isSame(from, to)) return true
  switch (to.of) {
    case 'string':
      return from.of === 'number' || from.of === 'bool'
    case 'number':
    case 'bool':
      return from.of === 'string'
    case 'list':
    case 'set':
      if (from.of === 'tuple') return fitsElements(from.items, to.element)
      return (from.of === 'list' || from.of === 'set') && canConvert(from.element, to.element)
    case 'map':
      if (from.of === 'object') return fitsElements(partsOf(from), to.element)
      return from.of === 'map' && canConvert(from.element, to.element)
    case 'tuple':
      if (from.of !== 'tuple' || from.items.length !== to.items.length) return false
      return from.items.every((item, at) => canConvert(item, to.items[at] ?? ANY))
    case 'object':
      if (from.of === 'map') return [...to.attributes.values()].every(({ type }) => canConvert(from.element, type))
      if (from.of !== 'object') return false
      return [...to.attributes].every(([name, { type, optional }]) => {
        const found = from.attributes.get(name)
        return found ? canConvert(found.type, type) : optional
      })
  }
}

function fitsElements(types: readonly Type[], element: Type): boolean {
  if (element.of === 'any') return types.length === 0 || unifyTypes(types) !== undefined
  return types.every((type) => canConvert(type, element))
}
