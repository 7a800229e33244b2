/**
 * A binary number of 512 significant bits: what Terraform calculates with. The value is `mantissa · 2^exponent`, the
 * mantissa odd or zero, so that equal numbers have equal parts. Source: go-cty, `cty.Number`; Go, `math/big.Float`.
 */
export interface BigFloat {
  readonly mantissa: bigint
  readonly exponent: number
}

const PRECISION = 512
/** Larger exponents than this would be written out in full by every conversion to a text. */
const MAX_EXPONENT = 20_000

/** Reads a decimal number; undefined where the text is none, or too large to be written out. */
export function parseFloat512(text: string): BigFloat | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/.exec(text)
  const [, sign = '', whole = '', fraction = '', power = '0'] = match ?? []
  if (!match || whole + fraction === '') return undefined
  const digits = BigInt(whole + fraction)
  const exponent = Number(power) - fraction.length
  if (Math.abs(exponent) > MAX_EXPONENT || whole.length + fraction.length > MAX_EXPONENT) return undefined
  const signed = sign === '-' ? -digits : digits
  return exponent >= 0
    ? rounded(signed * 10n ** BigInt(exponent), 0)
    : quotient({ mantissa: signed, exponent: 0 }, { mantissa: 10n ** BigInt(-exponent), exponent: 0 })
}

export function add(left: BigFloat, right: BigFloat): BigFloat {
  const low = Math.min(left.exponent, right.exponent)
  return rounded(scaled(left, low) + scaled(right, low), low)
}

export function negated({ mantissa, exponent }: BigFloat): BigFloat {
  return { mantissa: -mantissa, exponent }
}

export function multiply(left: BigFloat, right: BigFloat): BigFloat {
  return rounded(left.mantissa * right.mantissa, left.exponent + right.exponent)
}

/** The divisor must not be zero. */
export function quotient(left: BigFloat, right: BigFloat): BigFloat {
  const missing = Math.max(PRECISION + 2 + lengthOf(right.mantissa) - lengthOf(left.mantissa), 0)
  const dividend = left.mantissa << BigInt(missing)
  const whole = dividend / right.mantissa
  const rest = dividend % right.mantissa
  // One more bit says that something is left over, so that rounding does not take it for a tie.
  const sticky = rest === 0n ? 0n : rest < 0n === right.mantissa < 0n ? 1n : -1n
  return rounded((whole << 1n) + sticky, left.exponent - right.exponent - missing - 1)
}

/** The remainder of a division that is cut off towards zero. The divisor must not be zero. */
export function remainder(left: BigFloat, right: BigFloat): BigFloat {
  return add(left, negated(multiply(right, truncated(quotient(left, right)))))
}

export function compare(left: BigFloat, right: BigFloat): number {
  const low = Math.min(left.exponent, right.exponent)
  const difference = scaled(left, low) - scaled(right, low)
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}

export function isWhole({ exponent }: BigFloat): boolean {
  return exponent >= 0
}

/** The whole number towards zero. */
export function truncated(value: BigFloat): BigFloat {
  return isWhole(value) ? value : rounded(value.mantissa / (1n << BigInt(-value.exponent)), 0)
}

/** A whole number as such; what comes after the point is cut off. */
export function toBigInt(value: BigFloat): bigint {
  const { mantissa, exponent } = truncated(value)
  return mantissa << BigInt(exponent)
}

export function fromBigInt(value: bigint): BigFloat {
  return rounded(value, 0)
}

