import type { SourceFile } from '../../../model/source.ts'
import type { Given } from '../../../model/stack.ts'
import { entryOf } from '../../../model/value.ts'
import type { Plan } from '../plan/stack.ts'
import { type Plain, toPlain } from '../resolve/plain.ts'

/**
 * What the sources are evaluated with, so that they say what was planned: the plan's own variables, and the account and
 * region that it was made for.
 */
export function givenBy(plan: Plan, given: Given): Given {
  const { account, region } = given
  const target = {
    ...plan.target,
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
  }
  const variables = variablesOf(plan)
  if (!variables) return { ...given, ...target }
  return { parameters: given.parameters, variables: new Map(), variableFiles: [variables], ...target }
}

/** As a file of variables, in which they stand on the line on which they stand in the plan. */
function variablesOf({ file, document }: Plan): SourceFile | undefined {
  const entry = document?.entries.get('variables')
  if (entry?.value.type !== 'map') return undefined
  const values = [...entry.value.entries].flatMap(([name, { value }]): readonly (readonly [string, Plain])[] => {
    const inner = entryOf(value, 'value')?.value
    return inner ? [[name, toPlain(inner)]] : []
  })
  const lines = '\n'.repeat(Math.max(0, entry.key.startLine - 1))
  const path = file.path.endsWith('.json') ? file.path : `${file.path}.json`
  return { path, text: `${lines}${JSON.stringify(Object.fromEntries(values))}` }
}
