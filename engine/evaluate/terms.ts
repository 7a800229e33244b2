import { sortedEntries, sortedItems } from './term-order.ts'

/**
 * A Rego value as built-in functions see it. Null, booleans and strings are themselves; numbers keep their exact text,
 * because Rego integers may have more digits than a double holds; sets and keys that are not strings survive.
 */
export type Term = null | boolean | string | NumberTerm | ArrayTerm | SetTerm | ObjectTerm

export interface NumberTerm {
  readonly type: 'number'
  /** JSON number text, for example `12345678901234567890`, `1.50` or `1e3`. */
  readonly text: string
}

export interface ArrayTerm {
  readonly type: 'array'
  readonly items: readonly Term[]
}

export interface SetTerm {
  readonly type: 'set'
  /** Distinct values in no particular order. */
  readonly items: readonly Term[]
}

export interface ObjectTerm {
  readonly type: 'object'
  /** Pairs with distinct keys in no particular order. */
  readonly entries: readonly (readonly [Term, Term])[]
}

/**
 * Reads OPA value text: JSON, and also sets (`{1, 2}`, `set()`), keys of any type and the escapes of Go string literals.
 * Throws a SyntaxError with the offset where the text is none.
 */
export function parseTerm(text: string): Term {
  const reader = { text, at: 0 }
  const term = readTerm(reader)
  skipSpace(reader)
  if (reader.at < text.length) throw unexpected(reader)
  return term
}

/**
 * The text OPA prints for a value inside a message: Go-quoted strings, sorted keys and elements, one space after `,` and `:`.
 * (OPA 1.19, ast package: `AppendText` of every value.)
 */
export function printTerm(term: Term): string {
  if (term === null || typeof term === 'boolean') return String(term)
  if (typeof term === 'string') return quoteText(term)
  switch (term.type) {
    case 'number':
      return term.text
    case 'array':
      return `[${term.items.map(printTerm).join(', ')}]`
    case 'set':
      return term.items.length === 0 ? 'set()' : `{${sortedItems(term).map(printTerm).join(', ')}}`
    case 'object':
      return `{${sortedEntries(term)
        .map(([key, value]) => `${printTerm(key)}: ${printTerm(value)}`)
        .join(', ')}}`
  }
}

/** The text the WebAssembly instance reads a value from (`opa_value_parse`): as {@link printTerm}, but with JSON strings. */
export function encodeTerm(term: Term): string {
  if (term === null || typeof term === 'boolean') return String(term)
  if (typeof term === 'string') return JSON.stringify(term)
  switch (term.type) {
    case 'number':
      return term.text
    case 'array':
      return `[${term.items.map(encodeTerm).join(',')}]`
    case 'set':
      return term.items.length === 0 ? 'set()' : `{${term.items.map(encodeTerm).join(',')}}`
    case 'object':
      return `{${term.entries.map(([key, value]) => `${encodeTerm(key)}:${encodeTerm(value)}`).join(',')}}`
  }
}

export const arrayOf = (items: readonly Term[]): ArrayTerm => ({ type: 'array', items })

export const numberOf = (value: number | bigint): NumberTerm => ({ type: 'number', text: String(value) })

/** What OPA calls the type of a value in its messages. */
export function typeName(term: Term): string {
  if (term === null) return 'null'
  return typeof term === 'object' ? term.type : typeof term
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
}

