import type { DerivedEntity, EntityTable } from '../../model/attribute.ts'
import type { KindName } from '../../model/kinds/index.ts'
import { type Groups, groupsOf } from '../groups.ts'
import { linksIn } from '../links.ts'

/**
 * The most entities that are evaluated together, unless more are linked. Beyond it a WebAssembly instance works in
 * memory that no processor cache holds, and takes up to twice the time for each entity (docs/measurements.md).
 */
export const portionSize = 1000

/**
 * A large table in parts that have no links to one another, each in the order of the whole. For policies that judge
 * every entity by itself and by what it is linked to, the parts say what the whole says.
 */
export function portionsOf(table: EntityTable, size = portionSize): readonly EntityTable[] {
  const entities = [...table.values()].flatMap((collection) => [...collection.values()])
  if (entities.length <= size) return [table]
  const groups = joined(entities)
  const portionOf = packed(
    entities.map((entity) => groups.root(nameOf(entity.kind, entity.id))),
    size,
  )
  const portions: Map<KindName, Map<string, DerivedEntity>>[] = []
  for (const [index, entity] of entities.entries()) {
    const place = portionOf[index] ?? 0
    const portion = portions[place] ?? new Map<KindName, Map<string, DerivedEntity>>()
    portions[place] = portion
    const collection = portion.get(entity.kind) ?? new Map<string, DerivedEntity>()
    portion.set(entity.kind, collection.set(entity.id, entity))
  }
  return portions
}

/** Entities and what they are linked to, in groups; a resource belongs to the entities that are made of it. */
function joined(entities: readonly DerivedEntity[]): Groups {
  const groups = groupsOf()
  for (const entity of entities) {
    const name = nameOf(entity.kind, entity.id)
    groups.join(name, `resource ${entity.owner.id}`)
    // In its own format's words a resource has no links.
    if (entity.kind === 'resource') continue
    for (const { kind, id } of linksIn(entity.attributes)) groups.join(name, nameOf(kind, id))
  }
  return groups
}

/** For each entity, by the root of its group, the portion it goes to: groups in turn, until a portion is full. */
function packed(roots: readonly string[], size: number): readonly number[] {
  const sizes = new Map<string, number>()
  for (const root of roots) sizes.set(root, (sizes.get(root) ?? 0) + 1)
  const places = new Map<string, number>()
  let portion = 0
  let filled = 0
  for (const [root, count] of sizes) {
    if (filled > 0 && filled + count > size) {
      portion += 1
      filled = 0
    }
    places.set(root, portion)
    filled += count
  }
  return roots.map((root) => places.get(root) ?? 0)
}

function nameOf(kind: KindName, id: string): string {
  return `${kind} ${id}`
}
