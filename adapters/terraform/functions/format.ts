import type { Span } from '../../../model/source.ts'
import type { Scalar, Value } from '../../../model/value.ts'
import { type Decimal, digitsOf, isWhole, roundedTo, toBigInt } from '../resolve/big-float.ts'
import { toBool } from '../resolve/convert.ts'
import { fail } from '../resolve/failure.ts'
import { exactOf, scalarText } from '../resolve/number.ts'
import { operand } from '../resolve/operators.ts'
import { encodeJson } from '../resolve/plain.ts'
import { asText, join, textOf } from '../resolve/texts.ts'
import { STRING } from '../resolve/types.ts'
import { isKnown, isNull, isSensitive, plainText, unknownLike } from '../resolve/value.ts'
import { charactersOf } from './characters.ts'

const VERB = /%(?:%|([-+ 0#]*)(\d+)?(?:\.(\d+))?(?:\[(\d+)\])?([a-zA-Z]))/g

/** `format("%s-%03d", …)`. What is not known stays a piece of the text. Source: Terraform, "format function". */
export function format(template: string, args: readonly Value[], at: Span): Value {
  const pieces: Value[] = []
  let from = 0
  let next = 0
  let isIndexed = false
  for (const match of template.matchAll(VERB)) {
    const [whole, flags = '', width, precision, index, verb] = match
    pieces.push(plainText(template.slice(from, match.index), at))
    from = match.index + whole.length
    if (verb === undefined) {
      pieces.push(plainText('%', at))
      continue
    }
    isIndexed ||= index !== undefined
    next = index === undefined ? next + 1 : Number(index)
    const arg = args[next - 1]
    if (!arg) return fail(`"format" has no argument for "${whole}".`, at)
    pieces.push(formatOne(verb, arg, { flags, width: Number(width ?? 0), precision }, at))
  }
  const rest = template.slice(from)
  if (rest.includes('%'))
    return fail(`"format" does not know "${rest.slice(rest.indexOf('%'), rest.indexOf('%') + 2)}".`, at)
  if (!isIndexed && next < args.length) return fail('"format" has more arguments than its text uses.', at)
  return join([...pieces, plainText(rest, at)], at)
}

interface Layout {
  readonly flags: string
  readonly width: number
  readonly precision: string | undefined
}

function formatOne(verb: string, arg: Value, layout: Layout, at: Span): Value {
  if (!isKnown(arg)) {
    const isText = (verb === 's' || verb === 'v') && layout.width === 0 && layout.precision === undefined
    if (isText && arg.type !== 'list' && arg.type !== 'map') return arg
    return unknownLike(arg, at, STRING)
  }
  const text = pad(verb, textFor(verb, arg, layout, at), layout)
  const scalar = plainText(text, at)
  return isSensitive(arg) ? { ...scalar, sensitive: true } : scalar
}

function textFor(verb: string, arg: Value, { flags, precision }: Layout, at: Span): string {
  const digits = precision === undefined ? undefined : Number(precision)
  switch (verb) {
    case 's':
      return cut(notNull(arg, verb, at), digits)
    case 'v':
      if (arg.type === 'list' || arg.type === 'map' || isNull(arg) || flags.includes('#')) return encodeJson(arg)
      return arg.type === 'scalar' && typeof arg.value === 'number' ? general(arg, undefined) : textOf(asText(arg, at))
    case 'q':
      return encodeJson(plainText(cut(notNull(arg, verb, at), digits), at))
    case 't':
      return textOf(toBool(arg))
    case 'd':
    case 'b':
    case 'o':
    case 'x':
    case 'X':
      return signed(number(arg, at), flags, whole(verb, arg, { flags, digits }, at))
    case 'f':
    case 'F':
      return signed(number(arg, at), flags, fixed(number(arg, at), Math.min(digits ?? 6, MAX_DIGITS)))
    case 'e':
    case 'E':
      return signed(number(arg, at), flags, cased(verb, scientific(number(arg, at), Math.min(digits ?? 6, MAX_DIGITS))))
    case 'g':
    case 'G':
      return signed(
        number(arg, at),
        flags,
        cased(verb, general(number(arg, at), digits === undefined ? undefined : Math.min(digits, MAX_DIGITS))),
      )
    default:
      return fail(`"format" does not know "%${verb}".`, at)
  }
}

/** Terraform takes a precision of none for none at all. */
function cut(text: string, digits: number | undefined): string {
  return digits ? charactersOf(text).slice(0, digits).join('') : text
}

function notNull(arg: Value, verb: string, at: Span): string {
  return isNull(arg) ? fail(`"%${verb}" needs a value that is not null.`, at) : textOf(asText(arg, at))
}

/** More digits than this after the point are not written. */
const MAX_DIGITS = 100

function number(arg: Value, at: Span): Scalar {
  return operand(arg, at) ?? fail('A number is needed here.', at)
}

function signed({ value }: Scalar, flags: string, text: string): string {
  if (Number(value) < 0) return text
  return flags.includes('+') ? `+${text}` : flags.includes(' ') ? ` ${text}` : text
}

const BASES = { d: 10, b: 2, o: 8, x: 16, X: 16 } as const
const PREFIXES = { d: '', b: '0b', o: '0', x: '0x', X: '0X' } as const

/** A whole number to a base, in at least as many digits as the precision says. Source: Go, math/big.Int.Format. */
function whole(
  verb: keyof typeof BASES,
  arg: Value,
  { flags, digits: least }: { readonly flags: string; readonly digits: number | undefined },
  at: Span,
): string {
  const exact = exactOf(number(arg, at))
  if (!exact || !isWhole(exact)) return fail(`"%${verb}" needs a whole number.`, at)
  const value = toBigInt(exact)
  const digits = (value < 0n ? -value : value).toString(BASES[verb]).padStart(Math.min(least ?? 0, MAX_WIDTH), '0')
  const prefix = flags.includes('#') ? PREFIXES[verb] : ''
  return (value < 0n ? '-' : '') + prefix + (verb === 'X' ? digits.toUpperCase() : digits)
}

/** Source: Go, math/big.Float.Text, formats 'f', 'e' and 'g'. */
function fixed(value: Scalar, precision: number): string {
  const exact = exactOf(value)
  if (!exact) return scalarText(value)
  const all = digitsOf(exact, 'all')
  return withSign(value, fixedText(roundedTo(all, all.point + precision), precision))
}

function scientific(value: Scalar, precision: number): string {
  const exact = exactOf(value)
  if (!exact) return scalarText(value)
  return withSign(value, exponentText(roundedTo(digitsOf(exact, 'all'), precision + 1), precision))
}

/** The shorter of the two ways to write a number. */
function general(value: Scalar, precision: number | undefined): string {
  const exact = exactOf(value)
  if (!exact) return scalarText(value)
  const wanted = precision === undefined ? undefined : Math.max(precision, 1)
  const shown = wanted === undefined ? digitsOf(exact, 'shortest') : roundedTo(digitsOf(exact, 'all'), wanted)
  const { digits, point } = shown
  const count = wanted ?? digits.length
  const limit = wanted === undefined ? 6 : count > digits.length && digits.length >= point ? digits.length : count
  if (point - 1 < -4 || point - 1 >= limit)
    return withSign(value, exponentText(shown, Math.max(Math.min(count, digits.length) - 1, 0)))
  return withSign(value, fixedText(shown, Math.max((count > point ? digits.length : count) - point, 0)))
}

function withSign({ value }: Scalar, text: string): string {
  return Number(value) < 0 ? `-${text}` : text
}

function fixedText({ digits, point }: Decimal, precision: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0'
  if (precision === 0) return whole
  const fraction = (point > 0 ? digits.slice(point) : '0'.repeat(Math.min(-point, precision)) + digits).slice(
    0,
    precision,
  )
  return `${whole}.${fraction.padEnd(precision, '0')}`
}

function exponentText({ digits, point }: Decimal, precision: number): string {
  const power = digits === '' ? 0 : point - 1
  const fraction = precision > 0 ? `.${digits.slice(1, precision + 1).padEnd(precision, '0')}` : ''
  return `${digits[0] ?? '0'}${fraction}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
}

function cased(verb: string, text: string): string {
  return verb === verb.toUpperCase() ? text.toUpperCase() : text
}

const MAX_WIDTH = 10_000

/** Numbers are filled with zeros after their sign, texts wherever they are filled; true and false are not. */
function pad(verb: string, text: string, { flags, width, precision }: Layout): string {
  const missing = Math.min(width, MAX_WIDTH) - charactersOf(text).length
  if (missing <= 0 || verb === 't') return text
  const isWhole = verb in BASES
  const isZero = flags.includes('0') && !(isWhole && (flags.includes('-') || precision !== undefined))
  const isText = verb === 's' || verb === 'q'
  const fill = (isZero ? '0' : ' ').repeat(missing)
  if (flags.includes('-') && (isText || !isZero)) return text + fill
  const start = isZero && !isText ? (/^[-+ ]?(?:0[xXb])?/.exec(text)?.[0] ?? '') : ''
  return start + fill + text.slice(start.length)
}
