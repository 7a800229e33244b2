import type { MapNode } from '../../../model/map.ts'
import { nodeTitle } from '../names.ts'
import { escaped } from '../picture/markup.ts'
import { statementText } from './access.ts'
import { arrow, badge, limitsOf, link, type PageStack, placeOf, way } from './words.ts'

/** Everything of a stack as tables: what the drawing shows, for those who do not see it, and for whoever searches. */
export function tables(page: PageStack): string {
  return [functionTable, triggerTable, accessTable, loopTable, thingTable, edgeTable]
    .map((make) => make(page))
    .filter(({ rows }) => rows.length > 0)
    .map((table) => render(table, page.prefix))
    .join('\n')
}

interface Table {
  readonly name: string
  readonly heads: readonly string[]
  /** Cells are markup; the first names its row. */
  readonly rows: readonly (readonly string[])[]
}

function render({ name, heads, rows }: Table, prefix: string): string {
  const id = `${prefix}-${name.toLowerCase().replaceAll(/\W+/g, '-')}`
  const head = heads.map((text) => `<th scope="col">${text}</th>`).join('')
  const body = rows.map(([first = '', ...cells]) => {
    const others = cells.map((cell) => `<td>${cell}</td>`)
    return `<tr><th scope="row">${first}</th>${others.join('')}</tr>`
  })
  return `<details class="table"><summary id="${id}">${name} <span class="number">${rows.length}</span></summary>
<div class="scroll" role="region" tabindex="0" aria-labelledby="${id}"><table aria-labelledby="${id}"><thead><tr>${head}</tr></thead>
<tbody>
${body.join('\n')}
</tbody></table></div></details>`
}

function functionTable(page: PageStack): Table {
  const rows = page.stack.functions.map((fn) => [
    link(fn.node, page),
    `${badge(fn.exposure.level)}${fn.exposure.sure ? '' : ` perhaps ${fn.exposure.possible}: ${escaped(fn.exposure.why ?? '')}`}`,
    way(fn.exposure.path, page),
    fn.role === null ? 'not known' : link(fn.role, page),
    limitsOf(fn.limits)
      .map(([name, value]) => `${name}: ${value}`)
      .join('<br>'),
    escaped(fn.condition ?? ''),
    placeOf(fn.location, page),
  ])
  return { name: 'Functions', heads: ['Function', 'Exposure', 'Along', 'Role', 'Limits', 'If', 'Place'], rows }
}

function triggerTable(page: PageStack): Table {
  const rows = page.stack.functions.flatMap((fn) =>
    fn.triggers.map((trigger) => [
      link(fn.node, page),
      trigger.source === null ? 'not known' : link(trigger.source, page),
      escaped(trigger.label),
      escaped(trigger.mechanism.replaceAll('_', ' ')),
      `${trigger.invocation}${trigger.auth === null ? '' : `, auth ${escaped(trigger.auth)}`}`,
      trigger.limits.map(escaped).join(', '),
      [trigger.enabled ? 'on' : 'off', ...(trigger.sure ? [] : ['not sure'])].join(', '),
      placeOf(trigger.location, page),
    ]),
  )
  const heads = ['Function', 'Runs because of', 'What', 'How', 'Called', 'Limits', 'On', 'Place']
  return { name: 'What makes functions run', heads, rows }
}

function accessTable(page: PageStack): Table {
  const rows = page.stack.roles.flatMap((role) =>
    role.access.map((access) => [
      link(role.node, page),
      listed(role.usedBy, page),
      link(access.target, page),
      access.may.join(', '),
      access.actions.map((action) => `<code>${escaped(action)}</code>`).join(' '),
      access.statements.map((statement) => statementText(statement, page)).join('<br>'),
      access.sure ? 'sure' : `not sure: ${escaped(access.why ?? '')}`,
    ]),
  )
  const heads = ['Role', 'Used by', 'On what', 'May', 'Actions', 'Because of', 'Sure']
  return { name: 'What roles permit', heads, rows }
}

/** So that a role of a thousand functions does not name them in each of its rows. */
const mostNamed = 5

function listed(nodes: readonly string[], page: PageStack): string {
  const named = nodes.slice(0, mostNamed).map((node) => link(node, page))
  const more = nodes.length > mostNamed ? [`${nodes.length - mostNamed} more`] : []
  return [...named, ...more].join(', ')
}

function loopTable(page: PageStack): Table {
  const rows = page.stack.functions.flatMap((fn) =>
    fn.loops.map((loop) => [
      link(fn.node, page),
      loop.nodes.map((node) => link(node, page)).join(arrow),
      loop.sure ? 'sure' : `not sure: ${escaped(loop.why ?? '')}`,
      loop.filtered ? 'a filter may stop it' : '',
    ]),
  )
  return { name: 'Loops', heads: ['Function', 'The way round', 'Sure', 'Filter'], rows }
}

function thingTable(page: PageStack): Table {
  const rows = page.stack.nodes.map((node) => {
    const { label, kind } = nodeTitle(node)
    const reachable = node.kind === 'internet' ? '' : reachedBy(node)
    return [
      `<a href="#${page.ids(node.id)}">${escaped(label)}</a>`,
      escaped(kind || node.kind),
      escaped(node.type ?? ''),
      reachable,
      node.external ? 'elsewhere' : 'here',
      escaped(node.condition ?? ''),
      placeOf(node.location, page),
    ]
  })
  return { name: 'All things', heads: ['Name', 'Kind', 'Type', 'Reached by', 'Defined', 'If', 'Place'], rows }
}

function reachedBy({ reachable }: MapNode): string {
  if (reachable === null) return 'nobody from outside'
  return `${reachable.from}${reachable.sure ? '' : ', perhaps'}`
}

function edgeTable(page: PageStack): Table {
  const rows = page.stack.edges.map((edge) => [
    link(edge.from, page),
    edge.relation.replaceAll('_', ' '),
    link(edge.to, page),
    escaped(edge.label),
    [
      edge.sure ? 'sure' : `not sure${edge.why === null ? '' : `: ${escaped(edge.why)}`}`,
      ...(edge.off ? ['off'] : []),
      ...(edge.loop ? ['part of a loop'] : []),
    ].join(', '),
    escaped(edge.condition ?? ''),
    placeOf(edge.location, page),
  ])
  return { name: 'All connections', heads: ['From', 'How', 'To', 'What', 'Sure', 'If', 'Place'], rows }
}
