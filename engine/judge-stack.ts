import type { EntityTable } from '../model/attribute.ts'
import type { Entity } from '../model/entity.ts'
import type { Policy } from '../model/policy.ts'
import type { Coverage, Excluded, Finding } from '../model/report.ts'
import type { Given, Stack } from '../model/stack.ts'
import type { Cause } from '../model/value.ts'
import { coverageOf, linkCoverage } from './coverage.ts'
import { derive } from './derive/derive.ts'
import { addParameterUses } from './derive/parameters.ts'
import type { Elsewhere } from './derive/registry.ts'
import { addResources } from './derive/resources.ts'
import { policyInput, wantedBy } from './evaluate/input.ts'
import { type Judgement, judge, mergeResults, type RawResult } from './evaluate/judge.ts'
import { portionsOf } from './evaluate/portions.ts'
import { reportExcluded, withoutExcluded } from './exclude.ts'
import { reportFindings } from './findings.ts'
import type { Around } from './foreign/around.ts'
import { joinStacks } from './foreign/join.ts'
import { type Known, knownOf } from './foreign/meeting.ts'
import type { RunPolicy } from './settings.ts'
import { chooseResources } from './worlds/choose.ts'
import { enumerateWorlds, type Pass } from './worlds/enumerate.ts'
import { type Judgements, mergeWorlds, type Verdict } from './worlds/merge.ts'

export interface JudgedStack {
  readonly stack: Stack
  readonly verdicts: readonly Verdict[]
  readonly findings: readonly Finding[]
  readonly excluded: readonly Excluded[]
  readonly causes: readonly Cause[]
  readonly functions: number
  readonly coverage: Coverage
  /** What other stacks may want to know of it. */
  readonly known: Known
}

/** Where a stack is deployed to, and what is known of that place. */
export interface Place extends Pick<Given, 'region' | 'account'> {
  /** Roles that are defined elsewhere, by what stacks call them. */
  readonly roles?: ReadonlyMap<string, Entity> | undefined
}

export interface Judge {
  readonly policies: readonly RunPolicy[]
  readonly evaluate: (input: unknown, policies: readonly string[]) => RawResult
  readonly given: Place
  readonly now: string
  /** The other stacks that this one has to do with. */
  readonly around?: Around
}

/** Every policy's verdict on every entity of a stack, over all worlds its conditions allow. */
export function judgeStack(stack: Stack, judging: Judge): JudgedStack {
  const worlds = enumerateWorlds(stack.resources)
  const passes = worlds.passes.map((pass) => judgePass(stack, pass, judging))
  const clusterOf = (judgement: Judgement): number | undefined => worlds.clusterOf.get(judgement.entity.owner.id)
  const counts = (pass: Pass, judgement: Judgement): boolean => {
    const cluster = clusterOf(judgement)
    return cluster === undefined ? pass === worlds.passes[0] : pass.fresh.has(cluster)
  }
  const wide = worlds.clusters.length + worlds.open.length > 1 ? judging.policies.filter(({ local }) => !local) : []
  const narrow = mergeWorlds(passes, counts).filter(({ policy }) => !wide.includes(policy))
  const verdicts = wide.length === 0 ? narrow : [...narrow, ...judgeOpen(stack, { ...judging, policies: wide })]
  const first = passes[0]
  return {
    stack,
    verdicts,
    findings: verdicts.flatMap((verdict) => reportFindings(stack, verdict)),
    excluded: reportExcluded(
      stack,
      passes.flatMap(({ excluded }) => excluded),
    ),
    causes: verdicts.flatMap((verdict) =>
      verdict.findings.flatMap(({ judged }) => judged.unknown.map((step) => step.cause)),
    ),
    functions: functionsIn(passes),
    known: knownOf(stack, first?.table ?? new Map()),
    coverage: coverageOf(stack, first && { ...first.normalised, ...linkCoverage(first.table) }),
  }
}

/** The entities of a stack in one world. */
export function entitiesOf(stack: Stack, world: Pass['world'], given: Judge['given'], now: string, around?: Around) {
  const resources = chooseResources(stack.resources, world)
  const normalised = stack.normalise(resources)
  const circumstances = {
    account: given.account,
    roles: given.roles,
    now,
    open: stack.open,
    handed: stack.handed ?? [],
  }
  const own = derive(normalised, { ...circumstances, elsewhere: around?.elsewhere })
  const table = around ? joinStacks(own, stack, around.others) : own
  // Terraform refuses to show in an output what a variable hides.
  const outputs = stack.format.startsWith('terraform') ? new Map() : stack.outputs
  return { table: addResources(addParameterUses(table, resources, outputs), resources, given.region), normalised }
}

/** The entities of a stack where every condition is left open. */
export function openEntities(stack: Stack, given: Judge['given'], now: string, elsewhere?: Elsewhere): EntityTable {
  return entitiesOf(stack, new Map(), given, now, elsewhere && { elsewhere, others: [] }).table
}

function judgePass(stack: Stack, pass: Pass, judging: Judge) {
  const { table, normalised } = entitiesOf(stack, pass.world, judging.given, judging.now, judging.around)
  const judged = judge(table, judging.policies, evaluateTable(table, stack, judging))
  return { pass, table, ...withoutExcluded(judged, stack), normalised }
}

/** A large stack in portions, but for the policies that have to see it whole. */
function evaluateTable(table: EntityTable, stack: Stack, { policies, evaluate, given, now }: Judge): RawResult {
  const evaluateAll = (part: EntityTable, some: readonly Policy[]): RawResult => {
    const { region, account } = given
    const about = {
      stack,
      now,
      ...(region === undefined ? {} : { region }),
      ...(account === undefined ? {} : { account }),
    }
    const input = policyInput(part, about, configOf(policies), wantedBy(some))
    return evaluate(
      input,
      some.map(({ id }) => id),
    )
  }
  const portions = portionsOf(table)
  if (portions.length === 1) return evaluateAll(table, policies)
  const wide = policies.filter(({ local }) => !local)
  const narrow = policies.filter(({ local }) => local)
  return mergeResults([
    ...(wide.length > 0 ? [evaluateAll(table, wide)] : []),
    ...(narrow.length > 0 ? portions.map((portion) => evaluateAll(portion, narrow)) : []),
  ])
}

/** With every condition left open: for policies that look at more than linked entities, where not all worlds can be seen. */
function judgeOpen(stack: Stack, judging: Judge): readonly Verdict[] {
  const pass: Pass = { world: new Map(), fresh: new Set() }
  return mergeWorlds([judgePass(stack, pass, judging)], () => true)
}

/** The parameters of each policy: what settings say, else its metadata. */
export function configOf(policies: readonly Policy[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    policies.map((policy) => [
      policy.id,
      Object.fromEntries(Object.entries(policy.parameters).map(([name, parameter]) => [name, parameter.default])),
    ]),
  )
}

function functionsIn(passes: readonly (Judgements & { readonly table: EntityTable })[]): number {
  const ids = passes.flatMap(({ table }) =>
    [...(table.get('function')?.values() ?? [])].filter((one) => !one.external && !one.foreign).map((one) => one.id),
  )
  return new Set(ids).size
}
