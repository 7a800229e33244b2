import { managedPolicies } from '../../../model/facts/managed-policies.ts'
import type { Span } from '../../../model/source.ts'
import { joinParts } from '../../../model/text.ts'
import type { MapValue, Value } from '../../../model/value.ts'
import { stateSymbol } from '../states.ts'
import { googlePolicy } from './google-policy.ts'
import { policyDocument } from './policy-document.ts'
import { policyText } from './policy-text.ts'
import { isKnown, isNull, plainText } from './value.ts'

/** Where the stack is deployed to, as far as it was given. */
export interface Target {
  readonly account?: string
  readonly region?: string
  /** The folder of the root module. */
  readonly root?: string
}

/** What data sources of a type tell without asking the provider; undefined for what they do not. */
type DataSource = (attribute: string, configured: MapValue, target: Target, at: Span) => Value | undefined

/** An attribute of a data source: computed, as configured, or unknown under its address. */
export function dataAttribute(
  address: string,
  type: string,
  attribute: string,
  configured: () => MapValue,
  target: Target,
  at: Span,
): Value {
  const block = configured()
  const computed = dataSources[type]?.(attribute, block, target, at)
  if (computed) return computed
  const written = block.entries.get(attribute)?.value
  if (written && !isNull(written)) return { ...written, at }
  const why = `${address} is read from the provider`
  return { type: 'unknown', cause: { why, needs: [], at: block.at }, symbol: `${address}.${attribute}`, at }
}

const dataSources: Readonly<Record<string, DataSource>> = {
  aws_caller_identity: (attribute, _, { account }, at) => {
    if (attribute !== 'account_id' && attribute !== 'id') return undefined
    return account === undefined ? { type: 'symbol', name: 'account', at } : { type: 'scalar', value: account, at }
  },
  aws_region: (attribute, configured, { region }, at) => {
    if (!['name', 'id', 'region'].includes(attribute)) return undefined
    const named = configured.entries.get('region') ?? configured.entries.get('name')
    if (named && !isNull(named.value)) return { ...named.value, at }
    if (configured.entries.size > 0) return undefined
    return region === undefined ? { type: 'symbol', name: 'region', at } : { type: 'scalar', value: region, at }
  },
  aws_partition: (attribute, _configured, { region }, at) => {
    const found = region === undefined ? undefined : partitionOf(region)
    if (attribute === 'partition' || attribute === 'id')
      return found ? plainText(found.name, at) : { type: 'symbol', name: 'partition', at }
    if (attribute !== 'dns_suffix') return undefined
    const cause = { why: 'the domain depends on the region', needs: ['--region …'] }
    return found ? plainText(found.domain, at) : { type: 'unknown', cause, symbol: 'AWS::URLSuffix', at }
  },
  aws_iam_policy_document: (attribute, configured, _target, at) => {
    if (attribute !== 'json' && attribute !== 'minified_json') return undefined
    const value = policyDocument(configured)
    const text = policyText(value, attribute === 'minified_json')
    return text === undefined ? { type: 'json', value, at } : { type: 'json', value, text: plainText(text, at), at }
  },
  google_iam_policy: (attribute, configured, _target, at) =>
    attribute === 'policy_data' ? { type: 'json', value: googlePolicy(configured), at } : undefined,
  aws_iam_policy: (attribute, configured, _target, at) => {
    const name = configured.entries.get('name')?.value
    if ((attribute !== 'arn' && attribute !== 'id') || name?.type !== 'scalar' || name.sensitive) return undefined
    // Only the names of AWS are known to be of AWS; where its path lies in the ARN does not matter to who looks it up.
    if (typeof name.value !== 'string' || !managedPolicies()[name.value]) return undefined
    return joinParts(['arn:', { type: 'symbol', name: 'partition', at }, `:iam::aws:policy/${name.value}`], at)
  },
  aws_ssm_parameter: (attribute, configured, _target, at) =>
    attribute === 'value' || attribute === 'insecure_value'
      ? stored('ssm_parameter', 'ssm', configured.entries.get('name')?.value, at)
      : undefined,
  aws_secretsmanager_secret_version: (attribute, configured, _target, at) =>
    attribute === 'secret_string' || attribute === 'secret_binary'
      ? stored('secret', 'secret', configured.entries.get('secret_id')?.value, at)
      : undefined,
  terraform_remote_state: (attribute, configured, { root = '' }, at) => {
    const backend = textOf(configured.entries.get('backend')?.value)
    const config = configured.entries.get('config')?.value
    if (attribute !== 'outputs' || backend === undefined) return undefined
    const argument = (name: string) => textOf(config?.type === 'map' ? config.entries.get(name)?.value : undefined)
    const symbol = stateSymbol(backend, argument, root)
    const why = 'the root that keeps this state was not given'
    return symbol === undefined ? undefined : { type: 'unknown', cause: { why, needs: [] }, symbol, at }
  },
  null_data_source: (attribute, configured) =>
    attribute === 'outputs' ? configured.entries.get('inputs')?.value : undefined,
}

function textOf(value: Value | undefined): string | undefined {
  return value?.type === 'scalar' && isKnown(value) && !isNull(value) ? String(value.value) : undefined
}

/** Source: AWS General Reference, "Amazon Resource Names". */
function partitionOf(region: string): { readonly name: string; readonly domain: string } {
  if (region.startsWith('cn-')) return { name: 'aws-cn', domain: 'amazonaws.com.cn' }
  return { name: region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws', domain: 'amazonaws.com' }
}

/** A value kept in a store of the provider: never in the files, known by its name there. */
function stored(origin: 'ssm_parameter' | 'secret', prefix: string, name: Value | undefined, at: Span): Value {
  const isNamed = name?.type === 'scalar' && isKnown(name) && !name.sensitive
  const what = origin === 'secret' ? 'secret' : 'parameter'
  const why = isNamed
    ? `the ${what} ${name.value} is stored outside the files`
    : `the ${what} is stored outside the files`
  const value: Value = { type: 'unknown', cause: { why, needs: [] }, origin, at }
  return isNamed ? { ...value, symbol: `${prefix}:${name.value}` } : value
}
