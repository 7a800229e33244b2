import type { Span } from '../../../model/source.ts'
import { joinParts, partsOf, type TextPart } from '../../../model/text.ts'
import type { Value } from '../../../model/value.ts'
import { fail } from './failure.ts'
import { encodeJson, numberText, toPlain } from './plain.ts'
import { causeOf, isKnown, isSensitive, notesOf, plainText, unknownLike } from './value.ts'

/** Texts that double with each local grow past anything a configuration holds. */
export const MAX_TEXT = 8_000_000
const MAX_PIECES = 200_000

/** A value where a text is wanted: numbers and booleans are written out, the structure of JSON is given up. */
export function asText(value: Value, at: Span): Value {
  if (value.type === 'scalar' && typeof value.value === 'number')
    return { ...value, value: numberText(value.value), at }
  if (value.type === 'scalar' && typeof value.value === 'boolean') return { ...value, value: String(value.value), at }
  if (value.type === 'json') return jsonText(value, at)
  if (value.type === 'list' || value.type === 'map') fail('A text is needed here, not a collection.', at)
  return value
}

/** Pieces as one text. A sensitive piece makes a known text sensitive; in a text known in part it is withheld. */
export function join(values: readonly Value[], at: Span): Value {
  const parts: TextPart[] = []
  let sensitive = false
  for (const value of values) {
    const text = asText(value, at)
    const pieces = partsOf(text)
    if (!pieces) {
      if (text.type === 'scalar') fail('Null cannot be written into a text.', at)
      return unknownLike(text, at)
    }
    sensitive ||= isSensitive(text)
    for (const piece of pieces) parts.push(isSensitive(text) ? withheld(piece, at) : piece)
    if (parts.length > MAX_PIECES) fail('This text has more pieces than can be read.', at, 'TOO_MANY_VALUES')
  }
  const length = parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 0), 0)
  if (length > MAX_TEXT) fail('This text is longer than can be read.', at, 'TOO_MANY_VALUES')
  if (!sensitive) return joinParts(parts, at)
  if (values.every((value) => isKnown(value))) {
    const whole = values.map((value) => textOf(asText(value, at))).join('')
    return { type: 'scalar', value: whole, sensitive: true, at }
  }
  return joinParts(parts, at)
}

/** The characters of a known text. */
export function textOf(value: Value): string {
  return value.type === 'scalar' ? String(value.value) : ''
}

function withheld(piece: TextPart, at: Span): TextPart {
  if (typeof piece !== 'string') return piece
  return { type: 'unknown', cause: { why: 'this part is sensitive', needs: [] }, at }
}

function jsonText(value: Extract<Value, { type: 'json' }>, at: Span): Value {
  const { text } = notesOf(value)
  if (text) return { ...text, at }
  if (isKnown(value.value)) {
    const encoded = plainText(encodeJson(toPlain(value.value)), at)
    return isSensitive(value) ? { ...encoded, sensitive: true } : encoded
  }
  return join(encodeParts(value.value, at), at)
}

/** JSON of a value that is known in part, as pieces of text. */
function encodeParts(value: Value, at: Span): readonly Value[] {
  const literal = (text: string): Value => plainText(text, at)
  if (isKnown(value)) return [literal(encodeJson(toPlain(value)))]
  switch (value.type) {
    case 'list': {
      const items = value.items.flatMap((item, index) => [
        ...(index > 0 ? [literal(',')] : []),
        ...encodeParts(item, at),
      ])
      return [literal('['), ...items, literal(']')]
    }
    case 'map': {
      const entries = [...value.entries].flatMap(([key, entry], index) => [
        literal(`${index > 0 ? ',' : ''}${encodeJson(key)}:`),
        ...encodeParts(entry.value, at),
      ])
      return [literal('{'), ...entries, literal('}')]
    }
    case 'text':
      return [
        literal('"'),
        ...value.parts.map((part) => (typeof part === 'string' ? literal(encodeJson(part).slice(1, -1)) : part)),
        literal('"'),
      ]
    case 'reference':
    case 'symbol':
      return [literal('"'), value, literal('"')]
    default:
      return [{ type: 'unknown', cause: causeOf(value), at }]
  }
}
