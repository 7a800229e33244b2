import type { DerivedEntity } from '../../../model/attribute.ts'
import { type KindName, kinds } from '../../../model/kinds/index.ts'
import { type Access, type AccessKind, accessKinds, type StatementPlace } from '../../../model/map.ts'
import type { Span } from '../../../model/source.ts'
import { causes, type Permitted, permittedBy } from '../actions.ts'
import type { Builder, Write } from '../graph.ts'
import { closed, wide } from '../graph.ts'
import { type Grant, type Statement, statementsIn } from '../statements.ts'

/** What each role may do, by the role's node; and the edges that say so. */
export function addRoles(graph: Builder): ReadonlyMap<string, readonly Access[]> {
  const found = new Map<string, readonly Access[]>()
  const stand = standIns(graph)
  for (const role of graph.entities('role')) found.set(graph.entity('role', role.id), addRole(role, graph, stand))
  return found
}

/** What a role may do to one node, while its statements are read. */
interface Gathered {
  readonly target: string
  readonly may: Set<AccessKind>
  readonly actions: Set<string>
  readonly statements: StatementPlace[]
  readonly writes: Write[]
  sure: boolean
  why: string | null
  readonly at: Span
}

function addRole(role: DerivedEntity, graph: Builder, stand: StandIns): readonly Access[] {
  const statements = statementsIn(role.attributes)
  const gathered = new Map<string, Gathered>()
  const denials = statements.filter((one) => one.effect !== 'Allow' && !one.conditional)
  const node = graph.entity('role', role.id)
  for (const statement of statements) {
    if (statement.effect === 'Deny') continue
    const grants = statement.others.length > 0 ? [everythingElse(statement)] : statement.grants
    for (const grant of grants)
      for (const part of partsOf(statement, grant)) gather({ statement, denials, gathered, graph, ...part })
  }
  const open = role.attributes.entries.get('statements') === undefined ? role.attributes.open?.why : undefined
  for (const one of gathered.values()) {
    graph.add({
      from: node,
      to: one.target,
      relation: 'may',
      label: accessKinds.filter((kind) => one.may.has(kind)).join(', '),
      by: role,
      at: one.at,
      may: accessKinds.filter((kind) => one.may.has(kind)),
      why: one.sure ? null : (one.why ?? open ?? 'whether it is permitted is not known'),
      outside: one.writes.length > 0 ? wide : closed,
      causes: one.writes.length > 0,
      writes: one.writes,
    })
    if (one.target.startsWith('pattern:')) stand.add(node, role, one)
  }
  return [...gathered.values()].map(accessOf)
}

/** What a statement says of one resource pattern, in so far as it is about one service. */
interface Part {
  readonly grant: Grant
  readonly service: string | null
  readonly actions: readonly string[]
}

/** Where a pattern covers things of all services, its actions say of which: `*` in a statement about logs is about logs. */
function partsOf(statement: Statement, grant: Grant): readonly Part[] {
  const { actions, notActions } = statement
  if (grant.service !== null || grant.target || notActions.length > 0)
    return [{ grant, service: grant.service, actions }]
  const services = new Map<string | null, string[]>()
  for (const action of actions) {
    const [own = ''] = action.toLowerCase().split(':')
    const service = /[*?]/.test(own) || !action.includes(':') ? null : own
    const list = services.get(service)
    if (list) list.push(action)
    else services.set(service, [action])
  }
  return [...services].map(([service, own]) => ({ grant, service, actions: own }))
}

interface Gathering extends Part {
  readonly statement: Statement
  readonly denials: readonly Statement[]
  readonly gathered: Map<string, Gathered>
  readonly graph: Builder
}

function gather({ statement, grant, service, actions, denials, gathered, graph }: Gathering): void {
  const { notActions } = statement
  const { denied, allowed } = grant
  const permitted = permittedBy({ actions, notActions, service, denied, allowed })
  if (permitted.may.length === 0) return
  const target = grant.target ? graph.link(grant.target) : patternNode(grant, service, graph)
  const why =
    statement.effect === 'unknown' ? (statement.why ?? 'its effect is not known') : (statement.why ?? grant.why)
  const before = gathered.get(target) ?? {
    target,
    may: new Set<AccessKind>(),
    actions: new Set<string>(),
    statements: [],
    writes: [],
    sure: false,
    why,
    at: grant.at,
  }
  gathered.set(target, before)
  for (const kind of permitted.may) before.may.add(kind)
  const named = notActions.length > 0 ? [`all but ${notActions.join(', ')}`] : ofService(actions, service)
  for (const action of named) before.actions.add(action)
  const { index, sid, policy, conditional } = statement
  before.statements.push({ index, sid, policy, resource: grant.text, conditional, location: grant.at })
  before.writes.push(...writesOf(permitted, grant, why === null, denials))
  if (why === null) before.sure = true
}

function patternNode({ text, service: own, breadth }: Grant, service: string | null, graph: Builder): string {
  if (own !== null || service === null) {
    const label = own === null && breadth === 'all' ? 'everything' : text
    return graph.other(`pattern:${text}`, 'pattern', label)
  }
  return graph.other(
    `pattern:${service} ${text}`,
    'pattern',
    text === '*' ? `any of ${service}` : `${text} of ${service}`,
  )
}