const PLAIN = /^[ !#-[\]-~]*$/
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u

/** A text as a Go string literal (`strconv.Quote`), with `quote` around it; `ascii` also escapes every printable non-ASCII character. */
export function quoteText(text: string, quote = '"', ascii = false): string {
  if (quote === '"' && PLAIN.test(text)) return `"${text}"`
  let out = quote
  for (const char of text) out += char === quote ? `\\${quote}` : (ESCAPES[char] ?? quoteChar(char, ascii))
  return out + quote
}

/** Whether Go calls a character printable (`strconv.IsPrint`). */
export function isPrintable(char: string): boolean {
  return PRINTABLE.test(char)
}

function quoteChar(char: string, ascii: boolean): string {
  const code = char.codePointAt(0) ?? 0
  if (code < 0x80 ? code >= 0x20 && code < 0x7f : !ascii && isPrintable(char)) return char
  if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`
  if (code >= 0xd800 && code < 0xe000) return '\\ufffd'
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`
}

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0')

interface Reader {
  readonly text: string
  at: number
}

function readTerm(reader: Reader): Term {
  skipSpace(reader)
  switch (reader.text[reader.at]) {
    case '"':
      return readText(reader)
    case '[':
      return readArray(reader)
    case '{':
      return readBraces(reader)
    case 'n':
      return readWord(reader, 'null', null)
    case 't':
      return readWord(reader, 'true', true)
    case 'f':
      return readWord(reader, 'false', false)
    case 's':
      return readWord(reader, 'set()', { type: 'set', items: [] })
    default:
      return readNumber(reader)
  }
}

function readText(reader: Reader): string {
  const { text } = reader
  let end = reader.at + 1
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1
  if (end >= text.length) throw unexpected({ text, at: text.length })
  const body = text.slice(reader.at + 1, end)
  reader.at = end + 1
  return body.includes('\\') ? unescaped(body) : body
}

const NAMED: Readonly<Record<string, string>> = { a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

function unescaped(body: string): string {
  return body.replace(
    /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|U([0-9a-fA-F]{8})|([\s\S]))/g,
    (_all, u, x, long, name) => {
      if (u !== undefined) return String.fromCharCode(Number.parseInt(u, 16))
      if (x !== undefined) return String.fromCharCode(Number.parseInt(x, 16))
      if (long !== undefined) return String.fromCodePoint(Number.parseInt(long, 16))
      return NAMED[name] ?? name
    },
  )
}

function readArray(reader: Reader): Term {
  reader.at++
  const items: Term[] = []
  while (!skipIf(reader, ']')) {
    if (items.length > 0) expect(reader, ',')
    items.push(readTerm(reader))
  }
  return arrayOf(items)
}

function readBraces(reader: Reader): Term {
  reader.at++
  if (skipIf(reader, '}')) return { type: 'object', entries: [] }
  const first = readTerm(reader)
  return skipIf(reader, ':') ? readObject(reader, first) : readSet(reader, first)
}

function readObject(reader: Reader, firstKey: Term): Term {
  const entries: [Term, Term][] = [[firstKey, readTerm(reader)]]
  while (!skipIf(reader, '}')) {
    expect(reader, ',')
    const key = readTerm(reader)
    expect(reader, ':')
    entries.push([key, readTerm(reader)])
  }
  return { type: 'object', entries }
}

function readSet(reader: Reader, first: Term): Term {
  const items = [first]
  while (!skipIf(reader, '}')) {
    expect(reader, ',')
    items.push(readTerm(reader))
  }
  return { type: 'set', items }
}

const NUMBER = /-?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?/y

function readNumber(reader: Reader): Term {
  NUMBER.lastIndex = reader.at
  const text = NUMBER.exec(reader.text)?.[0]
  if (text === undefined) throw unexpected(reader)
  reader.at += text.length
  return { type: 'number', text }
}

function readWord(reader: Reader, word: string, term: Term): Term {
  if (!reader.text.startsWith(word, reader.at)) throw unexpected(reader)
  reader.at += word.length
  return term
}

function skipIf(reader: Reader, char: string): boolean {
  skipSpace(reader)
  if (reader.text[reader.at] !== char) return false
  reader.at++
  return true
}

function expect(reader: Reader, char: string): void {
  if (!skipIf(reader, char)) throw unexpected(reader)
}

function skipSpace(reader: Reader): void {
  while (' \n\t\r'.includes(reader.text[reader.at] ?? '!')) reader.at++
}

function unexpected(reader: Reader): SyntaxError {
  const found = reader.text[reader.at]
  return new SyntaxError(
    `not a Rego value: ${found === undefined ? 'the text ends' : `unexpected ${JSON.stringify(found)}`} at offset ${reader.at}`,
  )
}
