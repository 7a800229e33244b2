import type { Span } from '../../../model/source.ts'
import type { Entry, Value } from '../../../model/value.ts'
import { numberFromText } from './number.ts'
import { asText, join, textOf } from './texts.ts'
import { isKnown, isSensitive, listOf, mapOf, plainText } from './value.ts'

/** A piece of a template: literal text of the file, or the value of an interpolation. */
export interface Piece {
  readonly value: Value
  /** The text stands in the file as it is, so that each character has a place. */
  readonly exact: boolean
}

/**
 * The structure of a template that is a JSON object or array as a whole. What is not known may stand inside texts
 * (`"arn:…:${name}"`) or in place of a value. Undefined where it is not such JSON.
 */
export function readJsonTemplate(pieces: readonly Piece[], at: Span): Value | undefined {
  const first = pieces[0]?.value
  if (first?.type === 'scalar' && !/^\s*(?:[{[]|$)/.test(String(first.value))) return undefined
  const source = flatten(pieces, at)
  if (!/^\s*[{[]/.test(source.text) || pieces.some(({ value }) => isSensitive(value))) return undefined
  return whole({ ...source, at: 0 })
}

/** Any JSON text that is known, all of it at one place; undefined where it is none. */
export function readJsonText(text: Value, at: Span): Value | undefined {
  return whole({ ...flatten([{ value: text, exact: false }], at), at: 0 })
}

/** The one value that a text holds. */
function whole(reader: Reader): Value | undefined {
  try {
    const value = readValue(reader, 0)
    skipBlanks(reader)
    return reader.at === reader.text.length ? value : undefined
  } catch (thrown) {
    if (thrown === NOT_JSON) return undefined
    throw thrown
  }
}

const NOT_JSON = new Error('not JSON')
const MAX_DEPTH = 200
const PLACEHOLDER = '\uFFFC'

interface Source {
  readonly text: string
  /** The values that stand for one character of the text, by its offset. */
  readonly holes: ReadonlyMap<number, Value>
  readonly span: (start: number, end: number) => Span
}

interface Reader extends Source {
  at: number
}

/** The pieces as one text, in which each unknown piece is one character. */
function flatten(pieces: readonly Piece[], whole: Span): Source {
  const holes = new Map<number, Value>()
  const starts: { readonly offset: number; readonly piece: Piece; readonly text: string }[] = []
  let text = ''
  for (const piece of pieces.flatMap(literals)) {
    const known = isKnown(piece.value)
    const part = known ? textOf(asText(piece.value, piece.value.at)) : PLACEHOLDER
    if (!known) holes.set(text.length, piece.value)
    starts.push({ offset: text.length, piece, text: part })
    text += part
  }
  const placeOf = (offset: number): Span => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle]?.offset ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    const found = starts[low]
    if (!found?.piece.exact) return found?.piece.value.at ?? whole
    return characterOf(found.piece.value.at, found.text, offset - found.offset)
  }
  const span = (start: number, end: number): Span => {
    const from = placeOf(start)
    const to = placeOf(Math.max(start, end - 1))
    if (from.file !== to.file) return from
    return { ...from, endLine: to.endLine, endColumn: to.endColumn }
  }
  return { text, holes, span }
}

/** Of a text known in part, the literal pieces are read like the rest. */
function literals(piece: Piece): readonly Piece[] {
  const { value } = piece
  if (value.type !== 'text') return [piece]
  return value.parts.map((part) => ({
    value: typeof part === 'string' ? plainText(part, value.at) : part,
    exact: false,
  }))
}

function characterOf(at: Span, text: string, offset: number): Span {
  const before = text.slice(0, offset)
  const newline = before.lastIndexOf('\n')
  const line = at.startLine + (newline === -1 ? 0 : before.split('\n').length - 1)
  const column = newline === -1 ? at.startColumn + offset : offset - newline
  return { file: at.file, startLine: line, startColumn: column, endLine: line, endColumn: column + 1 }
}

function readValue(reader: Reader, depth: number): Value {
  skipBlanks(reader)
  const start = reader.at
  const hole = reader.holes.get(start)
  if (hole) {
    reader.at += 1
    return { ...(hole.type === 'json' ? hole.value : hole), at: reader.span(start, start + 1) }
  }
  if (depth > MAX_DEPTH) throw NOT_JSON
  switch (reader.text[start]) {
    case '{':
      return readObject(reader, depth)
    case '[':
      return readArray(reader, depth)
    case '"':
      return readString(reader)
    default:
      return readWord(reader)
  }
}

function readObject(reader: Reader, depth: number): Value {
  const start = reader.at
  const entries: [string, Entry][] = []
  reader.at += 1
  if (!take(reader, '}')) {
    do {
      skipBlanks(reader)
      const key = readString(reader)
      if (key.type !== 'scalar') throw NOT_JSON
      expect(reader, ':')
      entries.push([String(key.value), { key: key.at, value: readValue(reader, depth + 1) }])
    } while (take(reader, ','))
    expect(reader, '}')
  }
  return mapOf(entries, reader.span(start, reader.at))
}

function readArray(reader: Reader, depth: number): Value {
  const start = reader.at
  const items: Value[] = []
  reader.at += 1
  if (!take(reader, ']')) {
    do items.push(readValue(reader, depth + 1))
    while (take(reader, ','))
    expect(reader, ']')
  }
  return listOf(items, reader.span(start, reader.at))
}

function readString(reader: Reader): Value {
  const start = reader.at
  if (reader.text[start] !== '"' || reader.holes.has(start)) throw NOT_JSON
  const pieces: Value[] = []
  let raw = ''
  const flush = (): void => {
    if (raw !== '') pieces.push(plainText(decode(raw), reader.span(start, reader.at)))
    raw = ''
  }
  for (reader.at += 1; ; reader.at += 1) {
    const hole = reader.holes.get(reader.at)
    const character = reader.text[reader.at]
    if (hole) {
      flush()
      pieces.push(hole)
    } else if (character === undefined || character < ' ') {
      throw NOT_JSON
    } else if (character === '"') {
      break
    } else if (character === '\\') {
      raw += character + (reader.text[reader.at + 1] ?? '')
      reader.at += 1
    } else {
      raw += character
    }
  }
  flush()
  reader.at += 1
  return join(pieces, reader.span(start, reader.at))
}

function decode(raw: string): string {
  if (!raw.includes('\\')) return raw
  try {
    // Half of a character is none.
    return (JSON.parse(`"${raw}"`) as string).replaceAll(/\p{Cs}/gu, '\uFFFD')
  } catch {
    throw NOT_JSON
  }
}

const WORDS = { true: true, false: false, null: null } as const

function readWord(reader: Reader): Value {
  const match = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y
  match.lastIndex = reader.at
  const word = match.exec(reader.text)?.[0]
  if (word === undefined) throw NOT_JSON
  const at = reader.span(reader.at, reader.at + word.length)
  reader.at += word.length
  if (word in WORDS) return { type: 'scalar', value: WORDS[word as keyof typeof WORDS], at }
  const number = numberFromText(word, at)
  if (!number) throw NOT_JSON
  return number
}

function skipBlanks(reader: Reader): void {
  while (/[ \t\r\n]/.test(reader.text[reader.at] ?? '')) reader.at += 1
}

function take(reader: Reader, sign: string): boolean {
  skipBlanks(reader)
  if (reader.text[reader.at] !== sign || reader.holes.has(reader.at)) return false
  reader.at += 1
  return true
}

function expect(reader: Reader, sign: string): void {
  if (!take(reader, sign)) throw NOT_JSON
}
