import { atom, type Condition } from '../../../model/condition.ts'
import { partsOf, renderText, type TextPart } from '../../../model/text.ts'
import type { Value } from '../../../model/value.ts'
import { exactOf } from './number.ts'
import { asText } from './texts.ts'
import { isSame, typeOf } from './type-of.ts'
import { causeOf, isKnown, isNull, notesOf } from './value.ts'

/** Whether two values are the same; undefined where that is not known. Source: go-cty, "Value.Equals". */
export function equals(left: Value, right: Value): boolean | undefined {
  if (isNull(left) || isNull(right)) {
    if (isNull(left) && isNull(right)) return true
    return isDefinite(isNull(left) ? right : left) ? false : undefined
  }
  if (!isSame(typeOf(left), typeOf(right))) return false
  if (left.type === 'list' && right.type === 'list') {
    if (left.open || right.open) return undefined
    if (left.items.length !== right.items.length)
      return isSet(left) && !(isKnown(left) && isKnown(right)) ? undefined : false
    return every(left.items.map((item, index) => equals(item, right.items[index] ?? item)))
  }
  if (left.type === 'map' && right.type === 'map') {
    if (left.open || right.open) return undefined
    if (left.entries.size !== right.entries.size) return false
    return every(
      [...left.entries].map(([key, entry]) => {
        const other = right.entries.get(key)
        return other ? equals(entry.value, other.value) : false
      }),
    )
  }
  const [one, other] = [left, right].map((value) => (value.type === 'json' ? asText(value, value.at) : value))
  return one && other && equalScalars(one, other)
}

/** Whether a value is certainly not null. A text never is, nor is an id or ARN of a resource. */
export function isDefinite(value: Value): boolean {
  switch (value.type) {
    case 'scalar':
      return value.value !== null
    case 'reference':
      return notesOf(value).notNull === true || [null, 'id', 'arn'].includes(value.attribute)
    case 'unknown':
      return notesOf(value).notNull === true
    case 'choice':
      return [value.then, value.otherwise].every((branch) => branch !== null && isDefinite(branch))
    default:
      return true
  }
}

function isSet(value: Value): boolean {
  return notesOf(value).set === true
}

function every(results: readonly (boolean | undefined)[]): boolean | undefined {
  if (results.includes(false)) return false
  return results.includes(undefined) ? undefined : true
}

function equalScalars(left: Value, right: Value): boolean | undefined {
  if (left.type === 'scalar' && right.type === 'scalar') {
    if (left.value !== right.value || typeof left.value !== 'number') return left.value === right.value
    const [one, other] = [exactOf(left), exactOf(right)]
    return one?.mantissa === other?.mantissa && one?.exponent === other?.exponent
  }
  if (left.type === 'text' && right.type === 'scalar') return fits(left.parts, String(right.value)) ? undefined : false
  if (left.type === 'scalar' && right.type === 'text') return fits(right.parts, String(left.value)) ? undefined : false
  if (isKnown(left) && isKnown(right)) return false
  return sameUnknown(left, right)
}

/** Whether a text known in part may be this text, by how it begins and ends. */
function fits(parts: readonly TextPart[], text: string): boolean {
  const [first] = parts
  const last = parts.at(-1)
  const start = typeof first === 'string' ? first : ''
  const end = typeof last === 'string' ? last : ''
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end)
}

function sameUnknown(left: Value, right: Value): boolean | undefined {
  if (left.type === 'unknown' && right.type === 'unknown') {
    return left.symbol !== undefined && left.symbol === right.symbol ? true : undefined
  }
  if (left.type === 'symbol' && right.type === 'symbol') return left.name === right.name ? true : undefined
  if (left.type === 'reference' && right.type === 'reference') {
    return left.resource === right.resource && left.attribute === right.attribute ? true : undefined
  }
  return left.type === 'text' && right.type === 'text' && isNamed(left) && renderText(left) === renderText(right)
    ? true
    : undefined
}

/** Every unknown piece has a name, so that pieces of the same name are the same. */
function isNamed(value: Value): boolean {
  const parts = partsOf(value) ?? []
  return parts.every((part) => typeof part === 'string' || part.type !== 'unknown' || part.symbol !== undefined)
}

/** `var.stage == "prod"` where the stage is not known: a question about the stage. */
export function questionFor(asked: Value, literal: Value): Condition | undefined {
  const isNamedAlone = asked.type === 'unknown' ? asked.symbol !== undefined : asked.type === 'symbol'
  if (!isNamedAlone || literal.type !== 'scalar') return undefined
  const subject = asked.type === 'unknown' ? (asked.symbol ?? '') : renderText(asked).slice(2, -1)
  const { why, needs, at } = causeOf(asked)
  if (literal.sensitive) return atom({ id: `${subject} == a hidden value`, why, needs, at: at ?? asked.at })
  const text = typeof literal.value === 'string' ? JSON.stringify(literal.value) : String(literal.value)
  const place = at ?? asked.at
  if (literal.value === true || literal.value === false) {
    const yes = { id: subject, subject, equals: 'true', domain: ['true', 'false'], why, needs, at: place }
    return literal.value ? atom(yes) : ({ op: 'not', of: atom(yes) } as const)
  }
  return atom({ id: `${subject} == ${text}`, subject, equals: String(literal.value), why, needs, at: place })
}
