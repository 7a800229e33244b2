import type { Attribute, DerivedEntity, EntityTable } from '../../model/attribute.ts'
import { type KindName, kinds } from '../../model/kinds/index.ts'
import type { Policy } from '../../model/policy.ts'
import type { Stack } from '../../model/stack.ts'
import { actionFacts } from './action-facts.ts'

export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain }

/** What is in the input only where a policy that runs reads it. */
export type Wanted = Pick<Policy, 'resources' | 'actions'>

export function wantedBy(policies: readonly Policy[]): Wanted {
  return { resources: policies.some((policy) => policy.resources), actions: policies.some((policy) => policy.actions) }
}

/** The document policies see: collections of entities by id, plain values only. What is unknown is left out. */
export function policyInput(
  table: EntityTable,
  about: { readonly stack: Stack; readonly region?: string; readonly account?: string; readonly now: string },
  config: Readonly<Record<string, unknown>>,
  wanted: Wanted,
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
    const collection: Record<string, Plain> = {}
    for (const entity of table.get(name as KindName)?.values() ?? []) {
      if (name === 'resource' && !wanted.resources) {
        const slim = secretHolder(entity)
        if (slim) collection[entity.id] = entityInput(slim, kind.collection)
      } else collection[entity.id] = entityInput(entity, kind.collection)
    }
    input[kind.collection] = collection
  }
  if (wanted.actions) input.actions = actionFacts(table) as unknown as Plain
  return input
}

/** A resource that holds a secret, as far as a policy about secrets asks; undefined for the others, which are many. */
function secretHolder(entity: DerivedEntity): DerivedEntity | undefined {
  const { entries } = entity.attributes
  const secrets = entries.get('secrets')
  if (secrets?.type !== 'list' || secrets.items.length === 0) return undefined
  const kept = [...entries].filter(([name]) => name === 'type' || name === 'secrets')
  return { ...entity, attributes: { ...entity.attributes, entries: new Map(kept) } }
}

/** One entity: its attributes, and what every entity has. */
export function entityInput(entity: DerivedEntity, collection: string): Plain {
  const plain = plainOf(entity.attributes) as Record<string, Plain>
  return {
    ...plain,
    id: entity.id,
    in: collection,
    kind: entity.kind,
    ...typeOf(entity, plain),
    external: entity.external !== undefined,
    foreign: entity.foreign === true,
    defaulted: [...entity.defaulted],
  }
}

/** The native type; a kind that has a `type` of its own keeps that. */
function typeOf({ kind, owner }: DerivedEntity, plain: Record<string, Plain>): Record<string, Plain> {
  const hasOwn = kind !== 'resource' && 'type' in kinds[kind].attributes.properties
  return hasOwn ? {} : { type: plain.type ?? owner.type }
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
