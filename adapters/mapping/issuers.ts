import type { Resource } from '../../model/resource.ts'
import { entryOf, type Value } from '../../model/value.ts'
import type { ResourceIndex } from './mapping.ts'
import { type Source, through } from './source.ts'
import { propertyOf } from './words.ts'

/** Statements whose federated principals say where their provider is found, where the stack declares it or looks it up. */
export function withIssuers(trust: Source): Source {
  return (scope) =>
    through(trust, (list) =>
      list.type === 'list' ? { ...list, items: list.items.map((item) => inStatement(item, scope.stack)) } : list,
    )(scope)
}

function inStatement(statement: Value, stack: ResourceIndex): Value {
  const entry = statement.type === 'map' ? statement.entries.get('principals') : undefined
  if (statement.type !== 'map' || entry?.value.type !== 'list') return statement
  const items = entry.value.items.map((principal) => withIssuer(principal, stack))
  const principals = { ...entry, value: { ...entry.value, items } }
  return { ...statement, entries: new Map(statement.entries).set('principals', principals) }
}

function withIssuer(principal: Value, stack: ResourceIndex): Value {
  const whom = entryOf(principal, 'value')?.value
  const provider = whom && providerOf(whom, stack)
  const url = propertyOf(provider, 'url') ?? propertyOf(provider, 'Url')
  if (principal.type !== 'map' || !url) return principal
  return { ...principal, entries: new Map(principal.entries).set('issuer', { key: url.at, value: url }) }
}

/** The resource that it refers to, or the data source by which it is known. */
function providerOf(value: Value, stack: ResourceIndex): Resource | undefined {
  if (value.type === 'reference') return stack.get(value.resource)
  const symbol = value.type === 'unknown' ? value.symbol : undefined
  return symbol === undefined ? undefined : stack.get(symbol.slice(0, Math.max(symbol.lastIndexOf('.'), 0)))
}
