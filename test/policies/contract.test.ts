import { describe, expect, test } from 'vitest'
import { adapters } from '../../adapters/all.ts'
import { memorySources } from '../../adapters/sources/memory.ts'
import { contractProblems } from '../../engine/contract/contract.ts'
import { createEvaluator } from '../../engine/evaluate/evaluator.ts'
import { readStacks } from '../../engine/scan.ts'
import { sharedPathProblem } from '../../model/paths.ts'
import { examplesOf, textsOf } from '../support/examples.ts'
import { bundle, nothingGiven, today } from '../support/scan.ts'

const evaluator = createEvaluator([bundle], bundle.manifest.policies)

describe.each(bundle.manifest.policies.map((policy) => [policy.id, policy] as const))('%s', (_id, policy) => {
  test('every path it reads exists in one of its kinds', () => {
    const paths = [...policy.reads, ...(policy.appliesReads ?? [])]
    const problems = paths.flatMap((path) => sharedPathProblem(policy.kinds, path) ?? [])
    expect(problems).toEqual([])
  })

  const decided = examplesOf(policy).filter(({ verdict }) => verdict !== 'unknown')
  test.each(decided.map((example) => [example.name, example] as const))(
    '%s: findings cite paths of their kind, and with something unknown a verdict stays only if any value would give it',
    async (_name, example) => {
      const stacks = await readStacks(memorySources(textsOf(example)), nothingGiven, adapters)
      const asking = { policy, evaluate: evaluator.evaluate, now: today }
      expect(stacks.flatMap((stack) => contractProblems(stack, asking))).toEqual([])
    },
  )
})
