import type { Context } from '../../engine/derive/context.ts'
import { createRegistry } from '../../engine/derive/registry.ts'
import { plainOf } from '../../engine/evaluate/input.ts'
import type { Attribute } from '../../model/attribute.ts'
import type { Entity } from '../../model/entity.ts'
import type { KindName } from '../../model/kinds/index.ts'
import type { MapValue, Value } from '../../model/value.ts'
import { at, mapping, text } from './values.ts'

/** A stack of named entities to derive against, as `{Jobs: ['queue', 'shop-jobs']}`. */
export function contextOf(
  named: Readonly<Record<string, readonly [KindName, string | Value]>>,
  known: { readonly account?: string } = {},
): Context {
  const entities = Object.entries(named).map(([id, [kind, name]]) => entity(id, kind, name))
  const follow = createRegistry({ entities, parts: [], aliases: [], unmapped: new Map(), mapped: entities.length })
  return {
    follow,
    account: known.account,
    now: '2026-11-01',
    isAsked: () => false,
    external: (_kind, symbol) => `external:${symbol}`,
    entity: { kind: 'role', id: 'Role', owner: { id: 'Role', type: 'AWS::IAM::Role', at }, name: undefined },
  }
}

function entity(id: string, kind: KindName, name: string | Value): Entity {
  const attributes = mapping({ name: typeof name === 'string' ? text(name) : name }) as MapValue
  return { kind, id, owner: { id, type: kind, at }, attributes, defaulted: [] }
}

/** The plain value, with `unknown: <why>` where it is not known, so that whole values can be compared. */
export function shown(attribute: Attribute): unknown {
  if (attribute.type === 'unknown') return `unknown: ${attribute.cause.why}`
  if (attribute.type === 'map')
    return Object.fromEntries([...attribute.entries].map(([key, value]) => [key, shown(value)]))
  if (attribute.type === 'list')
    return [...attribute.items.map(shown), ...(attribute.open ? [`open: ${attribute.open.why}`] : [])]
  return plainOf(attribute)
}
