import type { Excluded, Report } from '../../model/report.ts'
import { labelled } from './finding.ts'
import { groupBy } from './group.ts'
import { indent, proseWidth, type Screen } from './screen.ts'
import { padStart } from './width.ts'
import { count, listed, place } from './words.ts'
import { wrap } from './wrap.ts'

const few = 3

/** What settings keep from being judged, by the reason that they give. */
export function drawExcluded({ excluded }: Report, screen: Screen): readonly string[] {
  if (excluded.length === 0) return []
  const groups = groupBy(excluded, ({ reason, location }) => `${reason} ${location ? place(location) : ''}`)
  return [
    `${screen.paint.bold('Excluded')} ${screen.paint.dim(`${count(excluded.length, 'verdict')}, by why they are not asked for`)}`,
    ...groups.flatMap(([, group]) => ['', ...drawGroup(group, screen)]),
  ]
}

function drawGroup(group: readonly Excluded[], screen: Screen): readonly string[] {
  const most = screen.verbose ? undefined : few
  const [first] = group
  const [head = '', ...more] = wrap(first?.reason ?? '', proseWidth(screen))
  const unique = (names: readonly string[]): readonly string[] => [...new Set(names)]
  return [
    `${padStart(String(group.length), 10)}  ${head}`,
    ...more.map((line) => `${indent}${line}`),
    ...(first?.location ? [`${indent}${screen.paint.cyan(place(first.location))}`] : []),
    ...labelled('for', listed(unique(group.map(({ policy }) => policy)), most), screen),
    ...labelled('on', listed(unique(group.map(({ resource }) => resource.id)), most), screen),
  ]
}
