import { type Diagnostic, error } from '../../model/diagnostic.ts'
import type { Span } from '../../model/source.ts'
import type { Scalar } from '../../model/value.ts'

/** Where reading is in a text of JSON. */
export interface Input {
  readonly text: string
  readonly limits: { readonly depth: number; readonly values: number }
  readonly places: Places
  readonly later: ReadonlySet<string>
  offset: number
  line: number
  lineStart: number
  depth: number
  values: number
}

/** What becomes of places and of keys that are there twice. */
export interface Places {
  readonly span: (startLine: number, startColumn: number, endLine: number, endColumn: number) => Span
  readonly duplicate: (key: string, first: Span, second: Span) => void
}

/** The first thing that is wrong in a text. */
export class JsonError extends Error {
  readonly diagnostic: Diagnostic
  constructor(code: 'SYNTAX' | 'TOO_DEEP' | 'TOO_MANY_VALUES', message: string, at: Span) {
    super(message)
    this.diagnostic = error(code, message, at)
  }
}

/** Goes into an object or list; gives where it begins. */
export function enter(input: Input): { readonly line: number; readonly column: number } {
  input.depth += 1
  if (input.depth > input.limits.depth) {
    throw new JsonError(
      'TOO_DEEP',
      `Nested more than ${input.limits.depth} levels deep; nothing below is read. Flatten the file.`,
      spanFrom(input, input.offset, 1),
    )
  }
  const at = { line: input.line, column: input.offset - input.lineStart + 1 }
  input.offset += 1
  return at
}

/** Goes out of an object or list; gives its place. */
export function leave(input: Input, line: number, column: number): Span {
  input.depth -= 1
  return input.places.span(line, column, input.line, input.offset - input.lineStart + 1)
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/** Reads a text in quotes; the offset is at the first quote, and after the last one afterwards. */
export function readText(input: Input): string {
  const { text } = input
  const opened = input.offset
  let result = ''
  let start = opened + 1
  for (let at = start; ; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0x22) {
      input.offset = at + 1
      return start === opened + 1 ? text.slice(start, at) : result + text.slice(start, at)
    }
    if (code === 0x5c) {
      result += text.slice(start, at)
      const letter = text.charAt(at + 1)
      const plain = escapes[letter]
      if (plain !== undefined) {
        result += plain
        at += 1
      } else {
        const digits = /^u([0-9a-fA-F]{4})/.exec(text.slice(at + 1, at + 6))?.[1]
        if (digits === undefined) {
          input.offset = at
          throw syntax(input, 'an escape: \\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four hexadecimal digits')
        }
        result += String.fromCharCode(Number.parseInt(digits, 16))
        at += 5
      }
      start = at + 1
    } else if (code < 0x20 || Number.isNaN(code)) {
      // A tab in a text is an error by the letter, yet the service takes it.
      if (code === 0x09) continue
      input.offset = at
      throw syntax(input, `the closing quote of the text that begins at column ${opened - input.lineStart + 1}`)
    }
  }
}

const words = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
])

const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y

const wordPattern = /[A-Za-z_$][\w$]*/y

export function readWord(input: Input): Scalar {
  const start = input.offset
  numberPattern.lastIndex = start
  const digits = numberPattern.exec(input.text)?.[0]
  if (digits !== undefined) {
    input.offset = start + digits.length
    return { type: 'scalar', value: numberOf(digits), at: spanFrom(input, start) }
  }
  wordPattern.lastIndex = start
  const word = wordPattern.exec(input.text)?.[0] ?? ''
  const value = words.get(word)
  if (value === undefined) throw syntax(input, 'a value')
  input.offset = start + word.length
  return { type: 'scalar', value, at: spanFrom(input, start) }
}

/** The number a text of digits stands for; the text itself where a double would lose digits of it. */
function numberOf(digits: string): number | string {
  const value = Number(digits)
  if (String(value) === digits && !Number.isInteger(value)) return value
  if (/^-?\d+$/.test(digits)) return Number.isSafeInteger(value) ? value : digits
  const significant = digits.replace(/[eE].*$/, '').replace(/^[-.0]+|\./g, '')
  return significant.length <= 15 && Number.isFinite(value) ? value : digits
}

export function skipSpace(input: Input): void {
  const { text } = input
  for (; ; input.offset += 1) {
    const code = text.charCodeAt(input.offset)
    if (code === 0x0a) {
      input.line += 1
      input.lineStart = input.offset + 1
    } else if (code !== 0x20 && code !== 0x09 && code !== 0x0d) return
  }
}

export function take(input: Input, code: number): boolean {
  if (input.text.charCodeAt(input.offset) !== code) return false
  input.offset += 1
  return true
}

/** From an offset on the current line to where reading is now. */
export function spanFrom(input: Input, start: number, length = input.offset - start): Span {
  const column = start - input.lineStart + 1
  return input.places.span(input.line, column, input.line, column + length)
}

export function syntax(input: Input, expected: string): JsonError {
  const found = foundAt(input.text, input.offset)
  return new JsonError(
    'SYNTAX',
    `This is not valid JSON: expected ${expected}, found ${found}.`,
    spanFrom(input, input.offset, found.startsWith('the end') ? 0 : 1),
  )
}

function foundAt(text: string, offset: number): string {
  if (offset >= text.length) return 'the end of the file'
  const code = text.codePointAt(offset) ?? 0
  if (code === 0x0a || code === 0x0d) return 'the end of the line'
  return code < 0x20
    ? `the control character U+${code.toString(16).padStart(4, '0')}`
    : `"${String.fromCodePoint(code)}"`
}

export function tooMany(input: Input): JsonError {
  return new JsonError(
    'TOO_MANY_VALUES',
    `More than ${input.limits.values} values; the file is not read. Split it.`,
    spanFrom(input, input.offset, 1),
  )
}
