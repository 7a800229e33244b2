import type { DerivedEntity, MapAttribute } from '../../../model/attribute.ts'
import { type Access, type AccessKind, accessKinds, type StatementPlace } from '../../../model/map.ts'
import type { Span } from '../../../model/source.ts'
import { linkAt, mapsAt, textAt } from '../../attributes.ts'
import { append } from '../../derive/append.ts'
import { accessOf } from '../../permissions/access.ts'
import type { ActionSet } from '../../permissions/action-sets.ts'
import { coveredEntities } from '../../permissions/entities.ts'
import { type Permission, permissionsOf } from '../../permissions/permissions.ts'
import { closed, wide } from '../gate.ts'
import type { Builder, Write } from '../graph.ts'
import { type Coverings, createCoverings } from './coverings.ts'
import { denialsOf, writesOf } from './writes.ts'

/** What each role may do, by the role's node; and the edges that say so. */
export function addRoles(graph: Builder, account: string | undefined): ReadonlyMap<string, readonly Access[]> {
  const found = new Map<string, readonly Access[]>()
  const coverings = createCoverings(graph, coveredEntities(graph.table, account))
  for (const role of graph.entities('role')) found.set(graph.entity('role', role.id), addRole(role, graph, coverings))
  return found
}

/** What a role may do to one node, while its statements are read. */
interface Gathered {
  readonly target: string
  readonly grant: MapAttribute
  readonly may: Set<AccessKind>
  readonly actions: Set<string>
  readonly statements: StatementPlace[]
  readonly writes: Write[]
  sure: boolean
  why: string | null
  readonly at: Span
}

function addRole(role: DerivedEntity, graph: Builder, coverings: Coverings): readonly Access[] {
  const { permissions } = permissionsOf(role)
  const denials = denialsOf(role)
  const gathered = new Map<string, Gathered>()
  for (const permission of withoutOthers(permissions)) {
    for (const part of partsOf(permission)) {
      const writes = writesOf(part.actions, part.service, permission, denials)
      gather(part, permission, writes, gathered, graph)
    }
  }
  const node = graph.entity('role', role.id)
  for (const one of gathered.values()) {
    const may = accessKinds.filter((kind) => one.may.has(kind))
    const isPattern = one.target.startsWith('pattern:')
    graph.add({
      from: node,
      to: one.target,
      relation: 'may',
      label: may.join(', '),
      by: role,
      at: one.at,
      may,
      why: one.sure ? null : one.why,
      outside: one.writes.length > 0 ? wide : closed,
      causes: !isPattern && one.writes.length > 0,
      writes: one.writes,
    })
    if (isPattern) coverings.add({ role: node, by: role, pattern: one.target, ...one })
  }
  return [...gathered.values()].map(({ target, actions, statements, may, sure, why }) => ({
    target,
    may: accessKinds.filter((kind) => may.has(kind)),
    actions: [...actions],
    statements,
    sure,
    why: sure ? null : why,
  }))
}

/** Of all that `NotResource` names the first stands for what is left beside them. */
function withoutOthers(permissions: readonly Permission[]): readonly Permission[] {
  return permissions.filter((one) => one.in === 'resources' || one.position === 0)
}

/** What a statement says of one resource pattern, in so far as it is about one service. */
interface Part {
  readonly service: string | null
  readonly actions: ActionSet
}

/** Where a pattern covers things of all services, its actions say of which: `*` in a statement about logs is about logs. */
function partsOf({ actions, grant, in: list }: Permission): readonly Part[] {
  const own = list === 'resources' ? (textAt(grant, 'service') ?? null) : null
  const isNamed = own !== null || (list === 'resources' && linkAt(grant, 'target') !== undefined)
  if (isNamed || actions.except.length > 0) return [{ service: own, actions }]
  const services = new Map<string | null, string[]>()
  for (const action of actions.patterns) {
    const [prefix = ''] = action.toLowerCase().split(':')
    const service = /[*?]/.test(prefix) || !action.includes(':') ? null : prefix
    append(services, service, action)
  }
  return [...services].map(([service, patterns]) => ({ service, actions: { ...actions, patterns } }))
}

function gather(
  { service, actions }: Part,
  permission: Permission,
  writes: readonly Write[],
  gathered: Map<string, Gathered>,
  graph: Builder,
): void {
  const may = accessOf(actions, service ?? undefined)
  if (may.length === 0) return
  const { grant, statement, index, conditional, doubt } = permission
  const link = linkAt(grant, 'target')
  const isOthers = permission.in === 'not_resources'
  const target = link && !isOthers ? graph.link(link) : patternNode(permission, service, graph)
  const why = doubt?.why ?? null
  const before = gathered.get(target) ?? {
    target,
    grant,
    may: new Set<AccessKind>(),
    actions: new Set<string>(),
    statements: [],
    writes: [],
    sure: false,
    why,
    at: grant.at,
  }
  gathered.set(target, before)
  for (const kind of may) before.may.add(kind)
  for (const action of written(actions, service)) before.actions.add(action)
  before.statements.push({
    index,
    sid: textAt(statement, 'sid') ?? null,
    policy: textAt(statement, 'policy') ?? null,
    resource: textAt(grant, 'text') ?? '',
    conditional,
    location: grant.at,
  })
  if (!isOthers) before.writes.push(...writes)
  if (why === null) before.sure = true
}

/** The actions as the statement writes them, those that are about the service. */
function written({ patterns, except }: ActionSet, service: string | null): readonly string[] {
  if (except.length > 0) return [`all but ${except.join(', ')}`]
  if (service === null) return patterns
  return patterns.filter((action) => {
    const [own = ''] = action.toLowerCase().split(':')
    return own === service || /[*?]/.test(own)
  })
}

function patternNode({ grant, statement, in: list }: Permission, service: string | null, graph: Builder): string {
  const text = textAt(grant, 'text') ?? 'a resource that is not known'
  if (list === 'not_resources') {
    const names = mapsAt(statement, 'not_resources').flatMap((one) => textAt(one, 'text') ?? [])
    const label = `all but ${names.join(', ')}`
    return graph.other(`pattern:${label}`, 'pattern', label)
  }
  const own = textAt(grant, 'service')
  if (own !== undefined || service === null)
    return graph.other(`pattern:${text}`, 'pattern', text === '*' ? 'everything' : text)
  return graph.other(
    `pattern:${service} ${text}`,
    'pattern',
    text === '*' ? `any of ${service}` : `${text} of ${service}`,
  )
}
