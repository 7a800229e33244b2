import { quoteText } from '../../terms.ts'
import type { Directive } from './printf.ts'

/** A string by the verbs v, s, q, x and X; undefined for others. */
export function formatText(text: string, directive: Directive, verb: string): string | undefined {
  switch (verb) {
    case 'v':
      return directive.sharpV ? quoted(text, directive) : pad(truncate(text, directive), directive)
    case 's':
      return pad(truncate(text, directive), directive)
    case 'q':
      return quoted(text, directive)
    case 'x':
    case 'X':
      return hexBytes(text, directive, verb)
    default:
      return undefined
  }
}

/** Pads to the width, counted in code points: with zeros on the left where asked for, else with spaces. */
export function pad(text: string, directive: Directive): string {
  const missing = (directive.width ?? 0) - codePoints(text)
  if (missing <= 0) return text
  if (directive.minus) return text + ' '.repeat(missing)
  return (directive.zero ? '0' : ' ').repeat(missing) + text
}

function codePoints(text: string): number {
  let count = 0
  for (const _char of text) count++
  return count
}

function truncate(text: string, { precision }: Directive): string {
  if (precision === undefined || text.length <= precision) return text
  return [...text].slice(0, precision).join('')
}

function quoted(text: string, directive: Directive): string {
  const short = truncate(text, directive)
  // The control characters but tab, the byte order mark and the back quote itself cannot stand in a raw Go string.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const raw = directive.sharp && !/[\u0000-\u0008\u000a-\u001f\u007f\ufeff`]/.test(short)
  return pad(raw ? `\`${short}\`` : quoteText(short, '"', directive.plus), directive)
}

function hexBytes(text: string, directive: Directive, verb: 'x' | 'X'): string {
  const bytes = new TextEncoder().encode(text).subarray(0, directive.precision)
  const prefix = directive.sharp ? `0${verb}` : ''
  const digits = [...bytes].map((byte) => {
    const hex = byte.toString(16).padStart(2, '0')
    return verb === 'X' ? hex.toUpperCase() : hex
  })
  if (digits.length === 0) return pad('', directive)
  return pad(directive.space ? digits.map((hex) => prefix + hex).join(' ') : prefix + digits.join(''), directive)
}
