import { describe, expect, test } from 'vitest'
import { adapters } from '../../adapters/all.ts'
import { memorySources } from '../../adapters/sources/memory.ts'
import { exampleProblems } from '../../engine/contract/judge-example.ts'
import { missingExamples } from '../../engine/contract/missing.ts'
import { createEvaluator } from '../../engine/evaluate/evaluator.ts'
import { judgeStack } from '../../engine/judge-stack.ts'
import { readStacks } from '../../engine/scan.ts'
import { examplesOf, textsOf } from '../support/examples.ts'
import { bundle, nothingGiven, today } from '../support/scan.ts'

const evaluator = createEvaluator([bundle], bundle.manifest.policies)

describe.each(bundle.manifest.policies.map((policy) => [policy.id, policy] as const))('%s', (_id, policy) => {
  const examples = examplesOf(policy)
  const judging = { policies: [policy], given: {}, now: today }

  test('has an example of each verdict in each format', () => {
    expect(missingExamples(policy, examples)).toEqual([])
  })

  test.each(examples.map((example) => [example.name, example] as const))(
    '%s is judged as it says',
    async (_name, example) => {
      const stacks = await readStacks(memorySources(textsOf(example)), nothingGiven, adapters)
      const evaluate = (input: unknown) => evaluator.evaluate(input, [policy.id])
      const judged = stacks.map((stack) => judgeStack(stack, { ...judging, evaluate }))
      const diagnostics = stacks.flatMap((stack) => stack.diagnostics)
      expect(exampleProblems(example, judged, diagnostics)).toEqual([])
      expect(stacks.length).toBe(1)
    },
  )
})
