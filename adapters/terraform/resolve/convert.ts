import type { Span } from '../../../model/source.ts'
import type { Entry, ListValue, MapValue, Reference, UnknownValue, Value } from '../../../model/value.ts'
import type { Expression } from '../syntax/tree.ts'
import { lift } from './choice.ts'
import { fail } from './failure.ts'
import { markSensitive } from './marks.ts'
import { numberFromText } from './number.ts'
import { partOf } from './parts.ts'
import { compareText, encodeJson } from './plain.ts'
import { asText, textOf } from './texts.ts'
import { isOpenType, isSame, typeOf } from './type-of.ts'
import { ANY, BOOL, collectionType, type Member, NUMBER, type Type } from './types.ts'
import { canConvert, unifyTypes } from './unify.ts'
import {
  changeEntries,
  isKnown,
  isNull,
  isSensitive,
  listOf,
  type Notes,
  noted,
  notesOf,
  nothing,
  unknownLike,
} from './value.ts'

/** Gives the defaults of optional attributes. */
type Evaluate = (expression: Expression) => Value

/** A value as a type wants it. Throws a Failure where it cannot be one. */
export function convert(value: Value, type: Type, at: Span, evaluate: Evaluate): Value {
  return lift([value], at, ([known = value]) => convertKnown(known, type, at, evaluate))
}

/** A value in a type that asks for no defaults. */
export function convertTo(value: Value, type: Type, at: Span): Value {
  return convert(value, type, at, () => nothing(at))
}

function convertKnown(value: Value, type: Type, at: Span, evaluate: Evaluate): Value {
  if (type.of === 'any') return value
  if (isNull(value)) {
    const from = typeOf(value)
    if (!canConvert(from, type)) fail(`${articled(type)} is needed here, not ${articled(from)}.`, at)
    return noted(value, { ofType: type })
  }
  if (value.type === 'unknown' || value.type === 'reference') {
    const from = typeOf(value)
    if (from.of === 'tuple' && type.of === 'list')
      return toList(elementsOf(value, from.items, at), type.element, at, evaluate)
    if (!canConvert(from, type)) fail(`${articled(type)} is needed here, not ${articled(from)}.`, at)
    return noted(value, { ofType: type })
  }
  switch (type.of) {
    case 'string':
      return value.type === 'json' ? value : asText(value, value.at)
    case 'number':
      return toNumber(value)
    case 'bool':
      return toBool(value)
    case 'list':
      return toList(value, type.element, at, evaluate)
    case 'set':
      return toSet(value, type.element, at, evaluate)
    case 'map':
      return toMap(value, type.element, at, evaluate)
    case 'tuple': {
      if (value.type !== 'list' || value.items.length !== type.items.length || notesOf(value).ofType) {
        return fail(`A tuple of ${type.items.length} elements is needed here.`, at)
      }
      const items = value.items.map((item, index) => convert(item, type.items[index] ?? ANY, item.at, evaluate))
      return { ...value, items }
    }
    case 'object':
      return toObject(value, type.attributes, at, evaluate)
  }
}

/** The elements of a tuple that is not known: how many there are is. */
function elementsOf(value: UnknownValue | Reference, items: readonly Type[], at: Span): Value {
  return listOf(
    items.map((item, index) => partOf(value, `[${index}]`, item, at)),
    at,
  )
}

function articled({ of }: Type): string {
  return of === 'any' ? 'a value' : `${of === 'object' ? 'an' : 'a'} ${of}`
}

export function toNumber(value: Value): Value {
  if (value.type === 'unknown' || value.type === 'reference') return convertTo(value, NUMBER, value.at)
  if (value.type === 'list' || value.type === 'map') return fail('A number is needed here.', value.at)
  const text = value.type === 'scalar' ? value : asText(value, value.at)
  if (text.type !== 'scalar') return unknownLike(value, value.at, NUMBER)
  if (typeof text.value === 'number') return value
  const number = typeof text.value === 'string' ? numberFromText(text.value, value.at) : undefined
  if (!number) return fail(isNull(text) ? 'A number is needed here, not null.' : 'A number is needed here.', value.at)
  return { ...text, ...number }
}

