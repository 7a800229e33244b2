import type { Span } from '../../../model/source.ts'
import { joinParts, partsOf, type TextPart } from '../../../model/text.ts'
import type { JsonValue, MapValue, Value } from '../../../model/value.ts'
import { fail } from './failure.ts'
import { scalarText } from './number.ts'
import { compareText, encodeJson, quoted } from './plain.ts'
import { isPrimitive, typeOf } from './type-of.ts'
import { STRING, type Type } from './types.ts'
import { causeOf, isKnown, isSensitive, type Notes, noted, notesOf, plainText, unknownLike } from './value.ts'

/** Texts that double with each local grow past anything a configuration holds. */
export const MAX_TEXT = 8_000_000
const MAX_PIECES = 200_000

/** A value where a text is wanted: numbers and booleans are written out, the structure of JSON is given up. */
export function asText(value: Value, at: Span): Value {
  switch (value.type) {
    case 'scalar': {
      if (typeof value.value === 'string' || value.value === null) return value
      const text = { ...plainText(scalarText(value), at), ...(value.via ? { via: value.via } : {}) }
      return value.sensitive ? { ...text, sensitive: true } : text
    }
    case 'json':
      return jsonText(value, at)
    case 'list':
    case 'map':
      return fail('A text is needed here, not a collection.', at)
    case 'unknown':
    case 'reference':
      return typedText(value, at)
    default:
      return value
  }
}

/** A primitive that is not known, as a text. */
function typedText(value: Value, at: Span): Value {
  const type = typeOf(value)
  if (type.of === 'any' || type.of === 'string') return value
  return isPrimitive(type) ? noted(value, { ofType: STRING }) : fail('A text is needed here, not a collection.', at)
}

/** Pieces as one text. A sensitive piece makes a known text sensitive; in a text known in part it is withheld. */
export function join(values: readonly Value[], at: Span): Exclude<Value, { type: 'list' | 'map' | 'json' | 'choice' }> {
  const parts: TextPart[] = []
  let sensitive = false
  for (const value of values) {
    const text = asText(value, at)
    const pieces = partsOf(text)
    if (!pieces) {
      if (text.type === 'scalar') fail('Null cannot be written into a text.', at)
      return unknownLike(text, at, STRING)
    }
    const isHidden = isSensitive(text)
    sensitive ||= isHidden
    for (const piece of pieces) parts.push(isHidden ? withheld(piece, at) : piece)
    if (parts.length > MAX_PIECES) fail('This text has more pieces than can be read.', at, 'TOO_MANY_VALUES')
  }
  const length = parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 0), 0)
  if (length > MAX_TEXT) fail(TOO_LONG, at, 'TOO_MANY_VALUES')
  if (!sensitive) return definite(joinParts(parts, at), STRING)
  if (values.every((value) => isKnown(value))) {
    const whole = values.map((value) => textOf(asText(value, at))).join('')
    return { type: 'scalar', value: whole, sensitive: true, at }
  }
  return noted(definite(joinParts(parts, at), STRING), { sensitive: true })
}

/** The text that pieces make is none of the structured values, and it is never null. */
function definite(value: Value, type: Type) {
  switch (value.type) {
    case 'list':
    case 'map':
    case 'json':
    case 'choice':
      return unknownLike(value, value.at, type)
    case 'unknown':
    case 'reference':
      return noted(value, { ofType: type, notNull: true })
    default:
      return value
  }
}

/** The characters of a known text. */
export function textOf(value: Value): string {
  return value.type === 'scalar' ? scalarText(value) : ''
}

/** A text that is the JSON of a value: `jsonencode`. Keys are written in order. */
export function jsonOf(value: Value, at: Span): JsonValue {
  const inner = sorted(value)
  return { type: 'json', value: inner, text: encoded(inner, at), at }
}

