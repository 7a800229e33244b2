import type { Attribute, DerivedEntity, EntityTable } from '../../model/attribute.ts'
import { type KindName, kinds } from '../../model/kinds/index.ts'
import type { Stack } from '../../model/stack.ts'
import { actionFacts } from './action-facts.ts'

export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain }

/** The document policies see: collections of entities by id, plain values only. What is unknown is left out. */
export function policyInput(
  table: EntityTable,
  about: { readonly stack: Stack; readonly region?: string; readonly account?: string; readonly now: string },
  config: Readonly<Record<string, unknown>>,
  withResources: boolean,
): Record<string, Plain> {
  const input: Record<string, Plain> = {
    stack: {
      id: about.stack.id,
      format: about.stack.format,
      region: about.region ?? null,
      account: about.account ?? null,
    },
    config: config as Plain,
    now: about.now,
  }
  for (const [name, kind] of Object.entries(kinds)) {
    if (name === 'resource' && !withResources) continue
    const collection: Record<string, Plain> = {}
    for (const entity of table.get(name as KindName)?.values() ?? [])
      collection[entity.id] = entityInput(entity, kind.collection)
    input[kind.collection] = collection
  }
  input.actions = actionFacts(table) as unknown as Plain
  return input
}

/** One entity: its attributes, and what every entity has. */
export function entityInput(entity: DerivedEntity, collection: string): Plain {
  const plain = plainOf(entity.attributes) as Record<string, Plain>
  return {
    ...plain,
    id: entity.id,
    in: collection,
    kind: entity.kind,
    type: entity.kind === 'resource' ? (plain.type ?? entity.owner.type) : entity.owner.type,
    external: entity.external !== undefined,
    defaulted: [...entity.defaulted],
  }
}

/** The plain value; `undefined` where it is unknown. Elements that are unknown keep their place as empty objects. */
export function plainOf(attribute: Attribute): Plain | undefined {
  switch (attribute.type) {
    case 'scalar':
      return attribute.value
    case 'link':
      return attribute.many ? { in: kinds[attribute.kind].collection, id: attribute.id } : attribute.id
    case 'list':
      return attribute.items.map((item) => plainOf(item) ?? {})
    case 'map': {
      const plain: Record<string, Plain> = {}
      for (const [key, value] of attribute.entries) {
        const inner = plainOf(value)
        if (inner !== undefined) plain[key] = inner
        else if (value.type !== 'unknown') continue
      }
      return plain
    }
    case 'unknown':
      return undefined
  }
}
