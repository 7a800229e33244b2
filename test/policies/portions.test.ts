import { describe, expect, test } from 'vitest'
import { adapters } from '../../adapters/all.ts'
import { memorySources } from '../../adapters/sources/memory.ts'
import { createEvaluator } from '../../engine/evaluate/evaluator.ts'
import { policyInput } from '../../engine/evaluate/input.ts'
import type { RawResult } from '../../engine/evaluate/judge.ts'
import { portionsOf } from '../../engine/evaluate/portions.ts'
import { configOf, entitiesOf } from '../../engine/judge-stack.ts'
import { readStacks } from '../../engine/scan.ts'
import type { EntityTable } from '../../model/attribute.ts'
import type { Stack } from '../../model/stack.ts'
import { examplesOf, textsOf } from '../support/examples.ts'
import { bundle, nothingGiven, today } from '../support/scan.ts'

const evaluator = createEvaluator([bundle], bundle.manifest.policies)
const local = bundle.manifest.policies.filter((policy) => policy.local)

test('there are policies that judge each entity alone', () => {
  expect(local.length).toBeGreaterThan(0)
})

describe.each(local.map((policy) => [policy.id, policy] as const))('%s', (_id, policy) => {
  test('says of the smallest parts what it says of the whole', async () => {
    const evaluate = (part: EntityTable, stack: Stack): RawResult =>
      evaluator.evaluate(policyInput(part, { stack, now: today }, configOf([policy]), policy), [policy.id])
    for (const example of examplesOf(policy)) {
      const stacks = await readStacks(memorySources(textsOf(example)), nothingGiven, adapters)
      for (const stack of stacks) {
        const { table } = entitiesOf(stack, new Map(), {}, today)
        const parts = portionsOf(table, 1).map((part) => evaluate(part, stack))
        const whole = evaluate(table, stack)
        expect(sorted(parts.flatMap(({ findings }) => findings))).toEqual(sorted(whole.findings))
        expect(sorted(parts.flatMap(({ scopes }) => scopes))).toEqual(sorted(whole.scopes))
      }
    }
  })
})

function sorted(results: readonly object[]): readonly string[] {
  return results.map((result) => JSON.stringify(result)).sort()
}
