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

/** The order of Rego values: null, booleans, numbers, strings by code point, arrays, objects, sets. Zero means equal. */
export function compareTerms(a: Term, b: Term): number {
  const order = rank(a) - rank(b)
  if (order !== 0) return order
  if (a === null || b === null) return 0
  if (typeof a === 'boolean' || typeof b === 'boolean') return Number(a) - Number(b)
  if (typeof a === 'string' || typeof b === 'string') return compareText(String(a), String(b))
  if (a.type === 'number' && b.type === 'number') return compareNumbers(a.text, b.text)
  if (a.type === 'array' && b.type === 'array') return compareLists(a.items, b.items)
  if (a.type === 'set' && b.type === 'set') return compareLists(sortedItems(a), sortedItems(b))
  if (a.type === 'object' && b.type === 'object') return compareEntries(sortedEntries(a), sortedEntries(b))
  return 0
}

/** The elements of a set in Rego order. */
export function sortedItems(set: SetTerm): readonly Term[] {
  return set.items.length < 2 ? set.items : [...set.items].sort(compareTerms)
}

/** The pairs of an object in Rego order of their keys. */
export function sortedEntries(object: ObjectTerm): readonly (readonly [Term, Term])[] {
  return object.entries.length < 2 ? object.entries : [...object.entries].sort(([a], [b]) => compareTerms(a, b))
}

/** The value of a key, undefined where the object has none. */
export function valueAt(object: ObjectTerm, key: Term): Term | undefined {
  return object.entries.find(([own]) => compareTerms(own, key) === 0)?.[1]
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

function rank(term: Term): number {
  if (term === null) return 0
  if (typeof term === 'boolean') return 1
  if (typeof term === 'string') return 3
  return { number: 2, array: 4, object: 5, set: 6 }[term.type]
}

function compareLists(a: readonly Term[], b: readonly Term[]): number {
  for (const [index, item] of a.entries()) {
    const other = b[index]
    if (other === undefined) return 1
    const order = compareTerms(item, other)
    if (order !== 0) return order
  }
  return a.length - b.length
}

function compareEntries(a: readonly (readonly [Term, Term])[], b: readonly (readonly [Term, Term])[]): number {
  for (const [index, [key, value]] of a.entries()) {
    const other = b[index]
    if (other === undefined) return 1
    const order = compareTerms(key, other[0]) || compareTerms(value, other[1])
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** Compares by code point; JavaScript's own order of UTF-16 units differs beyond the basic plane. */
function compareText(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const x = a.charCodeAt(index)
    const y = b.charCodeAt(index)
    if (x !== y) return codePointOrder(x) - codePointOrder(y)
  }
  return a.length - b.length
}

/** Moves surrogates, which stand for what is beyond the basic plane, behind all other units. */
const codePointOrder = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800)

function compareNumbers(a: string, b: string): number {
  if (a === b) return 0
  if (a.length < 16 && b.length < 16 && /^-?\d+$/.test(a) && /^-?\d+$/.test(b)) return Number(a) - Number(b)
  const x = decimalOf(a)
  const y = decimalOf(b)
  if (x.sign !== y.sign) return x.sign - y.sign
  if (x.sign === 0) return 0
  if (x.point !== y.point) return x.point < y.point ? -x.sign : x.sign
  if (x.digits === y.digits) return 0
  return x.digits < y.digits ? -x.sign : x.sign
}

interface Decimal {
  readonly sign: -1 | 0 | 1
  /** Significant digits without zeros at either end: the value is 0.digits times ten to the power of `point`. */
  readonly digits: string
  readonly point: number
}

/** A number text as sign, digits and place of the point; never expands the exponent, however large. */
export function decimalOf(text: string): Decimal {
  const parts = /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text)
  const whole = parts?.[2] ?? ''
  const digits = whole + (parts?.[3] ?? '')
  const start = digits.search(/[1-9]/)
  if (start < 0) return { sign: 0, digits: '', point: 0 }
  const point = whole.length - start + Number(parts?.[4] ?? 0)
  return { sign: parts?.[1] === '-' ? -1 : 1, digits: digits.slice(start).replace(/0+$/, ''), point }
}

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
