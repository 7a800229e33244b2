import type { TSchema } from 'typebox'
import type { Attribute, DerivedEntity, EntityTable, LinkAttribute, MapAttribute } from '../../model/attribute.ts'
import { type KindName, kinds } from '../../model/kinds/index.ts'
import { schemasAt } from '../../model/paths.ts'
import { type Sample, samplesOf } from '../../model/samples.ts'
import { semanticOf, unwrap } from '../../model/schema.ts'
import { trace, unescapeSegment } from '../evaluate/paths.ts'

const cause = { why: 'made unknown to test the policy', needs: [] }

/** The paths without `*` that a path stands for in an entity: one for each element there is. */
export function concretePaths(table: EntityTable, entity: DerivedEntity, path: string): readonly string[] {
  const segments = path.split('/')
  const star = segments.indexOf('*')
  if (star === -1) return trace(table, entity, path).ends.length > 0 ? [path] : []
  const before = segments.slice(0, star).join('/')
  const [container] = trace(table, entity, before).ends
  const keys =
    container?.type === 'list'
      ? [...container.items.keys()].map(String)
      : container?.type === 'map'
        ? [...container.entries.keys()]
        : []
  const after = segments.slice(star + 1)
  const inner = keys.flatMap((key) =>
    concretePaths(table, entity, [before, escapeSegment(key), ...after].filter((part) => part !== '').join('/')),
  )
  return container ? [before, ...inner] : []
}

/** The attribute at a path made unknown, and what it may be instead. A list that is made unknown may hold more. */
export function attributeVariants(
  table: EntityTable,
  entity: DerivedEntity,
  path: string,
): {
  readonly unknown: Attribute
  readonly known: readonly { readonly value: Sample; readonly attribute: Attribute }[]
} {
  const [current] = trace(table, entity, path).ends
  const at = current?.at ?? entity.owner.at
  const schemas = schemasAt(entity.kind, path)
  const schema = typeof schemas === 'string' ? undefined : schemas[0]
  if (current?.type === 'list' || current?.type === 'map') {
    const unknown: Attribute = { ...current, open: cause }
    return { unknown, known: schema ? grown(table, current, schema, at) : [] }
  }
  const known = schema ? samples(table, schema, at) : []
  return { unknown: { type: 'unknown', cause, at }, known }
}

/** The table with one attribute replaced, in the entity that the path leads into. */
export function replaceAt(table: EntityTable, entity: DerivedEntity, path: string, attribute: Attribute): EntityTable {
  const segments = path.split('/').map(unescapeSegment)
  let target = entity
  let from = 0
  let inside: Attribute = entity.attributes
  for (const [index, key] of segments.entries()) {
    if (inside.type === 'link') {
      const next: DerivedEntity | undefined = table.get(inside.kind)?.get(inside.id)
      if (!next) return table
      target = next
      from = index
      inside = next.attributes
    }
    const child: Attribute | undefined =
      inside.type === 'map' ? inside.entries.get(key) : inside.type === 'list' ? inside.items[Number(key)] : undefined
    if (!child) return table
    inside = child
  }
  const attributes = replaced(target.attributes, segments.slice(from), attribute) as MapAttribute
  const ofKind = new Map(table.get(target.kind)).set(target.id, { ...target, attributes })
  return new Map(table).set(target.kind, ofKind)
}

function replaced(attribute: Attribute, keys: readonly string[], value: Attribute): Attribute {
  const [key, ...rest] = keys
  if (key === undefined) return value
  if (attribute.type === 'map') {
    const child = attribute.entries.get(key)
    return child
      ? { ...attribute, entries: new Map(attribute.entries).set(key, replaced(child, rest, value)) }
      : attribute
  }
  if (attribute.type !== 'list') return attribute
  return {
    ...attribute,
    items: attribute.items.map((item, index) => (String(index) === key ? replaced(item, rest, value) : item)),
  }
}

/** A list or map with one more member of each sort; it had what it has, for that is known. */
function grown(
  table: EntityTable,
  current: Extract<Attribute, { type: 'list' | 'map' }>,
  schema: TSchema,
  at: Attribute['at'],
): readonly { readonly value: Sample; readonly attribute: Attribute }[] {
  const { schema: inner } = unwrap(schema)
  const semantic = semanticOf(inner)
  const shape = inner as { items?: TSchema; patternProperties?: Record<string, TSchema> }
  const complete = { value: 'as it is' as Sample, attribute: current as Attribute }
  if (current.type === 'map') {
    const member = Object.values(shape.patternProperties ?? {})[0]
    const more = member ? samples(table, member, at) : []
    return [
      complete,
      ...more.map(({ value, attribute }) => ({
        value,
        attribute: { ...current, entries: new Map(current.entries).set('SAMPLE', attribute) },
      })),
    ]
  }
  const more =
    semantic?.type === 'reverse'
      ? links(table, [semantic.kind], at, false)
      : shape.items
        ? samples(table, shape.items, at)
        : []
  return [
    complete,
    ...more.map(({ value, attribute }) => ({ value, attribute: { ...current, items: [...current.items, attribute] } })),
  ]
}

function samples(
  table: EntityTable,
  schema: TSchema,
  at: Attribute['at'],
): readonly { readonly value: Sample; readonly attribute: Attribute }[] {
  const { schema: inner, nullable } = unwrap(schema)
  const semantic = semanticOf(inner)
  if (semantic?.type === 'link') {
    const many = (inner as { type?: string }).type === 'object'
    const none = nullable ? [{ value: null, attribute: { type: 'scalar', value: null, at } as Attribute }] : []
    return [...none, ...links(table, semantic.kinds, at, many)]
  }
  return samplesOf(schema).map((value) => ({ value, attribute: attributeOf(value, at) }))
}

/** Links to what there is of these kinds. */
function links(table: EntityTable, to: readonly KindName[], at: Attribute['at'], many: boolean) {
  return to.flatMap((kind) =>
    [...(table.get(kind)?.keys() ?? [])].slice(0, 4).map((id) => ({
      value: { in: kinds[kind].collection, id } as Sample,
      attribute: { type: 'link', kind, id, many, at } satisfies LinkAttribute as Attribute,
    })),
  )
}

function attributeOf(value: Sample, at: Attribute['at']): Attribute {
  if (Array.isArray(value)) return { type: 'list', items: value.map((item: Sample) => attributeOf(item, at)), at }
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).map(([key, item]) => [key, attributeOf(item, at)] as const)
    return { type: 'map', entries: new Map(entries), at }
  }
  return { type: 'scalar', value: value as string | number | boolean | null, at }
}

function escapeSegment(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
