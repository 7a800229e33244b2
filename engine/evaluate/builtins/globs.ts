import { BuiltinError } from './builtin.ts'

/**
 * Whether some non-empty text matches both patterns of the small language of `regex.globs_match`: characters, `.`, sets
 * `[a-z]`, each once or repeated by `*` or `+`, and `\` before a character meant literally. Looks for common texts the way
 * OPA does (its dependency glob-intersection 0.2), so it misses the same few. Throws {@link BuiltinError} for malformed
 * or very long patterns.
 */
export function globsIntersect(left: string, right: string): boolean {
  const globs = trimmed(simplified(tokens(left)), simplified(tokens(right)))
  if (globs === undefined) return false
  if (globs[0].length * globs[1].length > MOST_PAIRS) throw new BuiltinError('patterns too long for regex.globs_match')
  return normal({ globs, known: new Map() }, 0, 0, 0)
}

const MOST_PAIRS = 250_000

type Range = readonly [number, number]

interface Token {
  readonly type: 'character' | 'dot' | 'set'
  /** In order and apart from each other. */
  readonly ranges: readonly Range[]
  readonly flag: '' | '*' | '+'
}

type Globs = readonly [readonly Token[], readonly Token[]]

function overlap(a: Token, b: Token): boolean {
  if (a.type === 'dot' || b.type === 'dot') return true
  return a.ranges.some(([from, to]) => b.ranges.some(([start, end]) => from <= end && start <= to))
}

/** Joins repeated tokens that follow each other and mean the same. */
function simplified(glob: readonly Token[]): readonly Token[] {
  const simple: Token[] = []
  for (const token of glob) {
    const last = simple.at(-1)
    if (last !== undefined && last.flag !== '' && token.flag !== '' && sameText(last, token)) {
      simple[simple.length - 1] = { ...last, flag: last.flag === '+' || token.flag === '+' ? '+' : '*' }
    } else simple.push(token)
  }
  return simple
}

function sameText(a: Token, b: Token): boolean {
  return a.type === b.type && JSON.stringify(a.ranges) === JSON.stringify(b.ranges)
}

/** Without what both begin and end with, but never empty; undefined where the ends already exclude each other. */
function trimmed(a: readonly Token[], b: readonly Token[]): Globs | undefined {
  let start = 0
  for (; plain(a[start]) && plain(b[start]); start++) if (!overlaps(a[start], b[start])) return undefined
  if (start > 0) start--
  let [i, j] = [a.length - 1, b.length - 1]
  for (; i >= start && j >= start && plain(a[i]) && plain(b[j]); i--, j--) if (!overlaps(a[i], b[j])) return undefined
  if (i < a.length - 1) {
    i++
    j++
  }
  return [a.slice(start, i + 1), b.slice(start, j + 1)]
}

const plain = (token: Token | undefined): boolean => token?.flag === ''
const overlaps = (a: Token | undefined, b: Token | undefined): boolean =>
  a !== undefined && b !== undefined && overlap(a, b)

interface Search {
  readonly globs: Globs
  /** Answers by side and places, so that no pair is looked at twice. */
  readonly known: Map<number, boolean>
}

type Side = 0 | 1

/** Walks both globs from place i of one and j of the other, up to the first repeated token. */
function normal(search: Search, side: Side, i: number, j: number): boolean {
  const [own, other] = sides(search, side)
  for (; ; i++, j++) {
    const [x, y] = [own[i], other[j]]
    if (x === undefined || y === undefined) return x === y
    if (x.flag !== '') return x.flag === '+' ? plus(search, side, i, j) : star(search, side, i, j)
    if (y.flag !== '') return y.flag === '+' ? plus(search, flipped(side), j, i) : star(search, flipped(side), j, i)
    if (!overlap(x, y)) return false
  }
}

function plus(search: Search, side: Side, i: number, j: number): boolean {
  const [own, other] = sides(search, side)
  if (!overlaps(own[i], other[j])) return false
  return star(search, side, i, j + 1) || (!plain(other[j]) && normal(search, side, i + 1, j))
}

/** The repeated token at i takes tokens of the other glob until the rest matches. */
function star(search: Search, side: Side, i: number, j: number): boolean {
  const [, other] = sides(search, side)
  const key = (i * (other.length + 1) + j) * 2 + side
  const known = search.known.get(key)
  if (known !== undefined) return known
  const found = takes(search, side, i, j)
  search.known.set(key, found)
  return found
}

