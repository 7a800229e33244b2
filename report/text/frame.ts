import type { Span } from '../../model/source.ts'
import { type Cell, cellsOf, reach } from './cells.ts'
import { valuesOn } from './held.ts'
import type { Range } from './redact.ts'
import { margin, type Screen } from './screen.ts'
import { padStart } from './width.ts'
import { place } from './words.ts'

const most = 3

/**
 * The place with one to three lines of its file, a caret under the exact range, secrets covered:
 *
 *     ╭ template.yaml:42:17
 *  41 │ Properties:
 *  42 │   AuthType: NONE
 *     │             ^^^^
 *
 * Only the place where the file's text is not to be had.
 */
export function drawFrame(span: Span, mark: (text: string) => string, screen: Screen): readonly string[] {
  const { paint } = screen
  const head = `${' '.repeat(margin - 2)}${paint.dim('╭')} ${paint.cyan(place(span))}`
  const rows = isWholeFile(span) ? [] : rowsOf(span, screen)
  if (rows.length === 0) return [head]
  const shift = shiftOf(rows, screen.width - margin)
  const drawn = rows.flatMap((row) => {
    const view = viewOf(row.cells, shift, screen.width - margin)
    const number = paint.dim(`${padStart(String(row.line), margin - 3)} │`)
    const line = `${number} ${view.text}`.trimEnd()
    return row.marked ? [line, `${paint.dim(`${' '.repeat(margin - 3)} │`)} ${carets(row.marked, view, mark)}`] : [line]
  })
  return [head, ...drawn]
}

/** The place of what concerns the file as a whole is its first character: there is nothing to point at. */
function isWholeFile({ startLine, startColumn, endLine, endColumn }: Span): boolean {
  return startLine === 1 && startColumn === 1 && endLine === 1 && endColumn === 1
}

interface Row {
  readonly line: number
  readonly cells: readonly Cell[]
  readonly marked?: Range
}

/** One line before a range of one line; the first lines of a longer one. */
function rowsOf(span: Span, screen: Screen): readonly Row[] {
  const last = span.endColumn === 1 && span.endLine > span.startLine ? span.endLine - 1 : span.endLine
  const shown = last === span.startLine ? [span.startLine - 1, span.startLine] : range(span.startLine, last)
  const rows = shown.flatMap((line) => {
    const text = screen.lineOf(span.file, line)
    if (text === undefined || (line < span.startLine && text.trim() === '')) return []
    const marked = line === span.startLine ? { from: span.startColumn - 1, to: endOn(line, span, text) } : undefined
    const hidden = [...hiddenOn(span.file, line, text, screen), ...heldOn(span, text, marked, screen)]
    const cells = cellsOf(text, hidden, marked?.from ?? 0)
    return [marked ? { line, cells, marked } : { line, cells }]
  })
  return rows.some((row) => row.line === span.startLine) ? rows : []
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.min(most, last - first + 1) }, (_, i) => first + i)
}

function endOn(line: number, span: Span, text: string): number {
  return line === span.endLine ? span.endColumn - 1 : text.trimEnd().length
}

function hiddenOn(file: string, line: number, text: string, screen: Screen): readonly Range[] {
  return screen.hiddenOn(file, line).map((span) => ({
    from: span.startLine === line ? span.startColumn - 1 : text.length - text.trimStart().length,
    to: endOn(line, span, text),
  }))
}

function heldOn(span: Span, text: string, marked: Range | undefined, { heldIn }: Screen): readonly Range[] {
  const held = heldIn(span.file)
  if (!held) return []
  const shown = marked && span.startLine === span.endLine && held.mayShow(span) ? marked : undefined
  return valuesOn(text, held.syntax, reach, shown, marked?.from ?? 0)
}

/** How many columns are left out on the left of every row: indentation they share, more where the range would not be seen. */
function shiftOf(rows: readonly Row[], width: number): number {
  const shared = Math.min(...rows.map(({ cells }) => indentation(cells)))
  const row = rows.find(({ marked }) => marked)
  if (!row?.marked) return shared
  const { from, to } = row.marked
  const start = columnsBefore(row.cells, from)
  const end = Math.max(columnsBefore(row.cells, to), start + 1)
  if (end - shared <= width - 1) return shared
  return Math.max(shared, Math.min(start - 2, Math.max(end - width + 2, start - Math.floor(width / 3))))
}

function indentation(cells: readonly Cell[]): number {
  let columns = 0
  for (const { text, width } of cells) {
    if (text.trim() !== '') return columns
    columns += width
  }
  return columns
}

function columnsBefore(cells: readonly Cell[], offset: number): number {
  return cells.reduce((columns, cell) => (cell.to <= offset ? columns + cell.width : columns), 0)
}

/** A row as it is seen: its text, and what of it stands where. */
interface View {
  readonly text: string
  readonly cells: readonly { readonly cell: Cell; readonly column: number }[]
  readonly end: number
}

function viewOf(cells: readonly Cell[], shift: number, width: number): View {
  const start = shift > indentation(cells) ? shift + 1 : shift
  const seen: { cell: Cell; column: number }[] = []
  let column = 0
  let cut = false
  for (const cell of cells) {
    const at = column - shift
    column += cell.width
    if (column <= start) continue
    if (column - shift > width - (cell === cells.at(-1) ? 0 : 1)) {
      cut = true
      break
    }
    seen.push({ cell, column: Math.max(at, start - shift) })
  }
  const text = seen.map(({ cell }) => cell.text).join('')
  const missing = (seen[0]?.column ?? start - shift) - (start - shift)
  const before = start > shift && cells.length > 0 ? '…' : ''
  const lastSeen = seen.at(-1)
  const end = lastSeen ? lastSeen.column + lastSeen.cell.width : start - shift
  return { text: `${before}${' '.repeat(missing)}${text}${cut ? '…' : ''}`, cells: seen, end }
}

function carets(marked: Range, view: View, mark: (text: string) => string): string {
  const under = view.cells.filter(({ cell }) => cell.to > marked.from && cell.from < marked.to)
  const [first] = under
  const last = under.at(-1)
  if (!first || !last) return `${' '.repeat(at(marked.from, view))}${mark('^')}`
  const width = last.column + last.cell.width - first.column
  return `${' '.repeat(first.column)}${mark('^'.repeat(Math.max(1, width)))}`
}

/** The column of an offset that nothing stands on: the end of the line, or an empty range before a character. */
function at(offset: number, view: View): number {
  return view.cells.find(({ cell }) => cell.from >= offset)?.column ?? view.end
}
