import type { EntityTable } from '../../model/attribute.ts'
import type { World } from '../../model/condition.ts'
import type { Policy } from '../../model/policy.ts'
import type { Judged, Judgement } from '../evaluate/judge.ts'
import { identifyPath } from '../fingerprint.ts'
import { describeWorlds } from './describe.ts'
import type { Pass } from './enumerate.ts'

/** What one pass found, with the entities it saw. */
export interface Judgements {
  readonly pass: Pass
  readonly table: EntityTable
  readonly judgements: readonly Judgement[]
}

/** A policy's verdict on an entity over all worlds. */
export interface Verdict {
  readonly policy: Policy
  readonly kind: Judgement['entity']['kind']
  readonly id: string
  readonly verdict: 'pass' | 'fail' | 'unknown'
  readonly findings: readonly MergedFinding[]
}

/** A finding in the first world it holds in, with the condition under which it does. */
export interface MergedFinding {
  readonly judged: Judged
  readonly entity: Judgement['entity']
  readonly table: EntityTable
  readonly condition: string | null
}

/**
 * One verdict for each policy and entity. Worlds in which the entity does not exist, or the policy does not apply, do
 * not count. What fails in some worlds fails, with the condition; what fails in none and is unknown in some is unknown.
 */
export function mergeWorlds(
  passes: readonly Judgements[],
  counts: (pass: Pass, judgement: Judgement) => boolean,
): readonly Verdict[] {
  const groups = new Map<
    string,
    { readonly world: World; readonly table: EntityTable; readonly judgement: Judgement }[]
  >()
  for (const { pass, table, judgements } of passes) {
    for (const judgement of judgements) {
      if (!counts(pass, judgement)) continue
      const key = `${judgement.policy.id} ${judgement.entity.kind} ${judgement.entity.id}`
      const seen = { world: pass.world, table, judgement }
      const group = groups.get(key)
      if (group) group.push(seen)
      else groups.set(key, [seen])
    }
  }
  return [...groups.values()].flatMap((group) => mergeGroup(group) ?? [])
}

type Seen = { readonly world: World; readonly table: EntityTable; readonly judgement: Judgement }

function mergeGroup(group: readonly Seen[]): Verdict | undefined {
  const [first] = group
  if (!first) return undefined
  const { policy, entity } = first.judgement
  const worst = ['fail', 'unknown', 'pass'] as const
  const verdict = worst.find((one) => group.some(({ judgement }) => judgement.verdict === one)) ?? 'pass'
  const worlds = group.map(({ world }) => world)
  const findings = verdict === 'pass' ? [] : findingsOf(group, verdict, worlds)
  return { policy, kind: entity.kind, id: entity.id, verdict, findings }
}

function findingsOf(
  group: readonly Seen[],
  verdict: 'fail' | 'unknown',
  counted: readonly World[],
): readonly MergedFinding[] {
  const [only, another] = group
  if (!only || another) return mergeFindings(group, verdict, counted)
  // In one world none is another's twin.
  const { table, judgement } = only
  const condition = verdict === 'fail' ? describeWorlds(counted, counted) : null
  return judgement.findings
    .filter((judged) => judged.verdict === verdict)
    .map((judged) => ({ judged, entity: judgement.entity, table, condition }))
}

function mergeFindings(
  group: readonly Seen[],
  verdict: 'fail' | 'unknown',
  counted: readonly World[],
): readonly MergedFinding[] {
  const same = new Map<string, { readonly seen: Seen; readonly judged: Judged; readonly worlds: World[] }>()
  for (const seen of group) {
    const inThisWorld = new Map<string, number>()
    for (const judged of seen.judgement.findings) {
      if (judged.verdict !== verdict) continue
      const path = judged.attributes.map((one) => identifyPath(seen.table, seen.judgement.entity, one)).join(' ')
      // Two statements without Sid that say the same are two findings.
      const count = (inThisWorld.get(path) ?? 0) + 1
      inThisWorld.set(path, count)
      const key = `${path} ${count}`
      const known = same.get(key)
      if (known) known.worlds.push(seen.world)
      else same.set(key, { seen, judged, worlds: [seen.world] })
    }
  }
  return [...same.values()].map(({ seen, judged, worlds }) => ({
    judged,
    entity: seen.judgement.entity,
    table: seen.table,
    condition: verdict === 'fail' ? describeWorlds(worlds, counted) : null,
  }))
}
