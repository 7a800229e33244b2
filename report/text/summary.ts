import type { Counts, Summary } from '../../model/report.ts'
import type { Paint, Screen } from './screen.ts'
import { displayWidth, padEnd, padStart } from './width.ts'

const columns = ['fail', 'unknown', 'pass'] as const

/** Verdicts by practice, in a table with a line for all of them. They are not findings: one verdict may give several. */
export function drawSummary(summary: Summary, { paint }: Screen): readonly string[] {
  const practices = Object.entries(summary.practices).sort(([a], [b]) => (a < b ? -1 : 1))
  if (practices.length === 0) return []
  const wide = Math.max(...practices.map(([name]) => displayWidth(name)), 'practice'.length)
  const rule = paint.dim('─'.repeat(wide + columns.length * 10))
  return [
    `${paint.bold('Verdicts')} ${paint.dim('by practice, one for each policy and resource')}`,
    '',
    paint.dim(`${padEnd('practice', wide)}${columns.map((name) => padStart(name, 10)).join('')}`),
    ...practices.map(([name, counts]) => row(name, counts, wide, paint)),
    rule,
    row('all', summary, wide, paint),
  ]
}

function row(name: string, counts: Counts, wide: number, paint: Paint): string {
  const cells = columns.map((column) => {
    const text = padStart(counts[column] === 0 ? '·' : counts[column].toLocaleString('en'), 10)
    return counts[column] === 0 ? paint.dim(text) : colour(column, paint)(text)
  })
  return `${padEnd(name, wide)}${cells.join('')}`
}

function colour(column: (typeof columns)[number], paint: Paint): (text: string) => string {
  switch (column) {
    case 'fail':
      return paint.red
    case 'unknown':
      return paint.yellow
    case 'pass':
      return paint.green
  }
}