/** The same value with the keys of every object in order, as `jsonencode` writes them. */
function sorted(value: Value): Value {
  if (value.type !== 'list' && value.type !== 'map') return value
  const found = inOrder.get(value)
  if (found) return found
  const made = value.type === 'list' ? { ...value, items: value.items.map(sorted) } : sortedMap(value)
  inOrder.set(value, made)
  return made
}

/** What values share stays shared. */
const inOrder = new WeakMap<Value, Value>()

function sortedMap(value: MapValue): MapValue {
  const entries = [...value.entries].sort(([a], [b]) => compareText(a, b))
  return { ...value, entries: new Map(entries.map(([key, entry]) => [key, { ...entry, value: sorted(entry.value) }])) }
}

/** A text that is not longer than can be read. */
export function limitedText(text: string, at: Span): string {
  return text.length > MAX_TEXT ? fail(TOO_LONG, at, 'TOO_MANY_VALUES') : text
}

const TOO_LONG = 'This text is longer than can be read.'

function withheld(piece: TextPart, at: Span): TextPart {
  if (typeof piece !== 'string') return piece
  return { type: 'unknown', cause: { why: 'this part is sensitive', needs: [] }, at }
}

function jsonText(value: JsonValue, at: Span): Value {
  return value.text ? { ...value.text, at } : encoded(value.value, at)
}

function encoded(value: Value, at: Span) {
  if (!isKnown(value)) return join(encodeParts(value, at), at)
  const text = plainText(limitedText(encodeJson(value), at), at)
  return isSensitive(value) ? { ...text, sensitive: true as const } : text
}

/** JSON of a value that is known in part, as pieces of text. */
function encodeParts(value: Value, at: Span): readonly Value[] {
  const literal = (text: string): Value => plainText(text, at)
  if (isKnown(value)) {
    const text = plainText(encodeJson(value), at)
    return [isSensitive(value) ? { ...text, sensitive: true } : text]
  }
  switch (value.type) {
    case 'list': {
      const items = value.items.flatMap((item, index) => [
        ...(index > 0 ? [literal(',')] : []),
        ...encodeParts(item, at),
      ])
      return [literal('['), ...items, ...rest(value, at), literal(']')]
    }
    case 'map': {
      const entries = [...value.entries].flatMap(([key, entry], index) => [
        literal(`${index > 0 ? ',' : ''}${quoted(key)}:`),
        ...encodeParts(entry.value, at),
      ])
      return [literal('{'), ...entries, ...rest(value, at), literal('}')]
    }
    case 'text':
      return [
        literal('"'),
        ...value.parts.map((part) => (typeof part === 'string' ? literal(quoted(part).slice(1, -1)) : part)),
        literal('"'),
      ]
    case 'json':
      return encodeParts(jsonText(value, at), at)
    case 'symbol':
      return [literal('"'), value, literal('"')]
    case 'reference':
      return isTextual(value) ? [literal('"'), value, literal('"')] : [untyped(value)]
    case 'unknown':
      return isText(value) ? [literal('"'), value, literal('"')] : [untyped(value)]
    default:
      return [{ type: 'unknown', cause: causeOf(value), at }]
  }
}

/** In the midst of JSON a list is no longer one: what stands there is its text. */
function untyped(value: Value): Value {
  const { ofType: _, ...rest } = value as Value & Notes
  return rest
}

/** A value that is not known, but certainly a text. */
export function isTextual(value: Value): boolean {
  if (value.type === 'text' || value.type === 'symbol' || value.type === 'json') return true
  return (
    isText(value) ||
    (value.type === 'reference' && notesOf(value).ofType === undefined && TEXTS.test(value.attribute ?? ''))
  )
}

/** Attributes of resources that are texts, whatever the resource. */
const TEXTS = /(?:^|_)(?:arn|id|name|url|uri|endpoint|bucket)$/

function isText(value: Value): boolean {
  const { ofType, notNull } = notesOf(value)
  return ofType?.of === 'string' && notNull === true
}

function rest(value: Extract<Value, { type: 'list' | 'map' }>, at: Span): readonly Value[] {
  return value.open ? [{ type: 'unknown', cause: value.open, at }] : []
}
