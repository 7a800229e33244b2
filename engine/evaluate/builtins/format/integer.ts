import { isPrintable, quoteText } from '../../terms.ts'
import type { Directive } from './printf.ts'
import { pad } from './text.ts'

/** An int64 by the verbs v, d, b, o, O, x, X, c, q and U; undefined for others. */
export function formatInt64(value: bigint, directive: Directive, verb: string): string | undefined {
  switch (verb) {
    case 'v':
    case 'd':
    case 'b':
    case 'o':
    case 'O':
    case 'x':
    case 'X':
      return digits(value, directive, verb)
    case 'c':
      return pad(character(value), directive)
    case 'q':
      return pad(quoteText(character(value), "'", directive.plus), directive)
    case 'U':
      return codePoint(value, directive)
    default:
      return undefined
  }
}

/** A *big.Int, which formats itself: the verbs v, s, d, b, o, O, x and X, and its own text for others but p and w. */
export function formatBigInt(value: bigint, directive: Directive, verb: string): string | undefined {
  if (verb === 'p' || verb === 'w') return undefined
  const radix = RADIX[verb === 's' ? 'd' : verb]
  if (radix === undefined) return `%!${verb}(big.Int=${value})`
  const sharp = directive.sharp || directive.sharpV
  const sign = value < 0n ? '-' : directive.plus || directive.plusV ? '+' : directive.space ? ' ' : ''
  const prefix = verb === 'O' ? '0o' : sharp ? (BIG_PREFIX[verb] ?? '') : ''
  const text = magnitude(value, radix, verb).padStart(directive.precision ?? 0, '0')
  const missing = (directive.width ?? 0) - sign.length - prefix.length - text.length
  if (missing <= 0) return sign + prefix + text
  if (directive.minus) return sign + prefix + text + ' '.repeat(missing)
  if (directive.zero && directive.precision === undefined) return sign + prefix + '0'.repeat(missing) + text
  return ' '.repeat(missing) + sign + prefix + text
}

const RADIX: Readonly<Record<string, number>> = { v: 10, d: 10, b: 2, o: 8, O: 8, x: 16, X: 16 }
const BIG_PREFIX: Readonly<Record<string, string>> = { b: '0b', o: '0', x: '0x', X: '0X' }
const MAX_CODE_POINT = 0x10ffffn

function digits(value: bigint, directive: Directive, verb: string): string {
  const { precision, width = 0 } = directive
  const unpadded = { ...directive, zero: false }
  if (precision === 0 && value === 0n) return ' '.repeat(width)
  const sign = value < 0n ? '-' : directive.plus ? '+' : directive.space ? ' ' : ''
  const fill = precision ?? (directive.zero && !directive.minus ? width - sign.length : 0)
  const text = magnitude(value, RADIX[verb] ?? 10, verb).padStart(fill, '0')
  return pad(sign + radixPrefix(text, directive, verb) + text, unpadded)
}

function radixPrefix(text: string, directive: Directive, verb: string): string {
  if (verb === 'O') return directive.sharp && !text.startsWith('0') ? '0o0' : '0o'
  if (!directive.sharp) return ''
  if (verb === 'o') return text.startsWith('0') ? '' : '0'
  return BIG_PREFIX[verb] ?? ''
}

function magnitude(value: bigint, radix: number, verb: string): string {
  const text = (value < 0n ? -value : value).toString(radix)
  return verb === 'X' ? text.toUpperCase() : text
}

function character(value: bigint): string {
  const valid = value >= 0n && value <= MAX_CODE_POINT && !(value >= 0xd800n && value < 0xe000n)
  return valid ? String.fromCodePoint(Number(value)) : '\ufffd'
}

function codePoint(value: bigint, directive: Directive): string {
  const hex = BigInt.asUintN(64, value).toString(16).toUpperCase()
  const text = `U+${hex.padStart(Math.max(4, directive.precision ?? 0), '0')}`
  const char = character(value)
  const shown = directive.sharp && value >= 0n && value <= MAX_CODE_POINT && isPrintable(char)
  const surrogate = char === '\ufffd' && value !== 0xfffdn
  return pad(shown && !surrogate ? `${text} '${char}'` : text, { ...directive, zero: false })
}