export function toBool(value: Value): Value {
  if (value.type === 'unknown' || value.type === 'reference') return convertTo(value, BOOL, value.at)
  if (value.type === 'text' || value.type === 'symbol') return unknownLike(value, value.at, BOOL)
  if (value.type !== 'scalar') return fail('true or false is needed here.', value.at)
  if (typeof value.value === 'boolean') return value
  if (value.value === 'true' || value.value === '1') return { ...value, value: true }
  if (value.value === 'false' || value.value === '0') return { ...value, value: false }
  return fail('true or false is needed here.', value.at)
}

export function toList(value: Value, element: Type, at: Span, evaluate: Evaluate): Value {
  if (value.type !== 'list') return fail('A list is needed here.', at)
  const [items, type] = elements(value, value.items, element, at, evaluate)
  const { set: _, ...rest } = value as ListValue & Notes
  return noted({ ...rest, items }, { ofType: collectionType('list', type) })
}

/** A set: each element once, texts in their order. */
function toSet(value: Value, element: Type, at: Span, evaluate: Evaluate): Value {
  if (value.type !== 'list') return fail('A set is needed here.', at)
  const [items, type] = elements(value, value.items, element, at, evaluate)
  return setOf({ ...value, items }, type)
}

/** A set of these elements, which are of one type. */
export function setOf(value: ListValue, element: Type): ListValue {
  const seen = new Map<string, Value>()
  const rest: Value[] = []
  for (const item of value.items) {
    if (!isKnown(item)) rest.push(item)
    else if (!seen.has(encodeJson(item))) seen.set(encodeJson(item), item)
  }
  const known = [...seen.values()].sort(compareElements)
  const notes = { set: true, ofType: collectionType('set', element) } as const
  const made = noted({ ...value, items: [...known, ...rest] }, notes)
  // Which element is which cannot be told in a set: all of it is as hidden as one of them.
  return made.items.some(isSensitive) ? (markSensitive(made) as ListValue) : made
}

function toMap(value: Value, element: Type, at: Span, evaluate: Evaluate): MapValue {
  if (value.type !== 'map') return fail('A map is needed here.', at)
  const keys = [...value.entries.keys()]
  const [items, type] = elements(
    value,
    [...value.entries.values()].map((entry) => entry.value),
    element,
    at,
    evaluate,
  )
  const found = new Map(keys.map((key, index) => [value.entries.get(key)?.value, items[index]] as const))
  const made = changeEntries(value, (item) => found.get(item) ?? item)
  return noted(made, { ofType: collectionType('map', type) })
}

/** The elements of a collection in one type, and that type. */
function elements(
  whole: Value,
  items: readonly Value[],
  element: Type,
  at: Span,
  evaluate: Evaluate,
): readonly [readonly Value[], Type] {
  const { ofType } = notesOf(whole)
  const own = ofType && 'element' in ofType ? ofType.element : undefined
  if (own && (element.of === 'any' || own === element)) return [items, own]
  const wanted = element.of === 'any' && items.length > 0 ? unifyTypes(items.map(typeOf)) : element
  if (!wanted) return fail(MIXED, at)
  const made = items.map((item) => convert(item, wanted, item.at, evaluate))
  return isOpenType(wanted) ? alike(made, wanted, at) : [made, wanted]
}

/** Elements whose type was left open in part, each of which became what it is: they must be of one type for all that. */
function alike(items: readonly Value[], wanted: Type, at: Span): readonly [readonly Value[], Type] {
  const types = items.map(typeOf)
  const [first = wanted] = types
  const type = unifyTypes(types)
  // Null beside what is made of others leaves all of it as it is.
  const same = type && type.of !== 'any' ? type : (types.find(({ of }) => of !== 'any') ?? first)
  if (types.every((each) => isSame(each, same))) return [items, type ?? first]
  return type && type.of !== 'any' ? [items.map((item) => convertTo(item, type, item.at)), type] : fail(MIXED, at)
}

const MIXED = 'All elements must be of one type here.'

function toObject(value: Value, attributes: ReadonlyMap<string, Member>, at: Span, evaluate: Evaluate): Value {
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
  const { ofType: _, ...rest } = value as MapValue & Notes
  return { ...rest, entries: new Map(entries) }
}

/** Texts and numbers in their order, false before true, null last. */
function compareElements(left: Value, right: Value): number {
  if (isNull(left) || isNull(right)) return Number(isNull(left)) - Number(isNull(right))
  if (left.type !== 'scalar' || right.type !== 'scalar') return compareText(encodeJson(left), encodeJson(right))
  if (typeof left.value === 'number' && typeof right.value === 'number') return left.value - right.value
  return compareText(textOf(left), textOf(right))
}
