import type { SourceFile } from '../../../model/source.ts'
import type { Given } from '../../../model/stack.ts'
import { entryOf, type Value } from '../../../model/value.ts'
import { itemsAt, mapAt, textAt } from '../plan/node.ts'
import type { Plan } from '../plan/stack.ts'
import { type Plain, toPlain } from '../resolve/plain.ts'

/**
 * What the sources are evaluated with, so that they say what was planned: the plan's own variables, and the account and
 * region that it was made for.
 */
export function givenBy(plan: Plan, given: Given): Given {
  const account = given.account ?? answered(plan, 'aws_caller_identity', 'account_id')
  const region = given.region ?? answered(plan, 'aws_region', 'name') ?? configuredRegion(plan)
  const variables = variablesOf(plan)
  const { account: _, region: __, ...rest } = given
  return {
    ...rest,
    ...(variables ? { variables: new Map(), variableFiles: [variables] } : {}),
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
  }
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

/** What a data source answered, where all of its type answered the same. */
function answered({ resources }: Plan, type: string, attribute: string): string | undefined {
  const answers = new Set(
    resources.filter((resource) => resource.type === type).map(({ properties }) => textAt(properties, attribute)),
  )
  const [only] = answers
  return answers.size === 1 ? only : undefined
}

/** The region that is written in the provider's configuration, or given to it by a variable. */
function configuredRegion({ document }: Plan): string | undefined {
  const provider = mapAt(mapAt(mapAt(document, 'configuration'), 'provider_config'), 'aws')
  const expression: Value | undefined = mapAt(mapAt(provider, 'expressions'), 'region')
  const constant = textAt(expression, 'constant_value')
  if (constant !== undefined) return constant
  const [reference, ...others] = itemsAt(expression, 'references')
  const name = reference?.type === 'scalar' ? /^var\.(\w+)$/.exec(String(reference.value))?.[1] : undefined
  if (name === undefined || others.length > 0) return undefined
  return textAt(mapAt(mapAt(document, 'variables'), name), 'value')
}
