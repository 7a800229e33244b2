import type { Span } from '../../../model/source.ts'
import type { Entry, ListValue, MapValue, Value } from '../../../model/value.ts'
import type { Expression } from '../syntax/tree.ts'
import { lift } from './choice.ts'
import { fail } from './failure.ts'
import { numberOf } from './operators.ts'
import { asText } from './texts.ts'
import { compareText, isKnown, isNull, isSensitive, listOf, mapOf, noted, notesOf, nothing, toPlain } from './value.ts'

/** The type constraint of a variable. */
export type Type =
  | { readonly of: 'any' | 'string' | 'number' | 'bool' }
  | { readonly of: 'list' | 'set' | 'map'; readonly element: Type }
  | { readonly of: 'tuple'; readonly items: readonly Type[] }
  | { readonly of: 'object'; readonly attributes: ReadonlyMap<string, Member> }

interface Member {
  readonly type: Type
  readonly optional: boolean
  readonly fallback: Expression | null
}

const ANY: Type = { of: 'any' }

/** Reads a type constraint: `map(object({ name = string, size = optional(number, 1) }))`. */
export function readType(expression: Expression): Type {
  if (expression.type === 'variable') {
    if (isPrimitive(expression.name)) return { of: expression.name }
    if (isCollection(expression.name)) return { of: expression.name, element: ANY }
    return fail(
      `"${expression.name}" is not a type. Use string, number, bool, list, set, map, object, tuple or any.`,
      expression.span,
    )
  }
  if (expression.type === 'literal' && typeof expression.value === 'string')
    return legacyType(expression.value, expression.span)
  if (expression.type !== 'call') return fail('This is not a type.', expression.span)
  const [argument] = expression.args
  if (isCollection(expression.name)) {
    return { of: expression.name, element: argument ? readType(argument) : ANY }
  }
  if (expression.name === 'tuple' && argument?.type === 'tuple') {
    return { of: 'tuple', items: argument.items.map(readType) }
  }
  if (expression.name === 'object' && argument?.type === 'object') {
    const members = argument.items.map(({ key, value }) => [nameOf(key), readMember(value)] as const)
    return { of: 'object', attributes: new Map(members) }
  }
  return fail(`"${expression.name}(…)" is not a type.`, expression.span)
}

function isPrimitive(name: string): name is 'any' | 'string' | 'number' | 'bool' {
  return name === 'any' || name === 'string' || name === 'number' || name === 'bool'
}

function isCollection(name: string): name is 'list' | 'set' | 'map' {
  return name === 'list' || name === 'set' || name === 'map'
}

/** `type = "string"`, as before Terraform 0.12. */
function legacyType(name: string, at: Span): Type {
  if (name === 'string') return { of: 'string' }
  if (isCollection(name)) return { of: name, element: ANY }
  return fail(`"${name}" is not a type.`, at)
}

function nameOf(key: Expression): string {
  return key.type === 'literal' ? String(key.value) : ''
}

function readMember(expression: Expression): Member {
  if (expression.type !== 'call' || expression.name !== 'optional') {
    return { type: readType(expression), optional: false, fallback: null }
  }
  const [type, fallback] = expression.args
  return { type: type ? readType(type) : ANY, optional: true, fallback: fallback ?? null }
}

/** A value as a type wants it. Throws a Failure where it cannot be one. `evaluate` gives the defaults of optional attributes. */
export function convert(value: Value, type: Type, at: Span, evaluate: (expression: Expression) => Value): Value {
  return lift([value], at, ([known = value]) => convertKnown(known, type, at, evaluate))
}

function convertKnown(value: Value, type: Type, at: Span, evaluate: (expression: Expression) => Value): Value {
  if (type.of === 'any' || isNull(value)) return value
  if (value.type === 'unknown' || value.type === 'reference') return value
  switch (type.of) {
    case 'string':
      return value.type === 'json' ? value : asText(value, value.at)
    case 'number':
      return toNumber(value)
    case 'bool':
      return toBool(value)
    case 'list':
    case 'set': {
      if (value.type !== 'list') return fail(`A ${type.of} is needed here.`, at)
      const items = value.items.map((item) => convert(item, type.element, item.at, evaluate))
      return type.of === 'set' ? toSet({ ...value, items }) : withoutSet(unifyList({ ...value, items }, type.element))
    }
    case 'map': {
      if (value.type !== 'map') return fail('A map is needed here.', at)
      const unified = type.element.of === 'any' ? unifyEntries(value) : value
      return changeEntries(unified, (item) => convert(item, type.element, item.at, evaluate))
    }
    case 'tuple': {
      if (value.type !== 'list' || value.items.length !== type.items.length) {
        return fail(`A tuple of ${type.items.length} elements is needed here.`, at)
      }
      const items = value.items.map((item, index) => convert(item, type.items[index] ?? ANY, item.at, evaluate))
      return { ...value, items }
    }
    case 'object':
      return toObject(value, type.attributes, at, evaluate)
  }
}

