import type { Alias, Entity, Normalised, Part } from '../../model/entity.ts'
import { type KindName, kinds } from '../../model/kinds/index.ts'
import type { Resource } from '../../model/resource.ts'
import { type Cause, isNull, type MapValue, type Value } from '../../model/value.ts'
import { readShape, type Scope, type Source } from './source.ts'

/** How the native resources of some types become entities of a kind, or add to an entity that another resource declares. */
export interface Mapping {
  /** Types as they are written, or all of a namespace: `Custom::*`. */
  readonly types: readonly string[]
  readonly make: (resource: Resource, stack: ResourceIndex) => Made
}

interface Made {
  readonly entities?: readonly Entity[]
  readonly parts?: readonly Part[]
  readonly aliases?: readonly Alias[]
}

/** The resources of the stack by id, for what is spread over several of them (a method and its path). */
export type ResourceIndex = ReadonlyMap<string, Resource>

/** Each resource of these types is one entity. */
export function entity(
  kind: KindName,
  types: readonly string[],
  attributes: Readonly<Record<string, Source>>,
): Mapping {
  return { types, make: (resource, stack) => ({ entities: [makeEntity(kind, resource, stack, attributes)] }) }
}

/**
 * A resource holds several entities of this kind: one for each element that `elements` finds.
 * Their ids are `<resource>#<pointer>`; the sources read the element, and `ofResource` the resource around it.
 */
export function entities(
  kind: KindName,
  types: readonly string[],
  elements: (
    resource: Resource,
    stack: ResourceIndex,
  ) => readonly { readonly pointer: string; readonly value: Value }[],
  attributes: Readonly<Record<string, Source>>,
): Mapping {
  return {
    types,
    make: (resource, stack) => ({
      entities: elements(resource, stack).map(({ pointer, value }) =>
        makeEntity(kind, resource, stack, attributes, { id: `${resource.id}#${pointer}`, value }),
      ),
    }),
  }
}

/** Entities that can only be attached to things of a kind. */
export function attachedTo(kind: KindName, { types, make }: Mapping): Mapping {
  return {
    types,
    make: (resource, stack) => {
      const made = make(resource, stack)
      return { ...made, entities: made.entities?.map((one) => ({ ...one, attachedTo: kind })) ?? [] }
    },
  }
}

/** Each resource of these types adds to the entity that `of` leads to: its lists are appended, its values fill what is null. */
export function part(
  kind: KindName,
  types: readonly string[],
  of: Source,
  attributes: Readonly<Record<string, Source>>,
): Mapping {
  return {
    types,
    make: (resource, stack) => {
      const scope = scopeOf(resource, stack)
      const target = of(scope)
      const targets = target.type === 'list' ? target.items : [target]
      const read = readShape(attributes, scope)
      return { parts: targets.map((item) => ({ kind, of: item, owner: ownerOf(resource), attributes: read })) }
    },
  }
}

/** Resources that other mappings read where they need them: a route its integration, an attachment its policy. */
export function readThrough(types: readonly string[]): Mapping {
  return { types, make: () => ({}) }
}

/** Each resource of these types only points at another: links to it, or by its name, lead on. */
export function alias(types: readonly string[], of: Source, name?: Source): Mapping {
  return {
    types,
    make: (resource, stack) => {
      const scope = scopeOf(resource, stack)
      return { aliases: [{ resource: resource.id, of: of(scope), ...(name ? { name: name(scope) } : {}) }] }
    },
  }
}

/** Entities and parts of all resources, by the mappings of their types. Unmapped managed types are counted. */
export function normalise(mappings: readonly Mapping[], resources: readonly Resource[]): Normalised {
  const byType = new Map<string, Mapping[]>()
  for (const mapping of mappings) {
    for (const type of mapping.types) byType.set(type, [...(byType.get(type) ?? []), mapping])
  }
  const made: Entity[] = []
  const parts: Part[] = []
  const aliases: Alias[] = []
  const seen = new Set<string>()
  const stack = new Map(resources.map((resource) => [resource.id, resource]))
  const unmapped = new Map<string, number>()
  let mapped = 0
  for (const resource of resources) {
    const found = byType.get(resource.type) ?? byType.get(`${resource.type.split('::')[0]}::*`)
    for (const mapping of found ?? []) {
      const makes = mapping.make(resource, stack)
      const result = resource.mode === 'data' ? lookedUp(resource, makes) : makes
      for (const entity of result.entities ?? []) {
        const key = `${entity.kind} ${entity.id}`
        if (!seen.has(key)) made.push(entity)
        seen.add(key)
      }
      parts.push(...(result.parts ?? []))
      aliases.push(...(result.aliases ?? []))
    }
    if (resource.mode !== 'managed') continue
    if (found) mapped += 1
    else unmapped.set(resource.type, (unmapped.get(resource.type) ?? 0) + 1)
  }
  return { entities: made, parts, aliases, unmapped, mapped }
}

/** What a data source finds is declared elsewhere: all that is known of it is its name, and what its name leads to. */
function lookedUp(resource: Resource, { entities: all, aliases }: Made): Made {
  const cause: Cause = { why: `${resource.id} is read from the provider`, needs: [], at: resource.at }
  const found = (all ?? []).filter(({ id }) => id === resource.id)
  return {
    entities: found.map((one) => ({ ...one, attributes: nameOnly(one, cause), defaulted: [], external: cause })),
    ...(aliases ? { aliases } : {}),
  }
}

function nameOnly({ kind, attributes }: Entity, open: Cause): MapValue {
  const { nameAttribute } = kinds[kind]
  const name = nameAttribute === undefined ? undefined : attributes.entries.get(nameAttribute)
  const isKnown = nameAttribute !== undefined && name !== undefined && !isNull(name.value)
  return { ...attributes, entries: new Map(isKnown ? [[nameAttribute, name]] : []), open }
}

/** One entity: the resource itself, or the element of it that has an id of its own. */
export function makeEntity(
  kind: KindName,
  resource: Resource,
  stack: ResourceIndex,
  attributes: Readonly<Record<string, Source>>,
  element?: { readonly id: string; readonly value: Value },
): Entity {
  const defaulted: string[] = []
  const scope = { ...scopeOf(resource, stack, element?.value), defaulted }
  const read: MapValue = readShape(attributes, scope)
  return {
    kind,
    id: element?.id ?? resource.id,
    owner: ownerOf(resource),
    attributes: read,
    defaulted,
    ...(resource.many ? { many: resource.many } : {}),
  }
}

/** Where the attributes of a resource, or of an element of it, are read. */
export function scopeOf(resource: Resource, stack: ResourceIndex, value: Value = resource.properties): Scope {
  return { value, at: value === resource.properties ? resource.at : value.at, resource, stack, path: '', defaulted: [] }
}

function ownerOf({ id, type, at, declaredBy }: Resource): Entity['owner'] {
  return { id, type, at, ...(declaredBy === undefined ? {} : { declaredBy }) }
}
