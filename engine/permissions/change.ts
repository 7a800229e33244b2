import type { DerivedEntity, ListAttribute } from '../../model/attribute.ts'
import type { KindName } from '../../model/kinds/index.ts'
import type { Table } from '../derive/reverse.ts'

/** Puts other statements into a list of every entity of a kind. An entity whose list is given back as it was stays. */
export function changeStatements(
  table: Table,
  kind: KindName,
  name: string,
  change: (list: ListAttribute, entity: DerivedEntity) => ListAttribute,
): void {
  const entities = table.get(kind)
  for (const [id, entity] of entities ?? []) {
    const list = entity.attributes.entries.get(name)
    if (list?.type !== 'list') continue
    const changed = change(list, entity)
    if (changed === list) continue
    const entries = new Map(entity.attributes.entries).set(name, changed)
    entities?.set(id, { ...entity, attributes: { ...entity.attributes, entries } })
  }
}