/** The actions that are about a service. */
function ofService(actions: readonly string[], service: string | null): readonly string[] {
  if (service === null) return actions
  return actions.filter((action) => {
    const [own = ''] = action.toLowerCase().split(':')
    return own === service || /[*?]/.test(own)
  })
}

/** The writes among what is permitted, with the keys they are limited to. */
function writesOf(permitted: Permitted, grant: Grant, known: boolean, denials: readonly Statement[]): readonly Write[] {
  return permitted.causing.flatMap((action): readonly Write[] => {
    const part = partOf(action, grant)
    if (part === undefined) return []
    const denied = action.startsWith('s3:') && grant.target ? denialsOf(action, grant, denials) : []
    return [{ action, keys: part.keys, sure: known && part.sure, denied }]
  })
}

/** Whether an action is about the thing that a pattern names or about a part of it: keys of a bucket, not the bucket itself. */
function partOf(action: string, { path, target }: Grant): { keys: string | null; sure: boolean } | undefined {
  const sure = target !== undefined
  if (path === undefined || inside.test(action)) return { keys: null, sure: false }
  if (action.startsWith('s3:')) {
    if (path.startsWith('/')) return { keys: path.slice(1), sure }
    return sure ? undefined : { keys: null, sure: false }
  }
  // What lies below a table or queue is another thing; a qualifier is not.
  return path.startsWith('/') ? undefined : { keys: null, sure }
}

/** Actions whose resource goes on with what is called: a stage, a method, a field. */
const inside = /^(?:execute-api|appsync):/

function denialsOf(action: string, { target }: Grant, denials: readonly Statement[]): Write['denied'] {
  return denials.flatMap((statement) =>
    statement.grants.flatMap((grant) => {
      const same = target !== undefined && grant.target?.kind === target.kind && grant.target.id === target.id
      const all = grant.breadth === 'all'
      if (!same && !all) return []
      const { causing } = permittedBy({ ...listOf(statement), service: 's3', denied: [], allowed: null })
      if (!causing.includes(action)) return []
      const keys = all ? '*' : grant.path?.startsWith('/') ? grant.path.slice(1) : null
      return [{ keys, sure: statement.effect === 'Deny' && statement.why === null }]
    }),
  )
}

function listOf({ actions, notActions }: Statement) {
  return { actions, notActions }
}

/** What `NotResource` leaves. */
function everythingElse(statement: Statement): Grant {
  const text = `all but ${statement.others.map((one) => one.text).join(', ')}`
  const [first] = statement.others
  return {
    text,
    service: null,
    breadth: undefined,
    target: undefined,
    path: undefined,
    denied: [],
    allowed: null,
    why: null,
    at: first?.at ?? statement.at,
  }
}

function accessOf({ target, may, actions, statements, sure, why }: Gathered): Access {
  return {
    target,
    may: accessKinds.filter((kind) => may.has(kind)),
    actions: [...actions],
    statements,
    sure,
    why: sure ? null : why,
  }
}

interface StandIns {
  readonly add: (role: string, by: DerivedEntity, of: Gathered) => void
}

/**
 * Stands for all the things that a pattern may cover: which it does is not decided. One for each service, set of
 * actions and set of keys, so that many roles with a wildcard stay as many edges.
 */
function standIns(graph: Builder): StandIns {
  const made = new Set<string>()
  const link = (id: string, service: string, writes: readonly Write[], by: DerivedEntity, at: Span): void => {
    graph.other(id, 'pattern', id, false)
    for (const [kind, { arn }] of Object.entries(kinds) as [KindName, (typeof kinds)[KindName]][]) {
      if (arn?.service !== service && !(service === 'firehose' && kind === 'stream')) continue
      for (const entity of graph.entities(kind)) {
        const to = graph.entity(kind, entity.id)
        graph.add({ ...unsure, from: id, to, by, at, writes })
      }
    }
  }
  return {
    add: (role, by, { writes, at }) => {
      for (const [service, own] of byService(writes)) {
        const keys = [...new Set(own.map((write) => write.keys ?? '?'))].sort().join('|')
        const id = `covered:${service}:${own.map((write) => write.action).join(',')}:${keys}`
        if (!made.has(id)) link(id, service, own, by, at)
        made.add(id)
        graph.add({ ...unsure, from: role, to: id, by, at, writes: own })
      }
    },
  }
}

const unsure = {
  relation: 'may',
  label: 'may cover',
  why: 'which resources the pattern covers is not decided',
  causes: true,
  outside: closed,
  reach: closed,
  drawn: false,
} as const

function byService(writes: readonly Write[]): ReadonlyMap<string, readonly Write[]> {
  const found = new Map<string, Write[]>()
  for (const write of writes.filter(({ action }) => causes.has(action))) {
    const service = write.action.slice(0, write.action.indexOf(':'))
    const list = found.get(service)
    if (list) list.push({ ...write, sure: false })
    else found.set(service, [{ ...write, sure: false }])
  }
  return found
}
