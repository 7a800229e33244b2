import type { Span } from '../../../model/source.ts'
import type { Value } from '../../../model/value.ts'
import { fail } from '../resolve/failure.ts'
import { numberOf } from '../resolve/operators.ts'
import { encodeJson, numberText, toPlain } from '../resolve/plain.ts'
import { asText, join, textOf } from '../resolve/texts.ts'
import { isKnown, isNull, plainText, unknownLike } from '../resolve/value.ts'

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
    return unknownLike(arg, at)
  }
  const text = pad(textFor(verb, arg, layout, at), layout)
  const scalar = plainText(text, at)
  return arg.type === 'scalar' && arg.sensitive ? { ...scalar, sensitive: true } : scalar
}

function textFor(verb: string, arg: Value, { flags, precision }: Layout, at: Span): string {
  const digits = precision === undefined ? undefined : Number(precision)
  switch (verb) {
    case 's': {
      if (isNull(arg)) return fail('"%s" needs a value that is not null.', at)
      const text = textOf(asText(arg, at))
      return digits === undefined ? text : [...text].slice(0, digits).join('')
    }
    case 'v':
      if (arg.type === 'list' || arg.type === 'map') return encodeJson(toPlain(arg))
      return isNull(arg) ? 'null' : flags.includes('#') ? encodeJson(toPlain(arg)) : textOf(asText(arg, at))
    case 'q':
      return encodeJson(textOf(asText(arg, at)))
    case 't':
      return textOf(asText(arg, at))
    case 'd':
      if (!Number.isInteger(number(arg, at))) return fail('"%d" needs a whole number.', at)
      return signed(number(arg, at), flags, numberText(number(arg, at)))
    case 'f':
      return signed(number(arg, at), flags, number(arg, at).toFixed(digits ?? 6))
    case 'e':
      return signed(number(arg, at), flags, exponent(number(arg, at).toExponential(digits ?? 6)))
    case 'g':
      return signed(number(arg, at), flags, String(number(arg, at)))
    case 'b':
      return Math.trunc(number(arg, at)).toString(2)
    case 'o':
      return Math.trunc(number(arg, at)).toString(8)
    case 'x':
      return hexadecimal(arg, at)
    case 'X':
      return hexadecimal(arg, at).toUpperCase()
    default:
      return fail(`"format" does not know "%${verb}".`, at)
  }
}

function number(arg: Value, at: Span): number {
  return numberOf(arg, at) ?? 0
}

function signed(value: number, flags: string, text: string): string {
  if (value < 0) return text
  return flags.includes('+') ? `+${text}` : flags.includes(' ') ? ` ${text}` : text
}

function exponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2')
}

function hexadecimal(arg: Value, at: Span): string {
  if (arg.type === 'scalar' && typeof arg.value === 'string') return Buffer.from(arg.value, 'utf8').toString('hex')
  return Math.trunc(number(arg, at)).toString(16)
}

function pad(text: string, { flags, width }: Layout): string {
  const missing = Math.min(width, 10_000) - [...text].length
  if (missing <= 0) return text
  if (flags.includes('-')) return text + ' '.repeat(missing)
  if (!flags.includes('0')) return ' '.repeat(missing) + text
  const sign = /^[+-]/.exec(text)?.[0] ?? ''
  return sign + '0'.repeat(missing) + text.slice(sign.length)
}
