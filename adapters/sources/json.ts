import { type Diagnostic, warning } from '../../model/diagnostic.ts'
import type { SourceFile, Span } from '../../model/source.ts'
import type { Entry, MapValue, Value } from '../../model/value.ts'
import {
  enter,
  type Input,
  JsonError,
  leave,
  type Places,
  readText,
  readWord,
  skipSpace,
  spanFrom,
  syntax,
  take,
  tooMany,
} from './json-text.ts'

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
