import type {
  MapEdge,
  MapNode,
  MappedFunction,
  MappedRole,
  MappedTrigger,
  Reachable,
  Relation,
} from '../../../model/map.ts'
import { groupBy } from '../../text/group.ts'
import { nodeTitle } from '../names.ts'
import { escaped } from '../picture/markup.ts'
import { accessCards, functionAccess, isOwn } from './access.ts'
import { card, section } from './cards.ts'
import { badge, functionsFirst, limitsOf, link, type PageStack, placeOf, way } from './words.ts'

/** What is said of each node: where it comes from, what it is, where it leads to. Functions come first. */
export function articles(page: PageStack): readonly string[] {
  const { nodes, functions, roles, edges } = page.stack
  const about: About = {
    page,
    functions: new Map(functions.map((fn) => [fn.node, fn])),
    roles: new Map(roles.map((role) => [role.node, role])),
    into: new Map(groupBy(edges, ({ to }) => to)),
    outOf: new Map(groupBy(edges, ({ from }) => from)),
  }
  return functionsFirst(nodes).map((node) => article(node, about))
}

interface About {
  readonly page: PageStack
  readonly functions: ReadonlyMap<string, MappedFunction>
  readonly roles: ReadonlyMap<string, MappedRole>
  readonly into: ReadonlyMap<string, readonly MapEdge[]>
  readonly outOf: ReadonlyMap<string, readonly MapEdge[]>
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
