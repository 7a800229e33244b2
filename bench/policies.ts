import type { Effort } from './effort.ts'
import { type GeneratedInput, select } from './inputs.ts'
import { loadOurs, manifest, type Ours } from './ours.ts'
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
  /** The same with all policies together. */
  readonly growthOfAll: number
}

const ids = manifest.policies.map(({ id }) => id)

/**
 * In processor time, which what else the machine does hardly changes. Round by round, and small beside large, so that
 * what it does change falls on all alike.
 */
export function measurePolicies(
  family: Family,
  { small, middle, large }: Readonly<Record<'small' | 'middle' | 'large', GeneratedInput>>,
  effort: Effort,
): PolicyCosts {
  const [one, other] = [loadOurs(), loadOurs()]
  const selections = [[], ...ids.map((id) => [id]), ids].map((selected) => ({
    selected,
    times: [] as number[],
    growths: [] as number[],
  }))
  one.time(select(small.document, ids), effort.warmUp)
  other.time(select(large.document, ids), effort.warmUp)
  for (let turn = 0; turn < effort.policyTurns; turn += 1) {
    for (const { selected, times, growths } of selections) {
      const timeOf = (ours: Ours, { document, bytes }: GeneratedInput) => ({
        size: bytes,
        time: ours.processorTime(select(document, selected), effort.span / 4),
      })
      times.push(timeOf(one, middle).time)
      growths.push(growth(timeOf(one, small), timeOf(other, large)))
    }
  }
  const reading = median(selections[0]?.times ?? [])
  const alone = selections.slice(1, -1).map(({ selected: [id = ''], times, growths }) => ({ id, times, growths }))
  return {
    family,
    functions: middle.functions,
    from: small.functions,
    to: large.functions,
    times: new Map(alone.map(({ id, times }) => [id, Math.max(0, median(times) - reading)])),
    growth: new Map(alone.map(({ id, growths }) => [id, median(growths)])),
    growthOfAll: median(selections.at(-1)?.growths ?? []),
  }
}
