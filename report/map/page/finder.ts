import { type ExposureLevel, exposureLevels, type MapNode } from '../../../model/map.ts'
import { exposures, nodeTitle } from '../names.ts'
import { escaped } from '../picture/markup.ts'
import { badge, functionsFirst, type PageStack } from './words.ts'

/** The list of everything in a stack, functions first, with a search and filters that a script brings to life. */
export function finder(page: PageStack): string {
  const { nodes, functions } = page.stack
  const levels = exposures(page.stack)
  const order = functionsFirst(nodes)
  const called = new Map(functions.map(({ node, triggers }) => [node, triggers.map(({ label }) => label).join(' ')]))
  const levelOf = (node: MapNode): ExposureLevel => levels.get(node.id) ?? node.reachable?.from ?? 'private'
  const items = order.map((node) => item(node, { page, level: levelOf(node), called: called.get(node.id) ?? '' }))
  return `<aside class="finder" aria-label="Everything in this stack">
<form class="filters" role="search" hidden>
<label for="${page.prefix}-search">Search</label>
<input id="${page.prefix}-search" type="search" autocomplete="off" spellcheck="false" placeholder="Name, kind, route …">
<fieldset><legend>Can be reached by</legend>${exposureLevels.map((level) => box(level, order.filter((node) => levelOf(node) === level).length)).join('')}</fieldset>
<label for="${page.prefix}-kind">Kind</label>
<select id="${page.prefix}-kind"><option value="">All kinds</option>${kinds(order)}</select>
<p class="shown" role="status"></p>
</form>
<ul class="things">
${items.join('\n')}
</ul>
</aside>`
}

function box(level: ExposureLevel, number: number): string {
  return `<label class="choice"><input type="checkbox" value="${level}" checked>${badge(level)} <span class="number">${number}</span></label>`
}

function kinds(nodes: readonly MapNode[]): string {
  const found = [...new Map(nodes.map((node) => [node.kind, nodeTitle(node).kind || node.kind]))]
  return found.map(([kind, said]) => `<option value="${kind}">${escaped(said)}</option>`).join('')
}

interface Item {
  readonly page: PageStack
  readonly level: ExposureLevel
  /** What calls it, to be searched. */
  readonly called: string
}

function item(node: MapNode, { page, level, called }: Item): string {
  const { label, kind } = nodeTitle(node)
  const sought = escaped(
    [node.label.slice(0, 100), kind, node.entity ?? '', node.type ?? '', called].join(' ').toLowerCase(),
  )
  const said = node.kind === 'function' ? badge(level) : `<small>${escaped(kind)}</small>`
  return `<li data-kind="${node.kind}" data-level="${level}" data-sought="${sought}"><a href="#${page.ids(node.id)}"><span>${escaped(label)}</span> ${said}</a></li>`
}