function toObject(
  value: Value,
  attributes: ReadonlyMap<string, Member>,
  at: Span,
  evaluate: (expression: Expression) => Value,
): Value {
  if (value.type !== 'map') return fail('An object is needed here.', at)
  const entries: [string, Entry][] = []
  for (const [name, member] of attributes) {
    const found = value.entries.get(name)
    if (found && !(isNull(found.value) && member.fallback)) {
      entries.push([name, { key: found.key, value: convert(found.value, member.type, found.value.at, evaluate) }])
    } else if (member.optional) {
      const fallback = member.fallback ? evaluate(member.fallback) : nothing(at)
      entries.push([name, { key: fallback.at, value: convert(fallback, member.type, fallback.at, evaluate) }])
    } else if (!value.open) {
      fail(`The attribute "${name}" is missing.`, at)
    }
  }
  return { ...value, entries: new Map(entries) }
}

export function toNumber(value: Value): Value {
  const number = numberOf(value, value.at)
  return number === undefined ? value : ({ ...value, type: 'scalar', value: number } as Value)
}

export function toBool(value: Value): Value {
  if (value.type !== 'scalar') {
    return value.type === 'list' || value.type === 'map' ? fail('true or false is needed here.', value.at) : value
  }
  if (typeof value.value === 'boolean') return value
  if (value.value === 'true' || value.value === '1') return { ...value, value: true }
  if (value.value === 'false' || value.value === '0') return { ...value, value: false }
  return fail('true or false is needed here.', value.at)
}

/** A set: each element once, texts in their order. */
export function toSet(value: ListValue): ListValue {
  const unified = unifyList(value, ANY)
  const seen = new Map<string, Value>()
  const rest: Value[] = []
  for (const item of unified.items) {
    if (isKnown(item)) {
      const key = JSON.stringify(toPlain(item))
      if (!seen.has(key)) seen.set(key, item)
    } else rest.push(item)
  }
  const known = [...seen.values()].sort(compareElements)
  return noted({ ...unified, items: [...known, ...rest] }, { set: true })
}

export function withoutSet(value: ListValue): ListValue {
  if (!notesOf(value).set) return value
  const { set: _, ...rest } = value as ListValue & { set?: true }
  return rest
}

function compareElements(left: Value, right: Value): number {
  if (left.type !== 'scalar' || right.type !== 'scalar') {
    return compareText(JSON.stringify(toPlain(left)), JSON.stringify(toPlain(right)))
  }
  if (typeof left.value === 'number' && typeof right.value === 'number') return left.value - right.value
  return compareText(String(left.value), String(right.value))
}

/** The elements of a list in one type: texts win over numbers and booleans. */
export function unifyList(value: ListValue, element: Type): ListValue {
  if (element.of !== 'any') return value
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

function changeEntries(value: MapValue, change: (value: Value) => Value): MapValue {
  const entries = [...value.entries].map(([key, entry]) => [key, { ...entry, value: change(entry.value) }] as const)
  return value.open ? mapOf(entries, value.at, value.open) : { ...mapOf(entries, value.at), ...viaOf(value) }
}

function viaOf(value: Value) {
  return value.via ? { via: value.via } : {}
}

/** Marks everything in a value as not to be printed. */
export function markSensitive(value: Value): Value {
  switch (value.type) {
    case 'scalar':
      return { ...value, sensitive: true }
    case 'list':
      return { ...value, items: value.items.map(markSensitive) }
    case 'map':
      return changeEntries(value, markSensitive)
    case 'json':
      return { type: 'json', value: markSensitive(value.value), at: value.at }
    case 'choice':
      return {
        ...value,
        then: value.then && markSensitive(value.then),
        otherwise: value.otherwise && markSensitive(value.otherwise),
      }
    case 'text':
      return { type: 'unknown', cause: { why: 'this value is sensitive', needs: [] }, at: value.at }
    default:
      return value
  }
}

export function withoutMark(value: Value): Value {
  if (!isSensitive(value)) return value
  if (value.type === 'scalar') {
    const { sensitive: _, ...rest } = value
    return rest
  }
  if (value.type === 'list') return listOf(value.items.map(withoutMark), value.at, value.open)
  return value.type === 'map' ? changeEntries(value, withoutMark) : value
}
