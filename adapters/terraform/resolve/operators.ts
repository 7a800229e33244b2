import { and, atom, or } from '../../../model/condition.ts'
import type { Span } from '../../../model/source.ts'
import { renderText } from '../../../model/text.ts'
import type { Value } from '../../../model/value.ts'
import type { BinaryOperator } from '../syntax/tree.ts'
import { answerOf, conditionOf, lift } from './choice.ts'
import { fail } from './failure.ts'
import { toPlain } from './plain.ts'
import { asText } from './texts.ts'
import { bool, causeOf, isKnown, isNull, isSensitive, unknownLike } from './value.ts'

/** `left operator right`. */
export function applyBinary(operator: BinaryOperator, left: Value, right: Value, at: Span): Value {
  if (operator === '&&' || operator === '||') return combine(operator, left, right, at)
  return lift([left, right], at, ([a = left, b = right]) => {
    if (operator === '==' || operator === '!=') return compare(a, b, operator === '==', at)
    return calculate(operator, a, b, at)
  })
}

export function negate(value: Value, at: Span): Value {
  const number = numberOf(value, at)
  return number === undefined ? unknownLike(value, at) : { type: 'scalar', value: -number, at, ...marked(value) }
}

/** A known value as a number; undefined where it is not known. */
export function numberOf(value: Value, at: Span): number | undefined {
  const known = value.type === 'json' ? asText(value, at) : value
  if (known.type !== 'scalar') {
    if (known.type === 'list' || known.type === 'map') fail('A number is needed here.', at)
    return undefined
  }
  if (typeof known.value === 'number') return known.value
  if (typeof known.value === 'string' && NUMBER.test(known.value)) return Number(known.value)
  return fail(known.value === null ? 'A number is needed here, not null.' : 'A number is needed here.', at)
}

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/

function combine(operator: '&&' | '||', left: Value, right: Value, at: Span): Value {
  const [a, b] = [left, right].map((value) => {
    const condition = conditionOf(value)
    if (!condition && isKnown(value)) fail(`"${operator}" needs values that are true or false.`, at)
    return condition
  })
  if (a && b) {
    const answer = answerOf(operator === '&&' ? and(a, b) : or(a, b), at)
    return answer.type === 'scalar' ? { ...answer, ...marked(left, right) } : answer
  }
  const decisive = operator === '&&' ? 'false' : 'true'
  if (a?.op === decisive || b?.op === decisive) return bool(decisive === 'true', at)
  return unknownLike(a ? right : left, at)
}

function compare(left: Value, right: Value, positive: boolean, at: Span): Value {
  const equal = equals(left, right)
  if (equal !== undefined) return { ...bool(equal === positive, at), ...marked(left, right) }
  const question = questionFor(left, right) ?? questionFor(right, left)
  if (!question) return unknownLike(isKnown(left) ? right : left, at)
  return answerOf(positive ? question : { op: 'not', of: question }, at)
}

/** Whether two values are the same; undefined where that is not known. A resource's attribute and an id are never null. */
export function equals(left: Value, right: Value): boolean | undefined {
  if (isNull(left) || isNull(right)) {
    if (isNull(left) && isNull(right)) return true
    const other = isNull(left) ? right : left
    return other.type === 'unknown' || other.type === 'choice' || isAttribute(other) ? undefined : false
  }
  if (left.type === 'json' || right.type === 'json') {
    return isKnown(left) && isKnown(right) ? plainText(left) === plainText(right) : undefined
  }
  if (left.type === 'list' && right.type === 'list') {
    if (left.open || right.open) return undefined
    if (left.items.length !== right.items.length) return false
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
  if (!isKnown(left) || !isKnown(right)) return sameUnknown(left, right)
  if (left.type === 'scalar' && right.type === 'scalar') return left.value === right.value
  return false
}

function plainText(value: Value): unknown {
  const text = value.type === 'json' ? asText(value, value.at) : value
  return text.type === 'scalar' ? text.value : toPlain(text)
}

function isAttribute(value: Value): boolean {
  return value.type === 'reference' && value.attribute !== null && value.attribute !== 'id' && value.attribute !== 'arn'
}

function sameUnknown(left: Value, right: Value): boolean | undefined {
  if (left.type === 'unknown' && right.type === 'unknown') {
    return left.symbol !== undefined && left.symbol === right.symbol ? true : undefined
  }
  if (left.type === 'symbol' && right.type === 'symbol') return left.name === right.name ? true : undefined
  if (left.type === 'reference' && right.type === 'reference') {
    return left.resource === right.resource && left.attribute === right.attribute ? true : undefined
  }
  return undefined
}

function every(results: readonly (boolean | undefined)[]): boolean | undefined {
  if (results.includes(false)) return false
  return results.includes(undefined) ? undefined : true
}

/** `var.stage == "prod"` where the stage is not known: a question about the stage. */
function questionFor(asked: Value, literal: Value) {
  const isNamed = asked.type === 'unknown' ? asked.symbol !== undefined : asked.type === 'symbol'
  if (!isNamed || literal.type !== 'scalar') return undefined
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

function calculate(
  operator: Exclude<BinaryOperator, '==' | '!=' | '&&' | '||'>,
  left: Value,
  right: Value,
  at: Span,
): Value {
  const a = numberOf(left, at)
  const b = numberOf(right, at)
  if (a === undefined || b === undefined) return unknownLike(a === undefined ? left : right, at)
  const value = ARITHMETIC[operator](a, b)
  if (Number.isNaN(value)) fail('Zero cannot be divided by zero.', at)
  return { type: 'scalar', value, at, ...marked(left, right) }
}

const ARITHMETIC = {
  '+': (a: number, b: number) => exact(a + b),
  '-': (a: number, b: number) => exact(a - b),
  '*': (a: number, b: number) => exact(a * b),
  '/': (a: number, b: number) => a / b,
  '%': (a: number, b: number) => (b === 0 ? a : exact(a % b)),
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
}

/** 0.1 + 0.2 is 0.3: Terraform calculates with more digits than a double has. */
function exact(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15))
}

function marked(...values: readonly Value[]): { readonly sensitive?: true } {
  return values.some(isSensitive) ? { sensitive: true } : {}
}
