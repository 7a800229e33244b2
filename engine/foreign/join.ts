import type { Attribute, DerivedEntity, EntityTable, LinkAttribute } from '../../model/attribute.ts'
import type { KindName } from '../../model/kinds/index.ts'
import type { Stack } from '../../model/stack.ts'
import { addReverseLinksAcross, type Table } from '../derive/reverse.ts'
import { groupsOf } from '../groups.ts'
import { linksIn } from '../links.ts'
import { foreignId } from './meeting.ts'

/**
 * A stack's entities with those of other stacks that are linked with them, whichever way and over whatever lies between.
 * They are marked foreign: policies see them, and do not judge them here.
 */
export function joinStacks(
  own: EntityTable,
  stack: Stack,
  others: readonly { readonly stack: Stack; readonly table: EntityTable }[],
): EntityTable {
  const foreign = others.flatMap((other) =>
    [...other.table].flatMap(([kind, entities]) =>
      kind === 'resource' ? [] : [...entities.values()].map((entity) => abroad(entity, other.stack, stack)),
    ),
  )
  const groups = groupsOf()
  const ownEntities = [...own.values()].flatMap((entities) => [...entities.values()])
  for (const entity of [...ownEntities, ...foreign])
    for (const link of linksIn(entity.attributes)) groups.join(keyOf(entity), keyOf(link))
  const met = new Set(ownEntities.map((entity) => groups.root(keyOf(entity))))
  const joined: Table = new Map([...own].map(([kind, entities]) => [kind, new Map(entities)]))
  for (const entity of foreign) {
    if (!met.has(groups.root(keyOf(entity)))) continue
    const entities = joined.get(entity.kind) ?? new Map<string, DerivedEntity>()
    joined.set(entity.kind, entities.set(entity.id, entity))
  }
  addReverseLinksAcross(joined)
  return joined
}

/** An entity as it is called from the stack at hand; what it links to in that stack has its own name there. */
function abroad(entity: DerivedEntity, from: Stack, here: Stack): DerivedEntity {
  const own = `${here.id}::`
  const rename = ({ id }: LinkAttribute): string => {
    if (id.startsWith(own)) return id.slice(own.length)
    return id.includes('::') ? id : foreignId(from, id)
  }
  return {
    ...entity,
    id: foreignId(from, entity.id),
    attributes: renamed(entity.attributes, rename),
    foreign: true,
  }
}

function renamed<T extends Attribute>(attribute: T, rename: (link: LinkAttribute) => string): T {
  if (attribute.type === 'link') return { ...attribute, id: rename(attribute) }
  if (attribute.type === 'list') return { ...attribute, items: attribute.items.map((item) => renamed(item, rename)) }
  if (attribute.type !== 'map') return attribute
  const entries = [...attribute.entries].map(([name, value]) => [name, renamed(value, rename)] as const)
  return { ...attribute, entries: new Map(entries) }
}

function keyOf({ kind, id }: { readonly kind: KindName; readonly id: string }): string {
  return `${kind} ${id}`
}
