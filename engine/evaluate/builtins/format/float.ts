import type { Directive } from './printf.ts'
import { pad } from './text.ts'

/** A float64 by the verbs v, e, E, f, F, g, G, b, x and X; undefined for others. */
export function formatFloat(value: number, directive: Directive, verb: string): string | undefined {
  const form = FORMS[verb]
  if (form === undefined) return undefined
  const precision = directive.precision ?? form.precision
  const negative = value < 0 || Object.is(value, -0)
  const body = form.write(Math.abs(value), precision)
  const written = form.upper ? body.toUpperCase() : body
  const text = directive.sharp && verb !== 'b' ? withPoint(written, precision, verb) : written
  const sign = negative ? '-' : directive.plus ? '+' : directive.space ? ' ' : ''
  const width = directive.width ?? 0
  // With a sign, zeros go between it and the digits.
  if (sign !== '' && directive.zero && !directive.minus) return sign + text.padStart(width - 1, '0')
  return pad(sign + text, directive)
}

interface Form {
  /** Digits after the point, or significant ones for g; -1 means as many as tell this double from others. */
  readonly precision: number
  readonly upper?: boolean
  /** Writes a value that is not negative. */
  readonly write: (value: number, precision: number) => string
}

const FORMS: Readonly<Record<string, Form>> = {
  v: { precision: -1, write: general },
  g: { precision: -1, write: general },
  G: { precision: -1, write: general, upper: true },
  e: { precision: 6, write: scientific },
  E: { precision: 6, write: scientific, upper: true },
  f: { precision: 6, write: plain },
  F: { precision: 6, write: plain },
  b: { precision: -1, write: binary },
  x: { precision: -1, write: hexadecimal },
  X: { precision: -1, write: hexadecimal, upper: true },
}

/** Decimal digits of a value: 0.digits times ten to the power of `point`. */
interface Digits {
  readonly digits: string
  readonly point: number
}

function scientific(value: number, precision: number): string {
  return exponentForm(rounded(exactDigits(value), precision + 1), precision)
}

function exponentForm({ digits, point }: Digits, precision: number): string {
  const exponent = digits === '' ? 0 : point - 1
  const fraction = digits.slice(1).padEnd(precision, '0')
  const mantissa = (digits[0] ?? '0') + (fraction === '' ? '' : `.${fraction}`)
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}

function plain(value: number, precision: number): string {
  const exact = exactDigits(value)
  return pointForm(rounded(exact, exact.point + precision), precision)
}

function pointForm({ digits, point }: Digits, precision: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0'
  const fraction = ('0'.repeat(Math.max(0, Math.min(-point, precision))) + digits.slice(Math.max(0, point))).slice(
    0,
    precision,
  )
  return precision === 0 ? whole : `${whole}.${fraction.padEnd(precision, '0')}`
}

/** Go's %g: the exponent form below 1e-4 and from the precision upwards, six digits where none is given. */
function general(value: number, precision: number): string {
  const shortest = precision < 0
  const wanted = precision === 0 ? 1 : precision
  const { digits, point } = shortest ? shortestDigits(value) : rounded(exactDigits(value), wanted)
  const limit = shortest ? 6 : wanted > digits.length && digits.length >= point ? digits.length : wanted
  const exponent = point - 1
  if (digits !== '' && (exponent < -4 || exponent >= limit)) {
    return exponentForm({ digits, point }, digits.length - 1)
  }
  return pointForm({ digits, point }, Math.max(digits.length - point, 0))
}

/** Mantissa and power of two, as the double holds them. */
function binary(value: number): string {
  const { mantissa, exponent } = parts(value)
  return `${mantissa}p${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`
}

function hexadecimal(value: number, precision: number): string {
  if (value === 0) return `0x0${precision > 0 ? `.${'0'.repeat(precision)}` : ''}p+00`
  let { mantissa, exponent } = parts(value)
  const bits = mantissa.toString(2).length
  // One digit before the point, thirteen after it.
  mantissa <<= BigInt(53 - bits)
  exponent += 52 - (53 - bits)
  if (precision >= 0 && precision < 13) {
    const dropped = BigInt(4 * (13 - precision))
    mantissa = roundHalfEven(mantissa, 1n << dropped)
    if (mantissa >> BigInt(4 * precision) === 2n) {
      mantissa >>= 1n
      exponent++
    }
    mantissa <<= dropped
  }
  const hex = mantissa.toString(16)
  const fraction =
    precision < 0 ? hex.slice(1).replace(/0+$/, '') : hex.slice(1).padEnd(precision, '0').slice(0, precision)
  const power = `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
  return `0x${hex[0]}${fraction === '' ? '' : `.${fraction}`}p${power}`
}

/** The double as mantissa times two to the power of exponent. */
function parts(value: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  const bits = view.getBigUint64(0)
  const biased = Number((bits >> 52n) & 0x7ffn)
  const fraction = bits & 0xfffffffffffffn
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | (1n << 52n), exponent: biased - 1075 }
}

/** All decimal digits of the double, which are finitely many. */
function exactDigits(value: number): Digits {
  if (value === 0) return { digits: '', point: 0 }
  const { mantissa, exponent } = parts(value)
  const scale = exponent < 0 ? -exponent : 0
  const whole = exponent < 0 ? mantissa * 5n ** BigInt(scale) : mantissa << BigInt(exponent)
  const text = String(whole)
  return { digits: text.replace(/0+$/, ''), point: text.length - scale }
}

/** The fewest digits that read back as the same double. */
function shortestDigits(value: number): Digits {
  if (value === 0) return { digits: '', point: 0 }
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e')
  return { digits: mantissa.replace('.', ''), point: Number(exponent) + 1 }
}

/** Rounds to a number of digits, half to even; the rounded-off digits are gone, trailing zeros too. */
function rounded({ digits, point }: Digits, count: number): Digits {
  if (count >= digits.length) return { digits, point }
  if (count < 0) return { digits: '', point }
  const kept = roundHalfEven(BigInt(digits), 10n ** BigInt(digits.length - count))
  if (kept === 0n) return { digits: '', point }
  const text = String(kept)
  return { digits: text.replace(/0+$/, ''), point: point + text.length - count }
}

function roundHalfEven(value: bigint, unit: bigint): bigint {
  const quotient = value / unit
  const twice = (value % unit) * 2n
  return twice > unit || (twice === unit && quotient % 2n === 1n) ? quotient + 1n : quotient
}

/** The `#` flag: a point even where no digits follow it, and for g the zeros that %g drops. */
function withPoint(text: string, precision: number, verb: string): string {
  const tailAt = text.search(verb === 'x' || verb === 'X' ? /[pP]/ : /[eEpP]/)
  const body = tailAt < 0 ? text : text.slice(0, tailAt)
  const tail = tailAt < 0 ? '' : text.slice(tailAt)
  let missing = 0
  if ('vgGx'.includes(verb)) {
    const significant = body.replace('.', '').replace(/^[0]*/, '')
    missing = (precision < 0 ? 6 : precision) - significant.length
    if (!body.includes('.') && body === '0') missing--
  }
  return body + (body.includes('.') ? '' : '.') + '0'.repeat(Math.max(0, missing)) + tail
}
