import { type ApplicationMap, exposureLevels, type Gap, type StackMap } from '../../../model/map.ts'
import { count, place } from '../../text/words.ts'
import type { LeftOut } from '../picture/figure.ts'
import { escaped } from '../picture/markup.ts'
import { badge, link, type PageStack, placeOf } from './words.ts'

/** A stack in numbers. */
export function numbers({ functions, roles, nodes, coverage }: StackMap): string {
  const loops = functions.filter((fn) => fn.loops.length > 0).length
  const levels = exposureLevels.flatMap((level) => {
    const found = functions.filter(({ exposure }) => exposure.level === level).length
    return found === 0 ? [] : [`<li>${badge(level)} ${found}</li>`]
  })
  const said = [
    count(functions.length, 'function'),
    count(roles.length, 'role'),
    count(nodes.length, 'thing'),
    ...(loops === 0 ? [] : [`${count(loops, 'function')} in loops`]),
    `${coverage.mapped} of ${count(coverage.resources, 'resource')} understood`,
  ]
  return `<ul class="numbers">${said.map((text) => `<li>${text}</li>`).join('')}${levels.join('')}</ul>`
}

/** So many gaps are shown at once; the others are unfolded. */
const few = 3

/** Why a map is not complete, and what would help. Empty where it is. */
export function gaps(page: PageStack): string {
  const { complete, gaps: all } = page.stack
  if (complete) return ''
  const items = all.map((gap) => `<li>${gapText(gap, page)}</li>`)
  const rest = items.slice(few)
  const more =
    rest.length === 0 ? '' : `<details><summary>${rest.length} more</summary><ul>${rest.join('\n')}</ul></details>`
  return `<div class="gaps"><p><strong>Not complete:</strong> something may be missing here.</p><ul>${items.slice(0, few).join('\n')}</ul>${more}</div>`
}

function gapText({ why, needs, nodes, location }: Gap, page: PageStack): string {
  const named = nodes.slice(0, few).map((node) => link(node, page))
  const others = nodes.length > few ? [`${nodes.length - few} more`] : []
  const concerns = nodes.length === 0 ? '' : `; it concerns ${[...named, ...others].join(', ')}`
  const help = needs.length === 0 ? '' : `; give ${needs.map((need) => `<code>${escaped(need)}</code>`).join(', ')}`
  return `${escaped(why)}${concerns}${help} ${placeOf(location, page)}`
}

/** What was wrong in what was read. */
export function diagnosticList(diagnostics: ApplicationMap['diagnostics']): string {
  if (diagnostics.length === 0) return ''
  const items = diagnostics.map(
    ({ severity, message, location }) =>
      `<li><strong>${severity}</strong> ${escaped(message)} ${location === null ? '' : `<code class="place">${escaped(place(location))}</code>`}</li>`,
  )
  return `<section class="gaps" aria-label="Diagnostics"><h2>What was wrong in what was read</h2><ul>${items.join('\n')}</ul></section>`
}

/** What colours and lines mean. */
export const legend = `<ul class="legend" aria-label="What the drawing's colours and lines mean">
<li>${badge('public')} anyone</li>
<li>${badge('organisation')} whom somebody vouches for</li>
<li>${badge('account')} the account</li>
<li>${badge('private')} nobody from outside</li>
<li><span class="line"></span> leads to</li>
<li><span class="line looped"></span> part of a loop</li>
<li><span class="line dashed"></span> not sure, or switched off</li>
<li><span class="sample"></span> defined elsewhere</li>
</ul>`

/** What so many lead to that it is not drawn. */
export function notDrawn(leftOut: readonly LeftOut[], isLabelled: boolean, page: PageStack): string {
  const labels = isLabelled ? '' : '<p class="remark">So large a drawing has no labels; pick something to see them.</p>'
  if (leftOut.length === 0) return labels
  const named = leftOut.map(({ node, users }) => `${link(node.id, page)} (${users})`)
  return `${labels}<p class="remark">Not drawn, since many lead there: ${named.join(', ')}</p>`
}
