import type { Resource } from '../../../model/resource.ts'
import type { Given } from '../../../model/stack.ts'
import type { MapValue, Value } from '../../../model/value.ts'
import { itemsAt, mapAt, textAt } from './node.ts'

/** The account and region that a plan or state was made for, as far as its data sources and its provider tell. */
export function targetOf(
  document: MapValue | undefined,
  resources: readonly Resource[],
): Pick<Given, 'account' | 'region'> {
  const account = answered(resources, 'aws_caller_identity', 'account_id')
  const region = configuredRegion(document) ?? answered(resources, 'aws_region', 'name')
  return { ...(account === undefined ? {} : { account }), ...(region === undefined ? {} : { region }) }
}

/** What a data source answered, where all of its type answered the same. */
function answered(resources: readonly Resource[], type: string, attribute: string): string | undefined {
  const answers = new Set(
    resources.filter((resource) => resource.type === type).map(({ properties }) => textAt(properties, attribute)),
  )
  const [only] = answers
  return answers.size === 1 ? only : undefined
}

/** The region of the provider that has no alias, where it is written out or given to it by a variable. */
function configuredRegion(document: MapValue | undefined): string | undefined {
  const provider = mapAt(mapAt(mapAt(document, 'configuration'), 'provider_config'), 'aws')
  const expression: Value | undefined = mapAt(mapAt(provider, 'expressions'), 'region')
  const constant = textAt(expression, 'constant_value')
  if (constant !== undefined) return constant
  const [reference, ...others] = itemsAt(expression, 'references')
  const name = reference?.type === 'scalar' ? /^var\.([\w-]+)$/.exec(String(reference.value))?.[1] : undefined
  if (name === undefined || others.length > 0) return undefined
  return textAt(mapAt(mapAt(document, 'variables'), name), 'value')
}
