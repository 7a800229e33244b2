import { nearest } from '../../../model/nearest.ts'
import type { Span } from '../../../model/source.ts'
import type { ListValue, UnknownValue, Value } from '../../../model/value.ts'
import { builtinAttribute } from './builtin.ts'
import { isDefinite } from './equality.ts'
import { fail } from './failure.ts'
import { markSensitive } from './marks.ts'
import { operand } from './operators.ts'
import { partOf } from './parts.ts'
import type { Names } from './scope.ts'
import { asText, textOf } from './texts.ts'
import { elementType, isCollection, isPrimitive, typeOf } from './type-of.ts'
import { ANY, collectionType, NUMBER, STRING, type Type } from './types.ts'
import { canConvert } from './unify.ts'
import { elementAt, isKnown, isNull, isSensitive, listOf, noted, notesOf, unknownLike } from './value.ts'

/** `of.name`. A resource gives its configured attribute or a reference to it. */
export function attributeOf(of: Value, name: string, at: Span, names: Names): Value {
  switch (of.type) {
    case 'map':
      return entryOf(of, name, at)
    case 'reference':
      if (of.attribute === null) return builtinAttribute(of, name, at, names) ?? names.attribute(of, name, at)
      return partOf(of, `.${name}`, attributeType(of, name, at), at)
    case 'unknown':
      return partOf(of, `.${name}`, attributeType(of, name, at), at)
    case 'list':
      return fail(`A list has no attribute "${name}". Give the index of an element, or [*] for all of them.`, at)
    case 'choice':
      return unknownLike(of, at)
    default:
      return fail(isNull(of) ? `Null has no attribute "${name}".` : `This value has no attribute "${name}".`, at)
  }
}

/** `of[key]`. */
export function indexOf(of: Value, key: Value, at: Span, names: Names): Value {
  if (isNull(key)) return fail('Null cannot be an index.', at)
  if (of.type === 'unknown' || of.type === 'reference') {
    const name = keyOf(key)
    if (of.type === 'reference' && of.attribute === null) {
      if (!isKnown(key)) return unknownLike(key, at)
      return typeof name === 'string' ? attributeOf(of, name, at, names) : of
    }
    const type = indexedType(of, key, at)
    if (!isKnown(key) || isSensitive(key)) return typed(unknownLike(isKnown(key) ? of : key, at), type, key)
    return partOf(of, `[${keyText(key, at)}]`, type, at)
  }
  if (of.type === 'list') return elementOf(of, key, at)
  if (of.type === 'map') {
    const text = asText(key, at)
    if (text.type !== 'scalar') return unknownLike(key, at, known(elementType(typeOf(of))))
    return hiddenBy(key, entryOf(of, textOf(text), at, isSensitive(key)))
  }
  return fail(`${isNull(of) ? 'Null' : 'This value'} has no elements.`, at)
}

/** The elements that a splat goes over: of a list as they are, of null none, of anything else the one. */
export function splatItems(of: Value, at: Span): Value {
  const type = typeOf(of)
  if (of.type === 'list') return of
  if (isNull(of)) {
    if (type.of === 'list' || type.of === 'set' || type.of === 'tuple')
      return fail('A splat cannot go over a null list.', at)
    return listOf([], at)
  }
  if (of.type === 'unknown' || (of.type === 'reference' && of.attribute !== null)) {
    const isOne = isPrimitive(type) || type.of === 'map' || type.of === 'object'
    if (isOne && isDefinite(of)) return listOf([of], at)
    return noted(unknownLike(of, at), {
      ofType: isOne || type.of === 'any' ? ANY : collectionType('list', itemType(type)),
    })
  }
  return listOf([of], at)
}

/** What the elements of a list that is not known are taken for. */
export function itemType(type: Type): Type {
  return type.of === 'list' || type.of === 'set' ? type.element : ANY
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
  const index = operand(key, at)
  if (!index) return unknownLike(key, at, known(elementType(typeOf(of))))
  const number = Number(index.value)
  if (!Number.isInteger(number)) return fail('The index of a list must be a whole number.', at)
  if (of.open) return { type: 'unknown', cause: of.open, at }
  const item = of.items[number]
  if (item) return hiddenBy(key, elementAt(of, item, at))
  return fail(
    `There is no element ${isSensitive(key) ? 'of this hidden index' : number}: the list has ${of.items.length}.`,
    at,
  )
}

/** Which element it is tells of a hidden key. */
function hiddenBy(key: Value, value: Value): Value {
  return isSensitive(key) ? markSensitive(value) : value
}

/** The type of an attribute of what is not known; fails where it can have none of the name. */
function attributeType(of: Value, name: string, at: Span): Type {
  const type = typeOf(of)
  if (type.of === 'any') return ANY
  if (type.of === 'map') return type.element
  const found = type.of === 'object' ? type.attributes.get(name) : undefined
  return found ? found.type : fail(`This ${type.of} has no attribute "${name}".`, at)
}

function indexedType(of: Value, key: Value, at: Span): Type {
  const type = typeOf(of)
  if (type.of === 'any') return ANY
  if (!isCollection(type) || type.of === 'set') return fail(`This ${type.of} has no elements by index.`, at)
  if (type.of === 'map' || type.of === 'object') {
    if (!canConvert(typeOf(key), STRING)) fail('The index must be a text here.', at)
    if (type.of === 'map') return type.element
    return isKnown(key) ? attributeType(of, textOf(asText(key, at)), at) : ANY
  }
  if (!canConvert(typeOf(key), NUMBER)) fail('The index of a list must be a whole number.', at)
  if (type.of === 'list') {
    if (isKnown(key)) operand(key, at)
    return type.element
  }
  const index = isKnown(key) ? operand(key, at) : undefined
  if (!index || type.of !== 'tuple') return ANY
  return (
    type.items[Number(index.value)] ??
    fail(`There is no element ${isSensitive(key) ? 'here' : Number(index.value)}.`, at)
  )
}

function typed(value: UnknownValue, ofType: Type, key: Value): Value {
  const named = ofType.of === 'any' ? value : noted(value, { ofType })
  return isSensitive(key) ? noted(named, { sensitive: true }) : named
}

function known(type: Type): Type | undefined {
  return type.of === 'any' ? undefined : type
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