function takes(search: Search, side: Side, i: number, j: number): boolean {
  const [own, other] = sides(search, side)
  for (let at = j; at < other.length; at++) {
    if (overlaps(own[i + 1], other[at]) && normal(search, side, i + 1, at)) return true
    if (!overlaps(own[i], other[at])) return false
  }
  return own[i + 1] === undefined
}

const flipped = (side: Side): Side => (side === 0 ? 1 : 0)
const sides = ({ globs }: Search, side: Side): Globs => (side === 0 ? globs : [globs[1], globs[0]])

interface Rune {
  readonly char: string
  readonly escaped: boolean
}

interface Reader {
  readonly pattern: string
  readonly runes: readonly Rune[]
  at: number
}

function tokens(pattern: string): readonly Token[] {
  const reader: Reader = { pattern, runes: runesOf(pattern), at: 0 }
  const found: Token[] = []
  while (reader.at < reader.runes.length) found.push(token(reader))
  return found
}

function runesOf(pattern: string): readonly Rune[] {
  const chars = [...pattern]
  const runes: Rune[] = []
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at] ?? ''
    if (char !== '\\') {
      runes.push({ char, escaped: false })
      continue
    }
    const next = chars[++at]
    if (next === undefined) {
      throw malformed({ pattern, runes, at: at - 1 }, 'input ends with a \\ (escape) character')
    }
    runes.push({ char: next, escaped: true })
  }
  return runes
}

function token(reader: Reader): Token {
  const text = textToken(reader)
  const flag = symbol(reader)
  if (flag !== '*' && flag !== '+') return { ...text, flag: '' }
  reader.at++
  return { ...text, flag }
}

function textToken(reader: Reader): Pick<Token, 'type' | 'ranges'> {
  const special = symbol(reader)
  const code = reader.runes[reader.at++]?.char.codePointAt(0) ?? 0
  switch (special) {
    case '.':
      return { type: 'dot', ranges: [] }
    case '[':
      return { type: 'set', ranges: joined(setRanges(reader)) }
    case ']':
      throw malformed(reader, "set-close ']' with no preceding '['")
    case '*':
    case '+':
      throw malformed(reader, `flag '${special}' must be preceded by a non-flag`)
    default:
      return { type: 'character', ranges: [[code, code]] }
  }
}

function setRanges(reader: Reader): Range[] {
  const ranges: Range[] = []
  let previous: number | undefined
  for (;;) {
    const special = symbol(reader)
    const code = reader.runes[reader.at]?.char.codePointAt(0)
    if (code === undefined) throw malformed(reader, 'found [ without matching ]')
    reader.at++
    if (special === ']') return ranges
    if (special !== '-') {
      ranges.push([code, code])
      previous = code
      continue
    }
    if (previous === undefined) throw malformed(reader, "range character '-' must be preceded by a Unicode character")
    ranges.push([previous, rangeEnd(reader, previous)])
    previous = undefined
  }
}

function rangeEnd(reader: Reader, start: number): number {
  const special = symbol(reader)
  const end = reader.runes[reader.at]?.char.codePointAt(0)
  if (end === undefined) throw malformed(reader, "range character '-' must be followed by a Unicode character")
  if (special === ']' || special === '-') {
    throw malformed(reader, "range character '-' cannot be followed by a special symbol")
  }
  if (end < start) throw malformed(reader, 'range is out of order')
  reader.at++
  return end
}

/** Sorted, and those that touch each other as one. */
function joined(ranges: Range[]): readonly Range[] {
  const result: Range[] = []
  for (const [from, to] of ranges.sort(([a], [b]) => a - b)) {
    const last = result.at(-1)
    if (last !== undefined && from <= last[1] + 1) result[result.length - 1] = [last[0], Math.max(last[1], to)]
    else result.push([from, to])
  }
  return result
}

/** The character here unless it is escaped. */
function symbol(reader: Reader): string | undefined {
  const rune = reader.runes[reader.at]
  return rune?.escaped === false ? rune.char : undefined
}

function malformed({ pattern, at }: Reader, text: string): BuiltinError {
  return new BuiltinError(`input:${pattern}, pos:${at}, ${text}: the input provided is invalid`)
}
