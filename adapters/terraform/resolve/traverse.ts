import { nearest } from '../../../model/nearest.ts'
import type { Span } from '../../../model/source.ts'
import type { ListValue, UnknownValue, Value } from '../../../model/value.ts'
import { fail } from './failure.ts'
import type { Names } from './scope.ts'
import { asText, textOf } from './texts.ts'
import { elementAt, isKnown, isNull, isSensitive, listOf, notesOf, unknownLike } from './value.ts'

/** `of.name`. A resource gives its configured attribute or a reference to it. */
export function attributeOf(of: Value, name: string, at: Span, names: Names): Value {
  switch (of.type) {
    case 'map':
      return entryOf(of, name, at)
    case 'reference':
      if (of.attribute === null) return names.attribute(of, name, at)
      return { ...of, attribute: `${of.attribute}.${name}`, at }
    case 'unknown':
      return partOfUnknown(of, `.${name}`, at)
    case 'list':
      return fail(`A list has no attribute "${name}". Give the index of an element, or [*] for all of them.`, at)
    case 'scalar':
      return fail(isNull(of) ? `Null has no attribute "${name}".` : `This value has no attribute "${name}".`, at)
    default:
      return unknownLike(of, at)
  }
}

/** `of[key]`. */
export function indexOf(of: Value, key: Value, at: Span, names: Names): Value {
  if (of.type === 'unknown')
    return partOfUnknown(of, isKnown(key) && !isSensitive(key) ? `[${keyText(key, at)}]` : null, at)
  if (of.type === 'reference') {
    if (!isKnown(key)) return unknownLike(key, at)
    if (isSensitive(key)) return { type: 'unknown', cause: { why: 'its key is a hidden value', needs: [] }, at }
    if (of.attribute === null && typeof keyOf(key) === 'string') return names.attribute(of, String(keyOf(key)), at)
    if (of.attribute === null) return of
    return { ...of, attribute: `${of.attribute}[${keyText(key, at)}]`, at }
  }
  if (of.type === 'list') return elementOf(of, key, at)
  if (of.type === 'map') {
    const text = asText(key, at)
    if (text.type !== 'scalar') return unknownLike(key, at)
    return entryOf(of, textOf(text), at, isSensitive(key))
  }
  if (of.type === 'scalar') return fail(`${isNull(of) ? 'Null' : 'This value'} has no elements.`, at)
  return unknownLike(of, at)
}

/** The elements that a splat goes over: of a list as they are, of null none, of anything else the one. */
export function splatItems(of: Value, at: Span): Value {
  if (of.type === 'list') return of
  if (isNull(of)) return listOf([], at)
  if (of.type === 'unknown') {
    const { symbol: _, ...rest } = of
    return { ...rest, at }
  }
  if (of.type === 'reference' && of.attribute !== null) return unknownLike(of, at)
  return listOf([of], at)
}

function entryOf(of: Extract<Value, { type: 'map' }>, name: string, at: Span, isHidden = false): Value {
  const entry = of.entries.get(name)
  if (entry) return elementAt(of, entry.value, at)
  if (of.open) return { type: 'unknown', cause: of.open, at }
  if (isHidden) return fail('There is no attribute or key here whose name is this hidden value.', at)
  return fail(`There is no attribute or key "${name}" here.${suggest(name, of.entries.keys())}`, at)
}

function elementOf(of: ListValue, key: Value, at: Span): Value {
  if (notesOf(of).set) return fail('The elements of a set have no index.', at)
  if (!isKnown(key)) return unknownLike(key, at)
  const index = Number(keyOf(key))
  if (!Number.isInteger(index) || isNull(key)) return fail('The index of a list must be a whole number.', at)
  if (of.open) return { type: 'unknown', cause: of.open, at }
  const item = of.items[index]
  if (item) return elementAt(of, item, at)
  return fail(
    `There is no element ${isSensitive(key) ? 'of this hidden index' : index}: the list has ${of.items.length}.`,
    at,
  )
}

function partOfUnknown(of: UnknownValue, suffix: string | null, at: Span): UnknownValue {
  const { symbol, ...rest } = of
  return symbol === undefined || suffix === null ? { ...rest, at } : { ...rest, symbol: `${symbol}${suffix}`, at }
}

function keyOf(key: Value): string | number | boolean | null {
  return key.type === 'scalar' ? key.value : null
}

function keyText(key: Value, at: Span): string {
  const value = keyOf(key)
  return typeof value === 'string' ? JSON.stringify(value) : textOf(asText(key, at))
}

/** " Did you mean …?" where a known name is close. */
export function suggest(name: string, known: Iterable<string>): string {
  const found = nearest(name, known)
  return found === undefined ? '' : ` Did you mean "${found}"?`
}
