import { type Diagnostic, error, warning } from '../../model/diagnostic.ts'
import type { SourceFile, Span } from '../../model/source.ts'
import type { Entry, MapValue, Value } from '../../model/value.ts'

/** How much of a file is read before it is refused. */
export interface Limits {
  /** Objects and lists inside one another. */
  readonly depth: number
  readonly values: number
}

export interface Parsed {
  /** What the file holds; `undefined` where it could not be read. */
  readonly value: Value | undefined
  readonly diagnostics: readonly Diagnostic[]
}

export const defaultLimits: Limits = { depth: 200, values: 250_000 }

/**
 * Reads JSON (RFC 8259) with the place of every key and value. Reading ends at the first error, whose message says what
 * was expected. The last of equal keys wins, with a warning. A number that a double cannot hold stays a text.
 * Objects under the keys in `later` are looked through at once and read when they are asked for, so that of a large file
 * only that takes memory which is used.
 */
export function parseJson(
  file: SourceFile,
  limits: Limits = defaultLimits,
  later: ReadonlySet<string> = nothingLater,
): Parsed {
  const diagnostics: Diagnostic[] = []
  const value = run(file.text, limits, inFile(file.path, diagnostics), diagnostics, later)
  return { value, diagnostics }
}

const nothingLater: ReadonlySet<string> = new Set()

/**
 * Reads JSON that stands as text inside another value: every place is that value's.
 * `undefined` where the text is no object and no list.
 */
export function readJson(text: string, at: Span): Value | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined
  return run(text, defaultLimits, { span: () => at, duplicate: () => undefined }, [])
}

interface Input {
  readonly text: string
  readonly limits: Limits
  readonly places: Places
  readonly later: ReadonlySet<string>
  offset: number
  line: number
  lineStart: number
  depth: number
  values: number
}

interface Places {
  readonly span: (startLine: number, startColumn: number, endLine: number, endColumn: number) => Span
  readonly duplicate: (key: string, first: Span, second: Span) => void
}

class JsonError extends Error {
  readonly diagnostic: Diagnostic
  constructor(code: 'SYNTAX' | 'TOO_DEEP' | 'TOO_MANY_VALUES', message: string, at: Span) {
    super(message)
    this.diagnostic = error(code, message, at)
  }
}

function inFile(file: string, diagnostics: Diagnostic[]): Places {
  return {
    span: (startLine, startColumn, endLine, endColumn) => ({ file, startLine, startColumn, endLine, endColumn }),
    duplicate: (key, first, second) => {
      diagnostics.push(duplicateKey(key, first, second))
    },
  }
}

/** What is said of a key that a map has twice. */
export function duplicateKey(key: string, first: Span, second: Span): Diagnostic {
  const place = `line ${first.startLine}, column ${first.startColumn}`
  return warning(
    'DUPLICATE_KEY',
    `The key "${key}" is here for the second time (first at ${place}). The last one counts; remove the other.`,
    second,
  )
}

function run(
  text: string,
  limits: Limits,
  places: Places,
  diagnostics: Diagnostic[],
  later: ReadonlySet<string> = nothingLater,
): Value | undefined {
  const offset = text.charCodeAt(0) === 0xfeff ? 1 : 0
  const input: Input = { text, limits, places, later, offset, line: 1, lineStart: 0, depth: 0, values: 0 }
  try {
    skipSpace(input)
    const value = readValue(input)
    skipSpace(input)
    if (input.offset < text.length) throw syntax(input, 'the end of the file')
    return value
  } catch (problem) {
    if (!(problem instanceof JsonError)) throw problem
    diagnostics.push(problem.diagnostic)
    return undefined
  }
}

function readValue(input: Input): Value {
  input.values += 1
  if (input.values > input.limits.values) throw tooMany(input)
  switch (input.text.charCodeAt(input.offset)) {
    case 0x7b:
      return readObject(input)
    case 0x5b:
      return readList(input)
    case 0x22: {
      const start = input.offset
      return { type: 'scalar', value: readText(input), at: spanFrom(input, start) }
    }
    default:
      return readWord(input)
  }
}

