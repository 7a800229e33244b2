import { and, or } from '../../../model/condition.ts'
import type { Span } from '../../../model/source.ts'
import type { Scalar, Value } from '../../../model/value.ts'
import type { BinaryOperator } from '../syntax/tree.ts'
import { add, type BigFloat, compare, multiply, negated, quotient, remainder } from './big-float.ts'
import { answerOf, conditionOf, lift } from './choice.ts'
import { equals, questionFor } from './equality.ts'
import { fail } from './failure.ts'
import { exactOf, numberFromText, numberValue } from './number.ts'
import { asText } from './texts.ts'
import { typeOf } from './type-of.ts'
import { BOOL, NUMBER } from './types.ts'
import { canConvert } from './unify.ts'
import { bool, isKnown, isSensitive, noted, notesOf, unknownLike } from './value.ts'

/** `left operator right`. */
export function applyBinary(operator: BinaryOperator, left: Value, right: Value, at: Span): Value {
  if (operator === '&&' || operator === '||') return combine(operator, left, right, at)
  return lift([left, right], at, ([a = left, b = right]) => {
    if (operator === '==' || operator === '!=') return isEqual(a, b, operator === '==', at)
    return calculate(operator, a, b, at)
  })
}

export function negate(value: Value, at: Span): Value {
  const number = operand(value, at)
  if (!number) return unknownLike(value, at, NUMBER)
  const { exact } = notesOf(number)
  const made: Scalar = { type: 'scalar', value: -Number(number.value), at, ...marked(value) }
  return exact ? noted(made, { exact: negated(exact) }) : made
}

/** A known value as a number; undefined where it is not known. */
export function numberOf(value: Value, at: Span): number | undefined {
  const number = operand(value, at)
  return number && Number(number.value)
}

/** A known value as a number with all its digits; undefined where it is not known. */
export function operand(value: Value, at: Span): Scalar | undefined {
  const known = value.type === 'json' ? asText(value, at) : value
  if (known.type !== 'scalar') {
    if (!canConvert(typeOf(known), NUMBER)) fail('A number is needed here.', at)
    return undefined
  }
  if (typeof known.value === 'number') return known
  const number = typeof known.value === 'string' ? numberFromText(known.value, at) : undefined
  return number ?? fail(known.value === null ? 'A number is needed here, not null.' : 'A number is needed here.', at)
}

function combine(operator: '&&' | '||', left: Value, right: Value, at: Span): Value {
  const [a, b] = [left, right].map((value) => {
    const condition = conditionOf(value)
    const isNone = isKnown(value) || !canConvert(typeOf(value), BOOL)
    if (!condition && isNone) fail(`"${operator}" needs values that are true or false.`, at)
    return condition
  })
  if (a && b) {
    const answer = answerOf(operator === '&&' ? and(a, b) : or(a, b), at)
    return answer.type === 'scalar' ? { ...answer, ...marked(left, right) } : answer
  }
  const decisive = operator === '&&' ? 'false' : 'true'
  if (a?.op === decisive || b?.op === decisive) return { ...bool(decisive === 'true', at), ...marked(left, right) }
  return unknownLike(a ? right : left, at, BOOL)
}

function isEqual(left: Value, right: Value, positive: boolean, at: Span): Value {
  const equal = equals(left, right)
  if (equal !== undefined) return { ...bool(equal === positive, at), ...marked(left, right) }
  const question = questionFor(left, right) ?? questionFor(right, left)
  if (!question) return unknownLike(isKnown(left) ? right : left, at, BOOL)
  return answerOf(positive ? question : { op: 'not', of: question }, at)
}

type Calculation = Exclude<BinaryOperator, '==' | '!=' | '&&' | '||'>

function calculate(operator: Calculation, left: Value, right: Value, at: Span): Value {
  const a = operand(left, at)
  const b = operand(right, at)
  const isComparison = operator.startsWith('<') || operator.startsWith('>')
  const sure = isComparison ? sureOrder(operator, left, a, right, b) : undefined
  if (sure !== undefined) return bool(sure, at)
  if (!a || !b) return unknownLike(a ? right : left, at, isComparison ? BOOL : NUMBER)
  const made = isComparison ? bool(holds(operator, order(a, b)), at) : arithmetic(operator, a, b, at)
  return { ...made, ...marked(left, right) }
}

/** The answer to a comparison where it is known how large a number at least is. */
function sureOrder(operator: Calculation, left: Value, a: Scalar | undefined, right: Value, b: Scalar | undefined) {
  const known = a ?? b
  const { atLeast } = notesOf(a ? right : left)
  if ((a && b) || !known || known.sensitive || atLeast === undefined) return undefined
  const difference = atLeast - Number(known.value)
  switch (a ? FLIPPED[operator as keyof typeof FLIPPED] : operator) {
    case '>':
      return difference > 0 ? true : undefined
    case '>=':
      return difference >= 0 ? true : undefined
    case '<':
      return difference >= 0 ? false : undefined
    default:
      return difference > 0 ? false : undefined
  }
}

const FLIPPED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const

function holds(operator: Calculation, sign: number): boolean {
  switch (operator) {
    case '<':
      return sign < 0
    case '<=':
      return sign <= 0
    case '>':
      return sign > 0
    default:
      return sign >= 0
  }
}

/** Negative where the first number is less. */
export function order(a: Scalar, b: Scalar): number {
  const [x, y] = [Number(a.value), Number(b.value)]
  if (x !== y || (Number.isSafeInteger(x) && !notesOf(a).exact && !notesOf(b).exact)) return x - y
  const [one, other] = [exactOf(a), exactOf(b)]
  return one && other ? compare(one, other) : 0
}

/** Terraform calculates with 512 bits; what a double holds exactly is calculated with doubles. */
export function arithmetic(operator: Calculation, a: Scalar, b: Scalar, at: Span): Scalar {
  const [x, y] = [Number(a.value), Number(b.value)]
  const isSmall = Number.isSafeInteger(x) && Number.isSafeInteger(y)
  const quick = operator in QUICK && isSmall ? QUICK[operator as keyof typeof QUICK](x, y) : undefined
  if (quick !== undefined && Number.isSafeInteger(quick)) return { type: 'scalar', value: quick, at }
  if (y === 0 && operator === '%') return a
  const [one, other] = [exactOf(a), exactOf(b)]
  if (!one || !other || (y === 0 && operator === '/')) return endless(operator, x, y, at)
  const made = EXACT[operator as keyof typeof EXACT](one, other)
  if (Math.abs(made.exponent) > MAX_EXPONENT) fail('This number is too large or too small to be written.', at)
  return numberValue(made, at)
}

/** Numbers beyond this many binary digits are of no use to anybody. */
const MAX_EXPONENT = 70_000

const QUICK = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
}

const EXACT = {
  '+': add,
  '-': (a: BigFloat, b: BigFloat) => add(a, negated(b)),
  '*': multiply,
  '/': quotient,
  '%': remainder,
}

function endless(operator: Calculation, x: number, y: number, at: Span): Scalar {
  const value = operator === '/' ? x / y : operator === '%' ? x % y : QUICK[operator as keyof typeof QUICK](x, y)
  if (Number.isNaN(value)) fail('Zero cannot be divided by zero.', at)
  return { type: 'scalar', value, at }
}

function marked(...values: readonly Value[]): { readonly sensitive?: true } {
  return values.some(isSensitive) ? { sensitive: true } : {}
}
