import type { Attribute, DerivedEntity, LinkAttribute } from '../../model/attribute.ts'
import { type KindName, kinds } from '../../model/kinds/index.ts'
import { semanticOf, unwrap } from '../../model/schema.ts'
import type { Handed } from '../../model/stack.ts'
import type { Cause } from '../../model/value.ts'
import { listAttribute } from './make.ts'

export type Table = Map<KindName, Map<string, DerivedEntity>>

/**
 * Gives every entity the lists of what links to it, each element at the place of the forward link. A link that cannot
 * be followed, and an entity of unknown number, leave the lists open; so does what something opaque was given.
 */
export function addReverseLinks(table: Table, open: Cause | undefined, handed: readonly Handed[]): void {
  const given = new Map(handed.flatMap(({ resources, cause }) => resources.map((id) => [id, cause] as const)))
  for (const { name, semantic, entities, linkers } of reverseLists(table)) {
    for (const entity of entities) {
      const found = linkers.found.get(entity.id) ?? []
      const many = found.map((one) => one.from.many).find((one) => one !== undefined)
      const items = found.map(({ from, link }): LinkAttribute => reverseLink(from, link))
      const more = semantic.atLeast ? undefined : (open ?? linkers.cause ?? many ?? given.get(entity.owner.id))
      const list = listAttribute(items, { at: entity.attributes.at }, more)
      replaceAttribute(table, entity, name, list)
    }
  }
}

/** Adds to these lists what links from one stack to another, once tables of several are joined. */
export function addReverseLinksAcross(table: Table): void {
  for (const { name, entities, linkers } of reverseLists(table)) {
    for (const entity of entities) {
      const before = entity.attributes.entries.get(name)
      if (before?.type !== 'list') continue
      const listed = new Set(before.items.map((item) => (item.type === 'link' ? item.id : '')))
      const added = (linkers.found.get(entity.id) ?? []).filter(({ from }) => !listed.has(from.id))
      if (added.length === 0) continue
      const items = [...before.items, ...added.map(({ from, link }) => reverseLink(from, link))]
      replaceAttribute(table, entity, name, { ...before, items })
    }
  }
}

/** The lists of what links to entities of this table, each with what is found for it. */
function* reverseLists(table: Table) {
  for (const { kind, name, semantic } of reverseAttributes) {
    const entities = [...(table.get(kind)?.values() ?? [])]
    if (entities.length === 0) continue
    yield { name, semantic, entities, linkers: linksOf(table, semantic.kind, semantic.attribute, kind) }
  }
}

const reverseAttributes = (Object.entries(kinds) as [KindName, (typeof kinds)[KindName]][]).flatMap(
  ([kind, { attributes }]) =>
    Object.entries(attributes.properties).flatMap(([name, schema]) => {
      const semantic = semanticOf(unwrap(schema).schema)
      return semantic?.type === 'reverse' ? [{ kind, name, semantic }] : []
    }),
)

function reverseLink(from: DerivedEntity, link: LinkAttribute): LinkAttribute {
  return {
    type: 'link',
    kind: from.kind,
    id: from.id,
    many: false,
    at: link.at,
    owner: link.owner ?? from.owner,
    ...(link.via ? { via: link.via } : {}),
  }
}

function linksOf(table: Table, kind: KindName, attribute: string, to: KindName) {
  const found = new Map<string, { from: DerivedEntity; link: LinkAttribute }[]>()
  let cause: Cause | undefined
  for (const from of table.get(kind)?.values() ?? []) {
    const ends = endsOf(from.attributes, attribute.split('/'))
    cause ??= ends.cause
    for (const link of ends.links) {
      if (link.kind !== to) continue
      const list = found.get(link.id)
      if (!list) found.set(link.id, [{ from, link }])
      else if (list.at(-1)?.from !== from) list.push({ from, link })
    }
  }
  return { found, cause }
}

/** The links that a path of an entity ends in, and why there may be more. */
function endsOf(
  start: Attribute,
  path: readonly string[],
): { readonly links: readonly LinkAttribute[]; readonly cause: Cause | undefined } {
  let cause: Cause | undefined
  let ends: readonly Attribute[] = [start]
  for (const key of path) {
    cause ??= ends.find((one) => one.type === 'unknown')?.cause
    if (key === '*') cause ??= ends.map((one) => (one.type === 'list' ? one.open : undefined)).find((one) => one)
    ends = ends.flatMap((one) => {
      if (one.type === 'list') return key === '*' ? one.items : []
      const next = one.type === 'map' ? one.entries.get(key) : undefined
      return next ? [next] : []
    })
  }
  cause ??= ends.find((one) => one.type === 'unknown')?.cause
  return { links: ends.filter((one) => one.type === 'link'), cause }
}

function replaceAttribute(table: Table, entity: DerivedEntity, name: string, attribute: Attribute): void {
  const current = table.get(entity.kind)?.get(entity.id) ?? entity
  const entries = new Map(current.attributes.entries)
  entries.set(name, attribute)
  table.get(entity.kind)?.set(entity.id, { ...current, attributes: { ...current.attributes, entries } })
}
