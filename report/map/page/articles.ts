import {
  type Access,
  type AccessKind,
  accessKinds,
  type MapEdge,
  type MapNode,
  type MappedFunction,
  type MappedRole,
  type MappedTrigger,
  type Reachable,
  type Relation,
  type StatementPlace,
} from '../../../model/map.ts'
import { nodeTitle } from '../names.ts'
import { escaped } from '../picture/markup.ts'
import { badge, limitsOf, link, type PageStack, placeOf, way } from './words.ts'

/** What is said of each node: where it comes from, what it is, where it leads to. Functions come first. */
export function articles(page: PageStack): readonly string[] {
  const { nodes, functions, roles, edges } = page.stack
  const about: About = {
    page,
    functions: new Map(functions.map((fn) => [fn.node, fn])),
    roles: new Map(roles.map((role) => [role.node, role])),
    into: grouped(edges, ({ to }) => to),
    outOf: grouped(edges, ({ from }) => from),
  }
  const first = nodes.filter(({ kind }) => kind === 'function')
  const others = nodes.filter(({ kind }) => kind !== 'function')
  return [...first, ...others].map((node) => article(node, about))
}

interface About {
  readonly page: PageStack
  readonly functions: ReadonlyMap<string, MappedFunction>
  readonly roles: ReadonlyMap<string, MappedRole>
  readonly into: ReadonlyMap<string, readonly MapEdge[]>
  readonly outOf: ReadonlyMap<string, readonly MapEdge[]>
}

function grouped(edges: readonly MapEdge[], key: (edge: MapEdge) => string): ReadonlyMap<string, readonly MapEdge[]> {
  const groups = new Map<string, MapEdge[]>()
  for (const edge of edges) {
    const group = groups.get(key(edge))
    if (group) group.push(edge)
    else groups.set(key(edge), [edge])
  }
  return groups
}

function article(node: MapNode, about: About): string {
  const { page } = about
  const id = page.ids(node.id)
  const fn = about.functions.get(node.id)
  const { label, kind } = nodeTitle(node)
  const role = fn?.role == null ? undefined : about.roles.get(fn.role)
  const shared = role && !isOwn(role) ? ` data-with="${page.ids(role.node)}"` : ''
  const facts = [
    kind,
    node.type ?? '',
    node.external ? 'defined elsewhere' : '',
    node.condition === null ? '' : `if ${node.condition}`,
  ].filter((fact) => fact !== '')
  return [
    `<article id="${id}" class="thing-about" aria-labelledby="${id}-name" tabindex="-1"${shared}>`,
    `<header><h4 id="${id}-name">${escaped(label)}</h4>${fn ? badge(fn.exposure.level) : ''}<p>${facts.map(escaped).join(' · ')} ${placeOf(node.location, page)}</p></header>`,
    '<div class="flow">',
    section('in', fn ? 'Runs because of' : 'Comes in', fn ? triggers(fn, about) : inward(node, about)),
    `<section class="self"><h5>${fn ? 'Reach and limits' : 'About it'}</h5><dl>${fn ? functionFacts(fn, node, page) : nodeFacts(node, about)}</dl></section>`,
    fn
      ? functionAccess(role, page)
      : section('out', about.roles.has(node.id) ? 'Permits' : 'Leads to', outward(node, about)),
    '</div></article>',
  ].join('\n')
}

function section(side: 'in' | 'out', heading: string, cards: readonly string[]): string {
  const list = cards.length === 0 ? '<p class="none">Nothing that was given.</p>' : `<ul>${cards.join('\n')}</ul>`
  return `<section class="${side}"><h5>${heading}</h5>${list}</section>`
}

function card(title: string, lines: readonly string[]): string {
  const kept = lines.filter((line) => line !== '').map((line) => `<p>${line}</p>`)
  return `<li class="card"><strong>${title}</strong>${kept.join('')}</li>`
}

function triggers({ triggers, condition: ofFunction }: MappedFunction, { page }: About): readonly string[] {
  return triggers.map((trigger) =>
    card(trigger.source === null ? 'Not known what' : link(trigger.source, page), [
      escaped(trigger.label),
      remarks(trigger, ofFunction).map(escaped).join(' · '),
      placeOf(trigger.location, page),
    ]),
  )
}

function remarks(trigger: MappedTrigger, ofFunction: string | null): readonly string[] {
  const { auth, enabled, sure, limits, condition, invocation } = trigger
  return [
    ...(invocation === 'unknown' ? [] : [invocation]),
    ...(auth === null ? [] : [`auth ${auth}`]),
    ...(enabled ? [] : ['switched off']),
    ...(sure ? [] : ['not sure']),
    ...limits,
    ...(condition === null || condition === ofFunction ? [] : [`if ${condition}`]),
  ]
}

function fact(name: string, value: string, size: 'wide' | 'short' = 'wide'): string {
  return value === '' ? '' : `<div class="${size}"><dt>${name}</dt><dd>${value}</dd></div>`
}

function functionFacts(fn: MappedFunction, { reachable }: MapNode, page: PageStack): string {
  const { exposure, loops, limits } = fn
  return [
    fact('Can be made to run by', exposureText(fn)),
    fact('Along', way(exposure.path, page)),
    fact('Perhaps along', exposure.sure ? '' : way(exposure.possiblePath, page)),
    fact(
      'What others may do counted',
      reachable === null || exposure.level !== 'private' ? '' : reachText(reachable, page),
    ),
    ...loops.map(({ path, sure, why }) =>
      fact(
        sure ? 'Makes itself run again' : 'May make itself run again',
        `<span class="looping">${way(path, page)}</span>${why === null ? '' : `: ${escaped(why)}`}`,
      ),
    ),
    ...limitsOf(limits).map(([name, value]) => fact(name, value, 'short')),
  ].join('')
}

