import { describe, expect, test } from 'vitest'
import { adapters } from '../../adapters/all.ts'
import { memorySources } from '../../adapters/sources/memory.ts'
import { createEvaluator } from '../../engine/evaluate/evaluator.ts'
import { policyInput } from '../../engine/evaluate/input.ts'
import { judge } from '../../engine/evaluate/judge.ts'
import { configOf, entitiesOf } from '../../engine/judge-stack.ts'
import { readStacks } from '../../engine/scan.ts'
import { enumerateWorlds } from '../../engine/worlds/enumerate.ts'
import type { DerivedEntity, EntityTable } from '../../model/attribute.ts'
import { pathProblem } from '../../model/paths.ts'
import type { Policy } from '../../model/policy.ts'
import type { Stack } from '../../model/stack.ts'
import { findExamples } from '../support/examples.ts'
import { attributeVariants, concretePaths, replaceAt } from '../support/mutate.ts'
import { bundle, nothingGiven, today } from '../support/scan.ts'

const examples = findExamples().filter(({ verdict }) => verdict !== 'unknown')

describe.each(bundle.manifest.policies.map((policy) => [policy.id, policy] as const))('%s', (id, policy) => {
  const own = examples.filter((example) => example.policy === id)

  test('every path it reads exists in its kinds', () => {
    const paths = [...policy.reads, ...(policy.appliesReads ?? [])]
    const problems = policy.kinds.flatMap((kind) => paths.flatMap((path) => pathProblem(kind, path) ?? []))
    expect(problems).toEqual([])
  })

  test.each(own.map((example) => [example.name, example] as const))(
    'with something it reads unknown, %s keeps its verdict only if any value would give it',
    async (_name, { files }) => {
      const broken: string[] = []
      for (const stack of await readStacks(memorySources(files), nothingGiven, adapters)) {
        for (const { world } of enumerateWorlds(stack.resources).passes) {
          broken.push(...violations(stack, policy, entitiesOf(stack, world, nothingGiven, today).table))
        }
      }
      expect(broken).toEqual([])
    },
  )

  test.each(own.map((example) => [example.name, example] as const))(
    '%s: every finding cites at least one path of its kind',
    async (_name, { files }) => {
      for (const stack of await readStacks(memorySources(files), nothingGiven, adapters)) {
        for (const { world } of enumerateWorlds(stack.resources).passes) {
          const { table } = entitiesOf(stack, world, nothingGiven, today)
          for (const { entity, findings } of judgeOne(stack, policy, table)) {
            for (const { attributes } of findings) {
              expect(attributes.length).toBeGreaterThan(0)
              expect(attributes.flatMap((path) => pathProblem(entity.kind, path) ?? [])).toEqual([])
            }
          }
        }
      }
    },
  )
})

/** Each attribute it reads, made unknown: the places where the verdict stays although some value would change it. */
function violations(stack: Stack, policy: Policy, table: EntityTable): readonly string[] {
  const entities = policy.kinds.flatMap((kind) => [...(table.get(kind)?.values() ?? [])])
  return entities.flatMap((entity) =>
    [...policy.reads, ...(policy.appliesReads ?? [])].flatMap((read) =>
      concretePaths(table, entity, read).flatMap((path) => violationsAt(stack, policy, table, entity, path)),
    ),
  )
}

function violationsAt(
  stack: Stack,
  policy: Policy,
  table: EntityTable,
  entity: DerivedEntity,
  path: string,
): readonly string[] {
  const { unknown, known } = attributeVariants(table, entity, path)
  const hidden = replaceAt(table, entity, path, unknown)
  const verdict = verdictOf(stack, policy, hidden, entity)
  if (verdict === 'unknown') return []
  return known.flatMap((sample) => {
    const shown = replaceAt(table, entity, path, sample.attribute)
    const other = verdictOf(stack, policy, shown, entity)
    return other === verdict
      ? []
      : [`${entity.id}: with ${path} unknown it is ${verdict}, with ${JSON.stringify(sample.value)} it is ${other}`]
  })
}

function verdictOf(stack: Stack, policy: Policy, table: EntityTable, entity: DerivedEntity): string {
  const judgement = judgeOne(stack, policy, table).find((one) => one.entity.id === entity.id)
  return judgement?.verdict ?? 'not applicable'
}

const evaluator = createEvaluator([bundle], bundle.manifest.policies)

function judgeOne(stack: Stack, policy: Policy, table: EntityTable) {
  const input = policyInput(table, { stack, now: today }, configOf([policy]), policy.resources)
  return judge(table, [policy], evaluator.evaluate(input, [policy.id]))
}
