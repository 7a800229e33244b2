import type { Span } from '../../../model/source.ts'
import type { Scalar } from '../../../model/value.ts'
import { type BigFloat, parseFloat512, toDecimal } from './big-float.ts'
import { noted, notesOf } from './value.ts'

/** A number as a value: a double, and the exact number beside it where a double does not hold it. */
export function numberValue(exact: BigFloat, at: Span): Scalar {
  const text = toDecimal(exact)
  const value = Number(text)
  return String(value) === text || isSame(parseFloat512(String(value)), exact)
    ? { type: 'scalar', value, at }
    : noted({ type: 'scalar', value, at }, { exact })
}

/** The number that a text spells; undefined where it spells none. `Inf` is one to Terraform. */
export function numberFromText(text: string, at: Span): Scalar | undefined {
  if (/^-?\d{1,15}$/.test(text) && !/^-0+$/.test(text)) return { type: 'scalar', value: Number(text), at }
  if (/^[+-]?inf$/i.test(text)) return { type: 'scalar', value: text.startsWith('-') ? -Infinity : Infinity, at }
  const exact = parseFloat512(text)
  return exact && numberValue(exact, at)
}

/** The number that Terraform calculates with; undefined for what is endless. */
export function exactOf(value: Scalar): BigFloat | undefined {
  return notesOf(value).exact ?? parseFloat512(String(value.value))
}

/** A scalar as Terraform writes it in a text: numbers with all their digits, and never with an exponent. */
export function scalarText(value: Scalar): string {
  if (typeof value.value !== 'number') return String(value.value)
  const { exact } = notesOf(value)
  return exact ? toDecimal(exact) : numberText(value.value)
}

/** A double as Terraform writes it in a text. */
export function numberText(value: number): string {
  if (Object.is(value, -0)) return '-0'
  const text = String(value)
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (!match) return text === 'Infinity' ? 'Inf' : text === '-Infinity' ? '-Inf' : text
  const [, sign, whole = '', fraction = '', power] = match
  const digits = whole + fraction
  const point = whole.length + Number(power)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return `${sign}${digits.padEnd(point, '0')}`
}

function isSame(left: BigFloat | undefined, right: BigFloat): boolean {
  return left?.mantissa === right.mantissa && left.exponent === right.exponent
}
