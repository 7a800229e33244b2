import type { Effort } from './effort.ts'
import { type GeneratedInput, select } from './inputs.ts'
import { loadOurs, manifest } from './ours.ts'
import type { Family } from './stacks.ts'
import { growth, median } from './statistics.ts'

/** What each policy takes, alone. */
export interface PolicyCosts {
  readonly family: Family
  /** Functions of the stack that the times are of, and of those between which the growth is. */
  readonly functions: number
  readonly from: number
  readonly to: number
  /** Milliseconds of one evaluation less the reading of the input, by policy. */
  readonly times: ReadonlyMap<string, number>
  /** How many times faster than the input the time grows, reading included, by policy. */
  readonly growth: ReadonlyMap<string, number>
  /** Milliseconds of one evaluation of all policies together as a scan runs them, reading included. */
  readonly timeOfAll: number
  /** How many times faster than the input the time of all policies together grows. */
  readonly growthOfAll: number
}

const ids = manifest.policies.map(({ id }) => id)
// In a scan these run one after the other.
const inPortions = manifest.policies.filter(({ local }) => local).map(({ id }) => id)
const whole = manifest.policies.filter(({ local }) => !local).map(({ id }) => id)

/**
 * As the engine evaluates: a large stack in portions, unless a policy has to see it whole. In processor time, which what else the machine does changes less. The documents are bytes already: writing them out
 * anew would leave garbage, and collecting it would count. Round by round, so that what changes falls on all alike.
 */
export function measurePolicies(
  family: Family,
  inputs: Readonly<Record<'small' | 'middle' | 'large', GeneratedInput>>,
  effort: Effort,
): PolicyCosts {
  const selections = [[], ...ids.map((id) => [id]), inPortions, whole]
  const small = measureSelections(inputs.small, selections, effort)
  const middle = measureSelections(inputs.middle, selections, effort)
  const large = measureSelections(inputs.large, selections, effort)
  const reading = middle[0] ?? 0
  const growths = selections.map((_, index) =>
    growth(
      { size: inputs.small.bytes, time: small[index] ?? 0 },
      { size: inputs.large.bytes, time: large[index] ?? 0 },
    ),
  )
  const timeOfAll = (times: readonly number[]) => times.slice(-2).reduce((sum, time) => sum + time, 0)
  return {
    family,
    functions: inputs.middle.functions,
    from: inputs.small.functions,
    to: inputs.large.functions,
    times: new Map(ids.map((id, index) => [id, Math.max(0, (middle[index + 1] ?? 0) - reading)])),
    growth: new Map(ids.map((id, index) => [id, growths[index + 1] ?? 0])),
    timeOfAll: timeOfAll(middle),
    growthOfAll: growth(
      { size: inputs.small.bytes, time: timeOfAll(small) },
      { size: inputs.large.bytes, time: timeOfAll(large) },
    ),
  }
}

function measureSelections(input: GeneratedInput, selections: readonly (readonly string[])[], effort: Effort) {
  const ours = loadOurs()
  const undivided = [written(input.document)]
  const portions = input.portions.map(written)
  const documentsFor = (selected: readonly string[]) =>
    (seesAll(selected) ? undivided : portions).map((part) => withSelected(part, selected))
  for (const document of documentsFor(selections.at(-1) ?? [])) ours.time(document, effort.warmUp / portions.length)
  const times = selections.map(() => [] as number[])
  for (let turn = 0; turn < effort.policyTurns; turn += 1) {
    for (const [index, selected] of selections.entries()) {
      const documents = documentsFor(selected)
      const span = effort.span / 4 / documents.length
      times[index]?.push(documents.reduce((sum, document) => sum + ours.processorTime(document, span), 0))
    }
  }
  return times.map(median)
}

function written(document: object): Buffer {
  return Buffer.from(JSON.stringify(document))
}

/** As `select`, of bytes. One text for all policies: 45 of 60 MB each would fill the memory. */
function withSelected(document: Buffer, ids: readonly string[]): Buffer {
  const { selected } = select({}, ids)
  return Buffer.concat([document.subarray(0, -1), Buffer.from(`,"selected":${JSON.stringify(selected)}}`)])
}

/** Policies that judge each entity alone are given a large stack in portions, as in a scan. */
function seesAll(selected: readonly string[]): boolean {
  return manifest.policies.some(({ id, local }) => !local && selected.includes(id))
}
