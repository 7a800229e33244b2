import { expect, test } from 'vitest'
import { portionsOf } from '../../../engine/evaluate/portions.ts'
import type { Attribute, DerivedEntity, EntityTable } from '../../../model/attribute.ts'
import type { KindName } from '../../../model/kinds/index.ts'
import { at } from '../../support/values.ts'

const table = tableOf(
  entity('function', 'Jobs', { role: linkTo('role', 'JobsRole') }),
  entity('function', 'Mail', { role: linkTo('role', 'MailRole') }),
  entity('function', 'Push', { role: linkTo('role', 'MailRole') }),
  entity('role', 'JobsRole', {}),
  entity('role', 'MailRole', {}),
  entity('queue', 'Lonely', {}),
)

test('a small table is one part', () => {
  expect(portionsOf(table, 6)).toEqual([table])
})

test('what is linked stays together, even where that is more than fits', () => {
  expect(portionsOf(table, 2).map(namesIn)).toEqual([
    { function: ['Jobs'], role: ['JobsRole'] },
    { function: ['Mail', 'Push'], role: ['MailRole'] },
    { queue: ['Lonely'] },
  ])
})

test('groups share a part as long as they fit', () => {
  expect(portionsOf(table, 5).map(namesIn)).toEqual([
    { function: ['Jobs', 'Mail', 'Push'], role: ['JobsRole', 'MailRole'] },
    { queue: ['Lonely'] },
  ])
})

test('a link within a list joins, and so does the resource that two entities are made of', () => {
  const hidden = tableOf(
    entity('function', 'Jobs', { triggers: { type: 'list', items: [linkTo('trigger', 'Map')], at } }),
    entity('trigger', 'Map', {}),
    { ...entity('trigger', 'Uploads#0', {}), owner: { id: 'Uploads', type: 'AWS::S3::Bucket', at } },
    entity('bucket', 'Uploads', {}),
  )
  expect(portionsOf(hidden, 2).map(namesIn)).toEqual([
    { function: ['Jobs'], trigger: ['Map'] },
    { trigger: ['Uploads#0'], bucket: ['Uploads'] },
  ])
})

test('a chain of 20,000 links is one part', () => {
  const chain = Array.from({ length: 20_000 }, (_, index) =>
    entity('function', `F${index}`, { next: linkTo('function', `F${index + 1}`) }),
  )
  expect(portionsOf(tableOf(...chain)).length).toBe(1)
})

function tableOf(...entities: readonly DerivedEntity[]): EntityTable {
  const made = new Map<KindName, Map<string, DerivedEntity>>()
  for (const one of entities) made.set(one.kind, (made.get(one.kind) ?? new Map()).set(one.id, one))
  return made
}

function entity(kind: KindName, id: string, attributes: Readonly<Record<string, Attribute>>): DerivedEntity {
  return {
    kind,
    id,
    owner: { id, type: kind, at },
    attributes: { type: 'map', entries: new Map(Object.entries(attributes)), at },
    defaulted: [],
  }
}

function linkTo(kind: KindName, id: string): Attribute {
  return { type: 'link', kind, id, many: false, at }
}

function namesIn(portion: EntityTable): Record<string, readonly string[]> {
  return Object.fromEntries([...portion].map(([kind, entities]) => [kind, [...entities.keys()]]))
}
