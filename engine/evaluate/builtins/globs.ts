import { BuiltinError } from './builtin.ts'

/**
 * Whether some non-empty text matches both patterns of the small language of `regex.globs_match`: characters, `.`, sets
 * `[a-z]`, each once or repeated by `*` or `+`, and `\` before a character meant literally. Throws {@link BuiltinError} for
 * a malformed pattern. Every pair of places in the two patterns is looked at once at most.
 */
export function globsIntersect(left: string, right: string): boolean {
  const [a, b] = [tokens(left), tokens(right)]
  const seen = new Set<number>()
  const open: [number, number][] = []
  const visit = (i: number, j: number): void => {
    const key = i * (b.length + 1) + j
    if (!seen.has(key)) {
      seen.add(key)
      open.push([i, j])
    }
  }
  visit(0, 0)
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [i, j] = pair
    if (i === a.length && j === b.length) return true
    const [x, y] = [a[i], b[j]]
    if (x?.optional) visit(i + 1, j)
    if (y?.optional) visit(i, j + 1)
    if (x === undefined || y === undefined || !overlap(x.ranges, y.ranges)) continue
    for (const nextI of x.repeats ? [i, i + 1] : [i + 1]) {
      for (const nextJ of y.repeats ? [j, j + 1] : [j + 1]) visit(nextI, nextJ)
    }
  }
  return false
}

type Range = readonly [number, number]

interface Token {
  readonly ranges: readonly Range[]
  readonly optional: boolean
  readonly repeats: boolean
}

const ANY: readonly Range[] = [[0, 0x10ffff]]

function overlap(a: readonly Range[], b: readonly Range[]): boolean {
  return a.some(([from, to]) => b.some(([start, end]) => from <= end && start <= to))
}

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
    if (next === undefined)
      throw new BuiltinError(`input:${pattern}, pos:${at - 1}, input ends with a \\ (escape) character`)
    runes.push({ char: next, escaped: true })
  }
  return runes
}

function token(reader: Reader): Token {
  const ranges = rangesOf(reader)
  const flag = symbol(reader)
  if (flag === '*' || flag === '+') reader.at++
  return { ranges, optional: flag === '*', repeats: flag === '*' || flag === '+' }
}

function rangesOf(reader: Reader): readonly Range[] {
  const special = symbol(reader)
  const rune = reader.runes[reader.at++]
  if (special === '.') return ANY
  if (special === '[') return setRanges(reader)
  if (special === ']') throw malformed(reader, "set-close ']' with no preceding '['")
  if (special === '*' || special === '+') throw malformed(reader, `flag '${special}' must be preceded by a non-flag`)
  const code = rune?.char.codePointAt(0) ?? 0
  return [[code, code]]
}

function setRanges(reader: Reader): readonly Range[] {
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
  if (special === ']' || special === '-')
    throw malformed(reader, "range character '-' cannot be followed by a special symbol")
  if (end < start) throw malformed(reader, 'range is out of order')
  reader.at++
  return end
}

/** The rune here unless it is escaped. */
function symbol(reader: Reader): string | undefined {
  const rune = reader.runes[reader.at]
  return rune?.escaped === false ? rune.char : undefined
}

function malformed({ pattern, at }: Reader, text: string): BuiltinError {
  return new BuiltinError(`input:${pattern}, pos:${at}, ${text}: the input provided is invalid`)
}
