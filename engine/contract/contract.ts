import type { DerivedEntity, EntityTable } from '../../model/attribute.ts'
import { pathProblem } from '../../model/paths.ts'
import type { Policy } from '../../model/policy.ts'
import type { Stack } from '../../model/stack.ts'
import { policyInput } from '../evaluate/input.ts'
import { type Judgement, judge, type RawResult } from '../evaluate/judge.ts'
import { configOf, entitiesOf } from '../judge-stack.ts'
import { enumerateWorlds } from '../worlds/enumerate.ts'
import { attributeVariants, concretePaths, replaceAt } from './variants.ts'

/** How one policy is asked. */
export interface Asking {
  readonly policy: Policy
  readonly evaluate: (input: unknown, only: readonly string[]) => RawResult
  readonly now: string
}

/**
 * Where a policy breaks what every policy must keep on a stack: a finding cites at least one path of its kind; with
 * something it reads made unknown, a verdict stays only if every value would give it.
 */
export function contractProblems(stack: Stack, asking: Asking): readonly string[] {
  const found = enumerateWorlds(stack.resources).passes.flatMap(({ world }) => {
    const { table } = entitiesOf(stack, world, {}, asking.now)
    const judgements = judgeOne(stack, table, asking)
    return [...citations(judgements), ...hidden(stack, table, judgements, asking)]
  })
  return [...new Set(found)]
}

function citations(judgements: readonly Judgement[]): readonly string[] {
  return judgements.flatMap(({ entity, findings }) =>
    findings.flatMap(({ attributes }) => {
      if (attributes.length === 0) return [`the finding on ${entity.id} cites no path: name the attribute that decides`]
      return attributes
        .flatMap((path) => pathProblem(entity.kind, path) ?? [])
        .map((problem) => `the finding on ${entity.id} cites what there is not: ${problem}`)
    }),
  )
}

/** Each attribute it reads or cites, made unknown: the places where the verdict stays although some value would change it. */
function hidden(stack: Stack, table: EntityTable, judgements: readonly Judgement[], asking: Asking): readonly string[] {
  const { policy } = asking
  const entities = policy.kinds.flatMap((kind) => [...(table.get(kind)?.values() ?? [])])
  // What lies outside and is not judged stays so: that nothing here uses it is no attribute of its own.
  const asked = entities.filter((one) => !one.external || judgements.some(({ entity }) => entity === one))
  return asked.flatMap((entity) => {
    const own = judgements.filter((judgement) => judgement.entity === entity).flatMap(({ findings }) => findings)
    const cited = own.flatMap(({ attributes }) => attributes)
    const paths = new Set(
      [...policy.reads, ...(policy.appliesReads ?? []), ...cited].flatMap((path) => concretePaths(table, entity, path)),
    )
    return [...paths].flatMap((path) => hiddenAt(stack, table, entity, path, asking))
  })
}

function hiddenAt(
  stack: Stack,
  table: EntityTable,
  entity: DerivedEntity,
  path: string,
  asking: Asking,
): readonly string[] {
  const { unknown, known } = attributeVariants(table, entity, path)
  const verdict = verdictOf(stack, replaceAt(table, entity, path, unknown), entity, asking)
  if (verdict === 'unknown') return []
  return known.flatMap((sample) => {
    const other = verdictOf(stack, replaceAt(table, entity, path, sample.attribute), entity, asking)
    return other === verdict
      ? []
      : [
          `${entity.id}: with ${path} unknown it is ${verdict}, with ${JSON.stringify(sample.value)} it is ${other}; ${advice[verdict]}`,
        ]
  })
}

const advice: Readonly<Record<string, string>> = {
  fail: 'cite it in the finding',
  pass: 'list it in "reads"',
  'not applicable': 'list it in "applies_reads"',
}

function verdictOf(stack: Stack, table: EntityTable, entity: DerivedEntity, asking: Asking): string {
  const judgement = judgeOne(stack, table, asking).find((one) => one.entity.id === entity.id)
  return judgement?.verdict ?? 'not applicable'
}

function judgeOne(stack: Stack, table: EntityTable, { policy, evaluate, now }: Asking): readonly Judgement[] {
  const input = policyInput(table, { stack, now }, configOf([policy]), policy)
  return judge(table, [policy], evaluate(input, [policy.id]))
}
