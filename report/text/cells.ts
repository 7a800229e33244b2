import { dots, type Range, secretsOf } from './redact.ts'
import { displayWidth, graphemeSegments, graphemeWidth, isUnprintable } from './width.ts'

/** What is shown for a stretch of a line: one character, or dots for a secret. Offsets count UTF-16 units from 0. */
export interface Cell {
  readonly text: string
  readonly width: number
  readonly from: number
  readonly to: number
}

const tabStop = 4
const dotsWidth = displayWidth(dots)
/** How much of a very long line is looked at, to either side of the focus. */
export const reach = 1_000

/** A line as cells, tabs expanded, what steers terminals made visible, secrets covered; of a very long line the part around `focus`. */
export function cellsOf(line: string, hidden: readonly Range[], focus: number): readonly Cell[] {
  const start = Math.max(0, Math.min(focus, line.length) - reach)
  const part = line.slice(start, focus + reach)
  const found = secretsOf(part).map(({ from, to }) => ({ from: from + start, to: to + start }))
  const covered = merged([...hidden, ...found])
  const cells: Cell[] = []
  let column = 0
  let passed = 0
  for (const { segment, index } of segmentsOf(part)) {
    const from = start + index
    while ((covered[passed]?.to ?? Number.POSITIVE_INFINITY) <= from) passed += 1
    const next = covered[passed]
    const cover = next && next.from <= from ? next : undefined
    const cell = cover ? coverCell(cover, cells.at(-1)) : characterCell(segment, from, column)
    if (cell === undefined) continue
    cells.push(cell)
    column += cell.width
  }
  return cells
}

/** The characters a person sees; of plain text, its letters. */
function segmentsOf(text: string): Iterable<{ readonly segment: string; readonly index: number }> {
  if (!/^[\t\x20-\x7e]*$/.test(text)) return graphemeSegments(text)
  return Array.from(text, (segment, index) => ({ segment, index }))
}

/** One cell for the whole of a secret, however long it is: its length tells something too. */
function coverCell(cover: Range, last: Cell | undefined): Cell | undefined {
  if (last?.from === cover.from && last.to === cover.to) return undefined
  return { text: dots, width: dotsWidth, ...cover }
}

function characterCell(segment: string, from: number, column: number): Cell {
  const to = from + segment.length
  if (segment === '\t') {
    const width = tabStop - (column % tabStop)
    return { text: ' '.repeat(width), width, from, to }
  }
  if (isUnprintable(segment)) return { text: '·', width: 1, from, to }
  return { text: segment, width: graphemeWidth(segment), from, to }
}

function merged(ranges: readonly Range[]): readonly Range[] {
  const sorted = ranges.filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from)
  const joined: Range[] = []
  for (const range of sorted) {
    const last = joined.at(-1)
    if (last && range.from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, range.to) }
    else joined.push(range)
  }
  return joined
}
