import type { Span } from '../../../model/source.ts'
import type { Scalar, Value } from '../../../model/value.ts'
import { compare, isWhole, parseFloat512, toBigInt } from '../resolve/big-float.ts'
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
  const text = pad(textFor(verb, arg, layout, at), layout)
  const scalar = plainText(text, at)
  return isSensitive(arg) ? { ...scalar, sensitive: true } : scalar
}

function textFor(verb: string, arg: Value, { flags, precision }: Layout, at: Span): string {
  const digits = precision === undefined ? undefined : Number(precision)
  switch (verb) {
    case 's': {
      const text = notNull(arg, verb, at)
      return digits === undefined ? text : charactersOf(text).slice(0, digits).join('')
    }
    case 'v':
      if (arg.type === 'list' || arg.type === 'map' || isNull(arg) || flags.includes('#')) return encodeJson(arg)
      return arg.type === 'scalar' && typeof arg.value === 'number' ? general(arg, undefined) : textOf(asText(arg, at))
    case 'q':
      return encodeJson(plainText(notNull(arg, verb, at), at))
    case 't':
      return textOf(toBool(arg))
    case 'd':
    case 'b':
    case 'o':
    case 'x':
    case 'X':
      return signed(number(arg, at), flags, whole(verb, arg, flags, at))
    case 'f':
    case 'F':
      return signed(number(arg, at), flags, fixed(number(arg, at), Math.min(digits ?? 6, MAX_DIGITS)))
    case 'e':
    case 'E':
      return signed(
        number(arg, at),
        flags,
        cased(verb, exponent(Number(number(arg, at).value).toExponential(Math.min(digits ?? 6, MAX_DIGITS)))),
      )
    case 'g':
    case 'G':
      return signed(number(arg, at), flags, cased(verb, general(number(arg, at), digits)))
    default:
      return fail(`"format" does not know "%${verb}".`, at)
  }
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
const PREFIXES = { d: '', b: '', o: '0', x: '0x', X: '0X' } as const

/** A whole number to a base. */
function whole(verb: keyof typeof BASES, arg: Value, flags: string, at: Span): string {
  const exact = exactOf(number(arg, at))
  if (!exact || !isWhole(exact)) return fail(`"%${verb}" needs a whole number.`, at)
  const value = toBigInt(exact)
  const digits = (value < 0n ? -value : value).toString(BASES[verb])
  const prefix = flags.includes('#') ? PREFIXES[verb] : ''
  return (value < 0n ? '-' : '') + prefix + (verb === 'X' ? digits.toUpperCase() : digits)
}

function fixed(value: Scalar, digits: number): string {
  const exact = exactOf(value)
  const text = Number(value.value).toFixed(digits)
  const shown = parseFloat512(text)
  // A double writes more than 20 digits with an exponent.
  return exact && shown && (compare(exact, shown) === 0 || !/e/.test(text)) && Math.abs(Number(value.value)) < 1e20
    ? text
    : `${scalarText(value).split('.')[0]}${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`
}

/** The shorter of the two ways to write a number. Source: Go, math/big.Float.Text, format 'g'. */
function general(value: Scalar, precision: number | undefined): string {
  const digits = scalarText(value).replace(/^-/, '').replace('.', '').replace(/^0+/, '').replace(/0+$/, '')
  const wanted = Math.max(precision ?? digits.length, 1)
  const scientific = Number(value.value).toExponential(Math.min(wanted - 1, MAX_DIGITS))
  const [mantissa = '', power = ''] = scientific.split('e')
  const kept = mantissa.replaceAll(/[-.]|\.?0+$/g, '').length
  const limit = precision === undefined ? 6 : wanted > kept && kept > Number(power) ? kept : wanted
  if (Number(power) < -4 || Number(power) >= limit) return exponent(scientific.replace(/\.?0+e/, 'e'))
  return precision === undefined ? scalarText(value) : String(Number(scientific))
}

function cased(verb: string, text: string): string {
  return verb === verb.toUpperCase() ? text.toUpperCase() : text
}

function exponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2')
}

function pad(text: string, { flags, width }: Layout): string {
  const missing = Math.min(width, 10_000) - charactersOf(text).length
  if (missing <= 0) return text
  if (flags.includes('-')) return text + ' '.repeat(missing)
  if (!flags.includes('0')) return ' '.repeat(missing) + text
  const sign = /^[+-]/.exec(text)?.[0] ?? ''
  return sign + '0'.repeat(missing) + text.slice(sign.length)
}
