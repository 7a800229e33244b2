import type { Report, UnknownGroup } from '../../model/report.ts'
import { labelled } from './finding.ts'
import { indent, proseWidth, type Screen } from './screen.ts'
import { padStart, plain } from './width.ts'
import { count, listed, place } from './words.ts'
import { wrap } from './wrap.ts'

const few = 3
const manyGroups = 10

/** What could not be decided, by what would decide it. */
export function drawUnknowns({ unknowns, summary }: Report, screen: Screen): readonly string[] {
  if (unknowns.length === 0) return []
  const { paint } = screen
  const groups = [...unknowns].sort((a, b) => b.count - a.count)
  const shown = screen.verbose ? groups : groups.slice(0, manyGroups)
  const rest = groups.length - shown.length
  return [
    `${paint.bold('Unknown')} ${paint.dim(`${count(summary.unknown, 'verdict')}, by what would decide them`)}`,
    ...shown.flatMap((group) => ['', ...drawGroup(group, screen)]),
    ...(rest > 0 ? ['', `${indent}${paint.dim(`and ${count(rest, 'more cause')} (--verbose lists them)`)}`] : []),
  ]
}

function drawGroup(group: UnknownGroup, screen: Screen): readonly string[] {
  const most = screen.verbose ? undefined : few
  const [head = '', ...more] = wrap(`unknown because ${group.cause}`, proseWidth(screen))
  const where = group.location ? `${indent}${screen.paint.cyan(place(group.location))}` : undefined
  return [
    `${padStart(String(group.count), 10)}  ${head}`,
    ...more.map((line) => `${indent}${line}`),
    ...(where ? [where] : []),
    ...labelled('give', group.needs.map(plain).join('  '), screen),
    ...labelled('for', listed(group.policies, most), screen),
    ...labelled('on', listed(group.resources, most), screen),
  ]
}
