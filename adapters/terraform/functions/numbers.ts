import type { Scalar, Value } from '../../../model/value.ts'
import { fromBigInt, isWhole, toBigInt } from '../resolve/big-float.ts'
import { fail } from '../resolve/failure.ts'
import { markedLike } from '../resolve/marks.ts'
import { exactOf, numberValue } from '../resolve/number.ts'
import { arithmetic, negate, order } from '../resolve/operators.ts'
import { collectionType, NUMBER } from '../resolve/types.ts'
import { isKnown, listOf, noted, unknownLike } from '../resolve/value.ts'
import { type Call, expectCount, type Family, listArgument, type Parameter, pure, takeArguments } from './function.ts'

/** Terraform refuses longer ranges. */
const MAX_RANGE = 1024

/** Numbers. */
export const numberFunctions: Family = {
  abs: exactly(['number'], ([value], call) => (order(value, zero(call)) < 0 ? negated(value, call) : value)),
  ceil: exactly(['number'], ([value], call) => rounded(value, call, 1n)),
  floor: exactly(['number'], ([value], call) => rounded(value, call, -1n)),
  signum: pure(['whole'], NUMBER, ([value]: [number]) => Math.sign(value)),
  max: exactly(['number', 'number...'], (values) =>
    values.reduce((most, next) => (order(next, most) > 0 ? next : most)),
  ),
  min: exactly(['number', 'number...'], (values) =>
    values.reduce((least, next) => (order(next, least) < 0 ? next : least)),
  ),
  pow: pure(['number', 'number'], NUMBER, ([base, exponent]: [number, number]) => base ** exponent),
  log: pure(['number', 'number'], NUMBER, ([value, base]: [number, number], call) => {
    const made = Math.log(value) / Math.log(base)
    return Number.isNaN(made) ? fail('"log" needs a number above zero.', call.at) : made
  }),
  sum: (args, call) => {
    expectCount(args, 1, 1, call)
    const list = listArgument(args[0], call)
    if (list?.items.length === 0 && !list.open) return fail('"sum" needs a list with an element.', call.at)
    if (!list || list.open || !isKnown(list)) return unknownLike(args[0] as Value, call.at, NUMBER)
    const numbers = takeArguments(list.items, ['number...'], call) as readonly Scalar[]
    const total = numbers.reduce((sum, next) => arithmetic('+', sum, next, call.at))
    return markedLike({ ...total, at: call.at }, list)
  },
  parseint: (args, call) => {
    const [number] = args
    if (number?.type === 'scalar' && typeof number.value !== 'string') return fail('"parseint" needs a text.', call.at)
    return parseInteger(args, call)
  },
  range: (args, call) => {
    expectCount(args, 1, 3, call)
    const numbers = takeArguments(args, ['number...'], call)
    const open = numbers.find((number) => !isKnown(number))
    if (open) return unknownLike(open, call.at, collectionType('list', NUMBER))
    const made = noted(listOf(range(numbers as readonly Scalar[], call), call.at), {
      ofType: collectionType('list', NUMBER),
    })
    return markedLike(made, ...numbers)
  },
}

function range(numbers: readonly Scalar[], call: Call): readonly Scalar[] {
  const [first = zero(call), second, third] = numbers
  const [start, end] = second === undefined ? [zero(call), first] : [first, second]
  const one: Scalar = { type: 'scalar', value: order(end, start) < 0 ? -1 : 1, at: call.at }
  const step = third ?? one
  const way = Math.sign(order(step, zero(call)))
  if (way * order(end, start) < 0 || (way === 0 && order(end, start) !== 0))
    return fail('The step of "range" must lead from its start to its end.', call.at)
  const items: Scalar[] = []
  for (let value = start; way * order(end, value) > 0; value = arithmetic('+', value, step, call.at)) {
    if (items.length >= MAX_RANGE)
      return fail(`"range" gives more than ${MAX_RANGE} numbers, which Terraform refuses.`, call.at)
    items.push({ ...value, at: call.at })
  }
  return items
}

/** A function of numbers with all their digits. */
function exactly(
  parameters: readonly Parameter[],
  compute: (args: readonly [Scalar, ...Scalar[]], call: Call) => Scalar,
) {
  return (args: readonly Value[], call: Call): Value => {
    const values = takeArguments(args, parameters, call)
    const open = values.find((value) => !isKnown(value))
    if (open) return unknownLike(open, call.at, NUMBER)
    const made = compute(values as unknown as readonly [Scalar, ...Scalar[]], call)
    return markedLike({ ...made, at: call.at }, ...values)
  }
}

function zero(call: Call): Scalar {
  return { type: 'scalar', value: 0, at: call.at }
}

function negated(value: Scalar, call: Call): Scalar {
  return negate(value, call.at) as Scalar
}

function rounded(value: Scalar, call: Call, towards: bigint): Scalar {
  const exact = exactOf(value)
  if (!exact || isWhole(exact)) return value
  const isAway = exact.mantissa < 0n === towards < 0n
  return numberValue(fromBigInt(toBigInt(exact) + (isAway ? towards : 0n)), call.at)
}

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const MAX_DIGITS = 5_000

const parseInteger = pure(['string', 'number'], NUMBER, ([text, base]: [string, number], call) => {
  if (!Number.isInteger(base) || base < 2 || base > 62) return fail('The base must be from 2 to 62.', call.at)
  const [, sign = '', body = ''] = /^([+-]?)(.*)$/s.exec(text) ?? []
  const digits = base <= 36 ? body.toLowerCase() : body
  const values = [...digits].map((digit) => DIGITS.indexOf(digit))
  if (values.length === 0 || values.length > MAX_DIGITS || values.some((value) => value < 0 || value >= base))
    return fail(`"${text}" is not a whole number to the base ${base}.`, call.at)
  const whole = values.reduce((sum, value) => sum * BigInt(base) + BigInt(value), 0n)
  return sign === '-' ? -whole : whole
})