function readObject(input: Input): MapValue {
  const { line, column } = enter(input)
  const entries = new Map<string, Entry>()
  skipSpace(input)
  if (!take(input, 0x7d)) {
    while (true) {
      if (input.text.charCodeAt(input.offset) !== 0x22) {
        throw syntax(input, entries.size === 0 ? 'a key in double quotes or "}"' : 'a key in double quotes')
      }
      const start = input.offset
      const name = readText(input)
      const key = spanFrom(input, start)
      const before = entries.get(name)
      if (before) {
        input.places.duplicate(name, before.key, key)
        entries.delete(name)
      }
      skipSpace(input)
      if (!take(input, 0x3a)) throw syntax(input, `":" after the key "${name}"`)
      skipSpace(input)
      const isLater = input.later.has(name) && input.text.charCodeAt(input.offset) === 0x7b
      entries.set(name, { key, value: isLater ? readLater(input) : readValue(input) })
      skipSpace(input)
      if (take(input, 0x7d)) break
      if (!take(input, 0x2c)) throw syntax(input, '"," or "}"')
      skipSpace(input)
    }
  }
  return { type: 'map', entries, at: leave(input, line, column) }
}

/** An object that is looked through, so that what is wrong in it is said, and read when its entries are asked for. */
function readLater(input: Input): MapValue {
  const start = { ...input }
  skipValue(input)
  const at = input.places.span(
    start.line,
    start.offset - start.lineStart + 1,
    input.line,
    input.offset - input.lineStart + 1,
  )
  let entries: MapValue['entries'] | undefined
  return {
    type: 'map',
    at,
    get entries() {
      entries ??= readObject({ ...start }).entries
      return entries
    },
  }
}

function skipValue(input: Input): void {
  input.values += 1
  if (input.values > input.limits.values) throw tooMany(input)
  const code = input.text.charCodeAt(input.offset)
  if (code === 0x22) readText(input)
  else if (code === 0x7b) skipObject(input)
  else if (code === 0x5b) skipList(input)
  else readWord(input)
}

function skipObject(input: Input): void {
  enter(input)
  skipSpace(input)
  for (let first = true; !take(input, 0x7d); first = false) {
    if (!first && !take(input, 0x2c)) throw syntax(input, '"," or "}"')
    skipSpace(input)
    if (input.text.charCodeAt(input.offset) !== 0x22) {
      throw syntax(input, first ? 'a key in double quotes or "}"' : 'a key in double quotes')
    }
    const name = readText(input)
    skipSpace(input)
    if (!take(input, 0x3a)) throw syntax(input, `":" after the key "${name}"`)
    skipSpace(input)
    skipValue(input)
    skipSpace(input)
  }
  input.depth -= 1
}

function skipList(input: Input): void {
  enter(input)
  skipSpace(input)
  for (let first = true; !take(input, 0x5d); first = false) {
    if (!first && !take(input, 0x2c)) throw syntax(input, '"," or "]"')
    skipSpace(input)
    skipValue(input)
    skipSpace(input)
  }
  input.depth -= 1
}

function readList(input: Input): Value {
  const { line, column } = enter(input)
  const items: Value[] = []
  skipSpace(input)
  if (!take(input, 0x5d)) {
    while (true) {
      items.push(readValue(input))
      skipSpace(input)
      if (take(input, 0x5d)) break
      if (!take(input, 0x2c)) throw syntax(input, '"," or "]"')
      skipSpace(input)
    }
  }
  return { type: 'list', items, at: leave(input, line, column) }
}

function enter(input: Input): { readonly line: number; readonly column: number } {
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

function leave(input: Input, line: number, column: number): Span {
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
function readText(input: Input): string {
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

function readWord(input: Input): Value {
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
export function numberOf(digits: string): number | string {
  const value = Number(digits)
  if (/^-?\d+$/.test(digits)) return Number.isSafeInteger(value) ? value : digits
  const significant = digits.replace(/[eE].*$/, '').replace(/^[-.0]+|\./g, '')
  return significant.length <= 15 && Number.isFinite(value) ? value : digits
}

function skipSpace(input: Input): void {
  const { text } = input
  for (; ; input.offset += 1) {
    const code = text.charCodeAt(input.offset)
    if (code === 0x0a) {
      input.line += 1
      input.lineStart = input.offset + 1
    } else if (code !== 0x20 && code !== 0x09 && code !== 0x0d) return
  }
}

function take(input: Input, code: number): boolean {
  if (input.text.charCodeAt(input.offset) !== code) return false
  input.offset += 1
  return true
}

/** From an offset on the current line to where reading is now. */
function spanFrom(input: Input, start: number, length = input.offset - start): Span {
  const column = start - input.lineStart + 1
  return input.places.span(input.line, column, input.line, column + length)
}

function syntax(input: Input, expected: string): JsonError {
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

function tooMany(input: Input): JsonError {
  return new JsonError(
    'TOO_MANY_VALUES',
    `More than ${input.limits.values} values; the file is not read. Split it.`,
    spanFrom(input, input.offset, 1),
  )
}