/** The shortest decimal text that leads back to the number, never with an exponent. */
export function toDecimal(value: BigFloat): string {
  if (value.mantissa < 0n) return `-${toDecimal(negated(value))}`
  if (value.mantissa === 0n) return '0'
  const [digits, point] = shortest(value)
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`
  return digits.length <= point ? digits.padEnd(point, '0') : `${digits.slice(0, point)}.${digits.slice(point)}`
}

/** Digits as in 0.ddd, and the power of ten that they are multiplied with. */
export interface Decimal {
  readonly digits: string
  readonly point: number
}

/** The digits of the number without its sign: the shortest that lead back to it, or all there are. */
export function digitsOf(value: BigFloat, which: 'shortest' | 'all'): Decimal {
  if (value.mantissa === 0n) return { digits: '', point: 0 }
  const positive = value.mantissa < 0n ? negated(value) : value
  const [digits, point] = which === 'shortest' ? shortest(positive) : decimalOf(positive.mantissa, positive.exponent)
  return { digits, point }
}

/** The first digits alone, to the nearest, to the even one where two are as near. */
export function roundedTo({ digits, point }: Decimal, count: number): Decimal {
  if (count < 0 || count >= digits.length) return { digits, point }
  if (!roundsUp(digits, count)) return { digits: digits.slice(0, count).replace(/0+$/, ''), point }
  if (count === 0) return { digits: '1', point: point + 1 }
  const [more, place] = increased(digits.slice(0, count), point)
  return { digits: more, point: place }
}

/** The shortest digits between the half-way points to the neighbouring numbers, and where the decimal point stands. */
function shortest({ mantissa, exponent }: BigFloat): readonly [digits: string, point: number] {
  // The last bit of `middle` is half a unit in the last place.
  const widened = PRECISION + 1 - lengthOf(mantissa)
  const middle = mantissa << BigInt(widened)
  const [digits, point] = decimalOf(middle, exponent - widened)
  const [lower] = decimalOf(middle - 1n, exponent - widened)
  const [upper] = decimalOf(middle + 1n, exponent - widened)
  const isEven = (middle & 2n) === 0n
  for (let at = 0; at < digits.length; at += 1) {
    const digit = digits[at] ?? '0'
    const below = lower[at] ?? '0'
    const above = upper[at] ?? '0'
    const mayFall = below !== digit || (isEven && at + 1 === lower.length)
    const mayRise = digit !== above && (isEven || Number(digit) + 1 < Number(above) || at + 1 < upper.length)
    if (!mayFall && !mayRise) continue
    const kept = digits.slice(0, at + 1)
    const isUp = mayFall && mayRise ? roundsUp(digits, at + 1) : mayRise
    return isUp ? increased(kept, point) : [kept.replace(/0+$/, ''), point]
  }
  return [digits, point]
}

function roundsUp(digits: string, kept: number): boolean {
  const next = digits[kept] ?? '0'
  if (next !== '5' || kept + 1 < digits.length) return next >= '5'
  return Number(digits[kept - 1]) % 2 === 1
}

function increased(digits: string, point: number): readonly [string, number] {
  const more = String(BigInt(digits) + 1n)
  return [more.replace(/0+$/, ''), more.length > digits.length ? point + 1 : point]
}

/** All digits of a positive number, and where the decimal point stands. */
function decimalOf(mantissa: bigint, exponent: number): readonly [digits: string, point: number] {
  const text = String(exponent >= 0 ? mantissa << BigInt(exponent) : mantissa * 5n ** BigInt(-exponent))
  return [text.replace(/0+$/, ''), text.length + Math.min(exponent, 0)]
}

function scaled({ mantissa, exponent }: BigFloat, low: number): bigint {
  return mantissa << BigInt(exponent - low)
}

/** To the nearest number of 512 bits, to the even one where two are as near. */
function rounded(mantissa: bigint, exponent: number): BigFloat {
  if (mantissa === 0n) return { mantissa, exponent: 0 }
  if (mantissa < 0n) return negated(rounded(-mantissa, exponent))
  const surplus = BigInt(Math.max(lengthOf(mantissa) - PRECISION, 0))
  let kept = mantissa >> surplus
  const half = surplus === 0n ? 0n : 1n << (surplus - 1n)
  const rest = mantissa - (kept << surplus)
  if (surplus > 0n && (rest > half || (rest === half && (kept & 1n) === 1n))) kept += 1n
  return normalised(kept, exponent + Number(surplus))
}

function normalised(mantissa: bigint, exponent: number): BigFloat {
  const zeros = /0*$/.exec(mantissa.toString(2))?.[0].length ?? 0
  return { mantissa: mantissa >> BigInt(zeros), exponent: exponent + zeros }
}

/** How many bits a number has. */
function lengthOf(value: bigint): number {
  const text = (value < 0n ? -value : value).toString(16)
  return text === '0' ? 0 : text.length * 4 - Math.clz32(Number.parseInt(text[0] ?? '0', 16)) + 28
}
