import type { DerivedEntity, EntityTable } from '../../model/attribute.ts'
import { type KindName, kinds } from '../../model/kinds/index.ts'
import { pathsIn } from '../../model/paths.ts'
import type { Policy, Severity } from '../../model/policy.ts'
import type { RunPolicy } from '../settings.ts'
import { type Trace, trace, type UnknownStep } from './paths.ts'

/** What a policy's module says of an entity. */
export interface RawFinding {
  readonly policy: string
  readonly in: string
  readonly id: string
  readonly attributes: readonly string[]
  readonly detail?: string
  readonly severity?: Severity
  readonly related?: readonly RelatedEntity[]
}

export interface RelatedEntity {
  readonly in: string
  readonly id: string
  readonly attributes?: readonly string[]
}

/** That a policy applies to an entity, and what decides it. */
export interface RawScope {
  readonly policy: string
  readonly in: string
  readonly id: string
  readonly attributes: readonly string[]
}

export interface RawResult {
  readonly findings: readonly RawFinding[]
  readonly scopes: readonly RawScope[]
}

/** What several runs say, as if one had said it. */
export function mergeResults(results: readonly RawResult[]): RawResult {
  const [first] = results
  if (first && results.length === 1) return first
  return {
    findings: results.flatMap(({ findings }) => findings),
    scopes: results.flatMap(({ scopes }) => scopes),
  }
}

export interface Judgement {
  readonly policy: RunPolicy
  readonly entity: DerivedEntity
  readonly verdict: 'pass' | 'fail' | 'unknown'
  readonly findings: readonly Judged[]
}

export interface Judged {
  readonly verdict: 'fail' | 'unknown'
  readonly attributes: readonly string[]
  readonly traces: readonly Trace[]
  readonly unknown: readonly UnknownStep[]
  readonly detail: string
  readonly severity: Severity
  /** What the policy itself says, where settings say otherwise. */
  readonly policySeverity?: Severity
  readonly related: readonly DerivedEntity[]
}

/** The verdict of every policy on every entity it judges. Where a policy does not apply there is none. */
export function judge(table: EntityTable, policies: readonly RunPolicy[], result: RawResult): readonly Judgement[] {
  const findings = byEntity(result.findings)
  const scopes = byEntity(result.scopes)
  const ground: Ground = { table, unknownAt: rememberUnknown(table) }
  return policies.flatMap((policy) =>
    policy.kinds.flatMap((kind) => {
      const entities = [...(table.get(kind)?.values() ?? [])]
      if (entities.length === 0) return []
      const reads = readsOf(policy, kind)
      return entities.flatMap((entity) => {
        const key = keyOf(policy.id, kinds[kind].collection, entity.id)
        const own = findings.get(key) ?? []
        if (!isJudged(table, entity, own)) return []
        return judgeEntity(ground, policy, reads, entity, own, scopes.get(key)) ?? []
      })
    }),
  )
}

interface Ground {
  readonly table: EntityTable
  /** What is unknown on a path that many policies ask for. */
  readonly unknownAt: (entity: DerivedEntity, path: string) => readonly UnknownStep[]
}

function rememberUnknown(table: EntityTable): Ground['unknownAt'] {
  const known = new Map<DerivedEntity, Map<string, readonly UnknownStep[]>>()
  return (entity, path) => {
    const paths = known.get(entity) ?? new Map<string, readonly UnknownStep[]>()
    if (paths.size === 0) known.set(entity, paths)
    const steps = paths.get(path) ?? trace(table, entity, path).unknown
    paths.set(path, steps)
    return steps
  }
}

type Reads = Pick<Policy, 'reads' | 'appliesReads'>

/** Of several kinds, what this one has. */
function readsOf({ kinds: all, reads, appliesReads }: Policy, kind: KindName): Reads {
  if (all.length === 1) return { reads, appliesReads }
  return { reads: pathsIn(kind, reads), appliesReads: appliesReads && pathsIn(kind, appliesReads) }
}

