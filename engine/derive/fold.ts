import type { Entity, Normalised, Part } from '../../model/entity.ts'
import { type KindName, kinds } from '../../model/kinds/index.ts'
import type { Owner } from '../../model/resource.ts'
import type { Cause, Entry, MapValue, Value } from '../../model/value.ts'
import { append } from './append.ts'
import type { Follow } from './registry.ts'

/** An entity with what was added to it, each added element with the resource that added it. */
export interface Folded extends Entity {
  readonly added: readonly { readonly owner: Owner; readonly attributes: MapValue }[]
}

export interface FoldResult {
  readonly entities: readonly Folded[]
  /** What is added to entities outside of the stack. */
  readonly outside: readonly Part[]
  /** Parts whose entity cannot be told: each entity of the kind may have them. */
  readonly lost: readonly { readonly kind: KindName; readonly attributes: readonly string[]; readonly cause: Cause }[]
}

/** Puts parts to the entities they belong to, and makes one of those that are attached to the same thing. */
export function fold(normalised: Normalised, follow: Follow): FoldResult {
  const added = new Map<string, { owner: Owner; attributes: MapValue }[]>()
  const outside: Part[] = []
  const lost: FoldResult['lost'][number][] = []
  for (const part of normalised.parts) {
    const target = follow(part.of, [part.kind])
    if (target.state === 'entity') {
      append(added, `${target.kind} ${target.id}`, { owner: part.owner, attributes: part.attributes })
    } else if (target.state === 'external') outside.push(part)
    else if (target.state === 'unknown') {
      lost.push({ kind: part.kind, attributes: [...part.attributes.entries.keys()], cause: target.cause })
    }
  }
  const entities = normalised.entities.map((entity) => ({
    ...entity,
    added: added.get(`${entity.kind} ${entity.id}`) ?? [],
  }))
  return { entities: mergeAttached(entities, follow), outside, lost }
}

/** Entities of a kind that says so, attached to the same thing, are one: `<thing>#policy`. */
function mergeAttached(entities: readonly Folded[], follow: Follow): readonly Folded[] {
  const merged = new Map<string, Folded>()
  for (const entity of entities) {
    const attribute = kinds[entity.kind].mergedBy
    const link = attribute ? entity.attributes.entries.get(attribute)?.value : undefined
    const target = link
      ? follow(link, entity.attachedTo ? [entity.attachedTo] : linkKinds(entity.kind, attribute))
      : undefined
    const thing =
      target?.state === 'entity' ? target.id : target?.state === 'external' ? `external:${target.symbol}` : undefined
    const id = thing === undefined ? entity.id : `${thing}#policy`
    const key = `${entity.kind} ${id}`
    const first = merged.get(key)
    const own = { owner: entity.owner, attributes: entity.attributes }
    if (!first)
      merged.set(
        key,
        thing === undefined
          ? entity
          : { ...entity, id, attributes: withoutLists(entity.attributes), added: [own, ...entity.added] },
      )
    else merged.set(key, { ...first, added: [...first.added, own, ...entity.added] })
  }
  return [...merged.values()]
}

function linkKinds(kind: KindName, attribute: string | undefined): readonly KindName[] {
  const schema = attribute
    ? (kinds[kind].attributes.properties[attribute] as { semantic?: { kinds?: readonly KindName[] } })
    : undefined
  return schema?.semantic?.kinds ?? []
}

function withoutLists(attributes: MapValue): MapValue {
  const entries = [...attributes.entries].filter(([, entry]) => entry.value.type !== 'list')
  return { ...attributes, entries: new Map(entries) }
}

/** The value of an attribute after folding: the added lists appended, the first value that is there. */
export function foldedValues(
  entity: Folded,
  name: string,
): readonly { readonly value: Value; readonly owner: Owner | undefined }[] {
  const own = entity.attributes.entries.get(name)
  const more = entity.added.flatMap(({ owner, attributes }) => {
    const entry: Entry | undefined = attributes.entries.get(name)
    return entry ? [{ value: entry.value, owner: owner.id === entity.owner.id ? undefined : owner }] : []
  })
  return own ? [{ value: own.value, owner: undefined }, ...more] : more
}
