import { type Access, type AccessKind, accessKinds, type MappedRole, type StatementPlace } from '../../../model/map.ts'
import { escaped } from '../picture/markup.ts'
import { card, section } from './cards.ts'
import { link, type PageStack, placeOf } from './words.ts'

/** What a function may do, by its role. */
export function functionAccess(role: MappedRole | undefined, page: PageStack): string {
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

/** A role that one thing alone runs with is told there; what others share is told once. */
export function isOwn({ usedBy }: MappedRole): boolean {
  return usedBy.length < 2
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

/** What a role permits. */
export function accessCards({ access, complete, why }: MappedRole, page: PageStack): readonly string[] {
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
