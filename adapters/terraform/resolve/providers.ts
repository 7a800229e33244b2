import type { Entry, MapValue, Value } from '../../../model/value.ts'
import type { Block, Expression } from '../syntax/tree.ts'
import { readAttribute, readBlock } from './block.ts'
import type { ModuleNames } from './names.ts'
import type { Scope } from './scope.ts'
import { mapOf } from './value.ts'

/**
 * `tags_all` of a resource: the provider's default tags under its own. Undefined where the provider has none, or where
 * nothing shows that resources of this type have tags.
 */
export function providerTags(type: string, block: Block, properties: MapValue, module: ModuleNames): Entry | undefined {
  const own = properties.entries.get('tags')
  if (!own && !TAGGED.has(type)) return undefined
  const provider = providerOf(type, block, module)
  const defaults = provider?.block.body.blocks.find((inner) => inner.type === 'default_tags')
  if (!provider || !defaults) return undefined
  const tags = readBlock(defaults.body, defaults.header, provider.scope).entries.get('tags')
  if (!tags) return undefined
  return { key: own?.key ?? tags.key, value: under(tags.value, own?.value) }
}

/** The region that the provider of a data source is configured for; undefined where that is not known. */
export function providerRegion(type: string, block: Block, module: ModuleNames): string | undefined {
  const provider = providerOf(type, block, module)
  const region = provider?.block.body.attributes.get('region')
  const value = region && provider && readAttribute(region, provider.scope)
  return value?.type === 'scalar' && typeof value.value === 'string' && !value.sensitive ? value.value : undefined
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

interface Provider {
  readonly block: Block
  readonly scope: Scope
}

interface Name {
  readonly name: string
  readonly alias: string | null
}

/** The configuration of the provider that a resource, or data source, belongs to. */
function providerOf(type: string, block: Block, module: ModuleNames): Provider | undefined {
  const written = nameOf(block.body.attributes.get('provider')?.expression)
  return findProvider(written ?? { name: type.split('_', 1)[0] ?? '', alias: null }, module)
}

/** A module's own provider, else the one its caller hands it, by name or without. Source: Terraform, "Providers Within Modules". */
function findProvider(wanted: Name, module: ModuleNames): Provider | undefined {
  const own = module.declared.providers.find(({ labels, body }) => {
    const alias = body.attributes.get('alias')?.expression
    return labels[0] === wanted.name && (alias?.type === 'literal' ? alias.value : null) === wanted.alias
  })
  if (own) return { block: own, scope: module.scope }
  if (!module.caller) return undefined
  const handed = module.caller.block.body.attributes.get('providers')?.expression
  const items = handed?.type === 'object' ? handed.items : []
  const item = items.find(({ key }) => {
    const name = key.type === 'literal' ? { name: String(key.value), alias: null } : nameOf(key)
    return name?.name === wanted.name && name.alias === wanted.alias
  })
  const outer = nameOf(item?.value) ?? (wanted.alias === null ? wanted : undefined)
  return outer && findProvider(outer, module.caller.module)
}

/** `aws` or `aws.west`. */
function nameOf(expression: Expression | undefined): Name | undefined {
  if (expression?.type === 'variable') return { name: expression.name, alias: null }
  if (expression?.type !== 'access' || expression.of.type !== 'variable') return undefined
  return { name: expression.of.name, alias: expression.name }
}
