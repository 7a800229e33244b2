import type { Entry, MapValue, Value } from '../../../model/value.ts'
import type { Block, Expression } from '../syntax/tree.ts'
import { readBlock } from './block.ts'
import type { Declarations } from './declarations.ts'
import type { Scope } from './scope.ts'
import { mapOf } from './value.ts'

/**
 * `tags_all` of a resource: the provider's default tags under its own. Undefined where the provider has none, or where
 * nothing shows that resources of this type have tags.
 */
export function providerTags(
  type: string,
  block: Block,
  properties: MapValue,
  { providers }: Declarations,
  scope: Scope,
): Entry | undefined {
  const own = properties.entries.get('tags')
  if (!own && !TAGGED.has(type)) return undefined
  const provider = providerOf(type, block, providers)
  const defaults = provider?.body.blocks.find((inner) => inner.type === 'default_tags')
  if (!defaults) return undefined
  const tags = readBlock(defaults.body, defaults.header, scope).entries.get('tags')
  if (!tags) return undefined
  return { key: own?.key ?? tags.key, value: under(tags.value, own?.value) }
}

const TAGGED = new Set([
  'aws_api_gateway_rest_api',
  'aws_apigatewayv2_api',
  'aws_cloudwatch_log_group',
  'aws_dynamodb_table',
  'aws_iam_role',
  'aws_lambda_function',
  'aws_s3_bucket',
  'aws_sns_topic',
  'aws_sqs_queue',
])

function under(defaults: Value, own: Value | undefined): Value {
  if (!own || (own.type === 'scalar' && own.value === null)) return defaults
  if (defaults.type === 'map' && own.type === 'map') {
    const open = own.open ?? defaults.open
    return mapOf([...defaults.entries, ...own.entries], own.at, open)
  }
  return own.type === 'map' ? { ...own, open: { why: 'the default tags are not known', needs: [] } } : own
}

function providerOf(type: string, block: Block, providers: readonly Block[]): Block | undefined {
  const wanted = nameOf(block.body.attributes.get('provider')?.expression) ?? {
    name: type.split('_', 1)[0],
    alias: null,
  }
  return providers.find((provider) => {
    const alias = provider.body.attributes.get('alias')?.expression
    const aliasText = alias?.type === 'literal' ? alias.value : null
    return provider.labels[0] === wanted.name && aliasText === wanted.alias
  })
}

/** `aws` or `aws.west`. */
function nameOf(expression: Expression | undefined): { name: string; alias: string | null } | undefined {
  if (expression?.type === 'variable') return { name: expression.name, alias: null }
  if (expression?.type !== 'access' || expression.of.type !== 'variable') return undefined
  return { name: expression.of.name, alias: expression.name }
}