function judgeEntity(
  ground: Ground,
  policy: RunPolicy,
  { reads, appliesReads }: Reads,
  entity: DerivedEntity,
  findings: readonly RawFinding[],
  scopes: readonly RawScope[] | undefined,
): Judgement | undefined {
  if (appliesReads && !scopes) {
    const unknown = unknownIn(ground, entity, appliesReads)
    return unknown.length > 0 ? undecided(policy, entity, unknown) : undefined
  }
  const circumstances = (scopes ?? []).flatMap((scope) => scope.attributes)
  const judged = findings.map((finding) => judgeFinding(ground, policy, entity, finding, circumstances))
  const failed = judged.filter((finding) => finding.verdict === 'fail')
  if (failed.length > 0) return { policy, entity, verdict: 'fail', findings: failed }
  if (judged.length > 0) return { policy, entity, verdict: 'unknown', findings: judged }
  const unknown = unknownIn(ground, entity, [...reads, ...circumstances])
  return unknown.length > 0 ? undecided(policy, entity, unknown) : { policy, entity, verdict: 'pass', findings: [] }
}

/** A finding fails if everything it cites is known, its circumstances too. */
function judgeFinding(
  ground: Ground,
  policy: RunPolicy,
  entity: DerivedEntity,
  finding: RawFinding,
  circumstances: readonly string[],
): Judged {
  const { table } = ground
  const traces = finding.attributes.map((path) => trace(table, entity, path))
  const related = (finding.related ?? []).flatMap((one) => {
    const other = lookUp(table, one)
    return other ? [{ entity: other, traces: (one.attributes ?? []).map((path) => trace(table, other, path)) }] : []
  })
  const unknown = [
    ...traces.flatMap((one) => one.unknown),
    ...unknownIn(ground, entity, circumstances),
    ...related.flatMap((one) => one.traces).flatMap((one) => one.unknown),
  ]
  return {
    verdict: unknown.length > 0 ? 'unknown' : 'fail',
    attributes: finding.attributes,
    traces,
    unknown,
    detail: finding.detail ?? '',
    ...severityOf(policy, finding.severity),
    related: related.map((one) => one.entity),
  }
}

function undecided(policy: RunPolicy, entity: DerivedEntity, unknown: readonly UnknownStep[]): Judgement {
  const attributes = [...new Set(unknown.map((step) => step.path))]
  const traces = unknown.map(({ at, via, owner, holder, ...step }) => ({
    unknown: [{ at, via, owner, holder, ...step }],
    ends: [],
    at,
    via,
    owner,
    holder,
  }))
  const finding: Judged = {
    verdict: 'unknown',
    attributes,
    traces,
    unknown,
    detail: '',
    ...severityOf(policy),
    related: [],
  }
  return { policy, entity, verdict: 'unknown', findings: [finding] }
}

/** What settings say comes before the finding's own severity, and this before the policy's. */
function severityOf(
  policy: RunPolicy,
  own: Severity = policy.severity,
): { readonly severity: Severity; readonly policySeverity?: Severity } {
  const { setSeverity } = policy
  return setSeverity === undefined || setSeverity === own
    ? { severity: own }
    : { severity: setSeverity, policySeverity: own }
}

function unknownIn({ unknownAt }: Ground, entity: DerivedEntity, paths: readonly string[]): readonly UnknownStep[] {
  return paths.flatMap((path) => unknownAt(entity, path))
}

/** What lies outside is somebody else's, unless a finding cites what the stack adds to it or a function of the stack runs with it. */
function isJudged(table: EntityTable, entity: DerivedEntity, findings: readonly RawFinding[]): boolean {
  const { external, foreign } = entity
  if (foreign) return false
  if (!external) return true
  const isOurs = (path: string): boolean => {
    const { unknown, ends } = trace(table, entity, path)
    return ends.length > 0 || unknown.some(({ cause }) => cause !== external)
  }
  if (findings.some(({ attributes }) => attributes.some(isOurs))) return true
  const users = entity.kind === 'role' ? entity.attributes.entries.get('functions') : undefined
  return users?.type === 'list' && users.items.length > 0
}

function lookUp(table: EntityTable, { in: collection, id }: RelatedEntity): DerivedEntity | undefined {
  const kind = kindOfCollection.get(collection)
  return kind ? table.get(kind)?.get(id) : undefined
}

const kindOfCollection: ReadonlyMap<string, KindName> = new Map(
  Object.entries(kinds).map(([name, kind]) => [kind.collection, name as KindName]),
)

function byEntity<T extends RawScope | RawFinding>(items: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item.policy, item.in, item.id)
    const list = found.get(key)
    if (list) list.push(item)
    else found.set(key, [item])
  }
  return found
}

function keyOf(policy: string, collection: string, id: string): string {
  return `${policy} ${collection} ${id}`
}