const reach = {
  public: 'anyone',
  organisation: 'callers whom somebody vouches for',
  account: 'the account',
  private: 'nobody from outside of the stack',
} as const

function exposureText({ exposure: { level, sure, possible, why } }: MappedFunction): string {
  const perhaps = sure ? '' : `, perhaps by ${reach[possible]}: ${escaped(why ?? 'not all of it is known')}`
  return `${reach[level]}${perhaps}`
}

function nodeFacts({ kind, reachable }: MapNode, { page }: About): string {
  if (kind === 'internet') return fact('Stands for', 'anyone who can reach an address on the internet')
  if (reachable === null) return fact('Can be reached by', reach.private)
  return fact('Can be reached by', reachText(reachable, page))
}

/** From where, and by way of what; permissions of functions are followed. */
function reachText({ from, sure, by }: Reachable, page: PageStack): string {
  const edge = page.edges.get(by)
  return `${reach[from]}${sure ? '' : ', perhaps'}${edge ? `, by way of ${link(edge.from, page)}` : ''}`
}

const verbs: Readonly<Record<Relation, string>> = {
  calls: 'calls',
  triggers: 'triggers',
  delivers: 'delivers to',
  fails_to: 'hands on what failed to',
  runs: 'runs',
  runs_as: 'runs as',
  may: 'may use',
  lets: 'is let in by a policy of',
}

function inward(node: MapNode, { into, page }: About): readonly string[] {
  return (into.get(node.id) ?? []).map((edge) =>
    edgeCard(`${link(edge.from, page)} ${verbs[edge.relation]} this`, edge, page),
  )
}

function outward(node: MapNode, { outOf, roles, page }: About): readonly string[] {
  const role = roles.get(node.id)
  const edges = (outOf.get(node.id) ?? []).filter(({ relation }) => role === undefined || relation !== 'may')
  return [
    ...(role ? accessCards(role, page) : []),
    ...edges.map((edge) => edgeCard(`${verbs[edge.relation]} ${link(edge.to, page)}`, edge, page)),
  ]
}

function edgeCard(title: string, edge: MapEdge, page: PageStack): string {
  const { label, sure, why, off, loop, condition, location } = edge
  const said = [
    ...(off ? ['switched off'] : []),
    ...(sure ? [] : [`not sure${why === null ? '' : `: ${why}`}`]),
    ...(loop ? ['part of a loop'] : []),
    ...(condition === null ? [] : [`if ${condition}`]),
  ]
  return card(title, [escaped(label), said.map(escaped).join(' · '), placeOf(location, page)])
}

/** A role that one thing alone runs with is told there; what others share is told once. */
function isOwn({ usedBy }: MappedRole): boolean {
  return usedBy.length < 2
}

function functionAccess(role: MappedRole | undefined, page: PageStack): string {
  if (!role) return section('out', 'May', ['<li class="card"><strong>What it may do is not known</strong></li>'])
  if (isOwn(role)) return section('out', `May, as ${link(role.node, page)}`, accessCards(role, page))
  return section('out', 'May', [
    card(`what ${link(role.node, page)} permits`, [
      `shared by ${role.usedBy.length}`,
      role.complete ? '' : `not all of it is known: ${escaped(role.why ?? '')}`,
      ...accessKinds.flatMap((kind) => inShort(kind, role, page)),
    ]),
  ])
}

/** So many things are named at each function; all of them are at the role. */
const mostNamed = 8

function inShort(kind: AccessKind, { access }: MappedRole, page: PageStack): readonly string[] {
  const targets = access.filter(({ may }) => may.includes(kind)).map(({ target }) => target)
  if (targets.length === 0) return []
  const more = targets.length > mostNamed ? [`${targets.length - mostNamed} more`] : []
  const named = [...targets.slice(0, mostNamed).map((target) => link(target, page)), ...more]
  return [`<span class="may">${kind}</span> ${named.join(', ')}`]
}

function accessCards({ access, complete, why }: MappedRole, page: PageStack): readonly string[] {
  const unknown = complete ? [] : [card('Not all it permits is known', [escaped(why ?? '')])]
  return [...unknown, ...access.map((each) => accessCard(each, page))]
}

function accessCard({ target, may, sure, why, statements, actions }: Access, page: PageStack): string {
  const kinds = accessKinds
    .filter((kind) => may.includes(kind))
    .map((kind) => `<span class="may ${kind}">${kind}</span>`)
  return card(`${kinds.join(' ')} ${link(target, page)}`, [
    sure ? '' : `not sure${why === null ? '' : `: ${escaped(why)}`}`,
    actions.map((action) => `<code>${escaped(action)}</code>`).join(' '),
    ...statements.map((statement) => statementText(statement, page)),
  ])
}

/** The statement that says so. */
export function statementText(
  { index, sid, policy, resource, conditional, location }: StatementPlace,
  page: PageStack,
): string {
  const name = `statement ${sid === null ? index + 1 : `“${escaped(sid)}”`}`
  const where = policy === null ? '' : ` of ${escaped(policy)}`
  return `${name}${where}, on <code>${escaped(resource)}</code>${conditional ? ', under conditions' : ''} ${placeOf(location, page)}`
}
