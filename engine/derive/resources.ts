import type { Attribute, DerivedEntity, EntityTable, MapAttribute } from '../../model/attribute.ts'
import type { Resource } from '../../model/resource.ts'
import { partsOf, renderText } from '../../model/text.ts'
import { entryOf, type Value } from '../../model/value.ts'
import { mapAttribute, placeOf, scalarAttribute, unknownAttribute } from './make.ts'
import { withoutSecrets } from './without-secrets.ts'

/** Adds every managed resource in its own format's words, for policies that look behind the kinds. */
export function addResources(
  table: EntityTable,
  resources: readonly Resource[],
  region: string | undefined,
): EntityTable {
  const outside = [...(table.get('resource') ?? [])]
  const own = resources
    .filter((resource) => resource.mode === 'managed')
    .map((resource) => [resource.id, resourceEntity(resource, region)] as const)
  return new Map(table).set('resource', new Map([...own, ...outside]))
}

function resourceEntity(resource: Resource, region: string | undefined): DerivedEntity {
  const { id, type, at, declaredBy, many } = resource
  let attributes: MapAttribute | undefined
  return {
    kind: 'resource',
    id,
    owner: { id, type, at, ...(declaredBy === undefined ? {} : { declaredBy }) },
    // Few policies look behind the kinds, so it is made when the first one does.
    get attributes() {
      attributes ??= attributesOf(resource, region)
      return attributes
    },
    defaulted: [],
    ...(many ? { many } : {}),
  }
}

function attributesOf({ type, at, properties: written }: Resource, region: string | undefined): MapAttribute {
  const properties = withoutSecrets(written)
  const place = { at }
  const entries = {
    type: scalarAttribute(type, place),
    name: nameOf(properties) ?? scalarAttribute(null, place),
    region: scalarAttribute(region ?? null, place),
    tags: tagsOf(properties) ?? mapAttribute({}, place),
    properties: nativeAttribute(properties),
  }
  return { type: 'map', entries: new Map(Object.entries(entries)), at }
}

function nameOf(properties: Value): Attribute | undefined {
  const value = entryOf(properties, 'Name')?.value ?? entryOf(properties, 'name')?.value
  return value ? nativeAttribute(value) : undefined
}

function tagsOf(properties: Value): Attribute | undefined {
  const value = entryOf(properties, 'Tags')?.value ?? entryOf(properties, 'tags')?.value
  if (value?.type !== 'list') return value ? nativeAttribute(value) : undefined
  const pairs = value.items.flatMap((item) => {
    const key = entryOf(item, 'Key')?.value
    const of = entryOf(item, 'Value')?.value
    return key?.type === 'scalar' && of ? [[String(key.value), nativeAttribute(of)] as const] : []
  })
  return mapAttribute(Object.fromEntries(pairs), placeOf(value))
}

/** A native value as an attribute: known values as they are; references and texts known in part are not known enough. */
function nativeAttribute(value: Value): Attribute {
  const place = placeOf(value)
  switch (value.type) {
    case 'scalar':
      return value.sensitive
        ? unknownAttribute({ why: 'its value is sensitive and withheld', needs: [] }, place)
        : scalarAttribute(value.value, place)
    case 'list':
      return {
        type: 'list',
        items: value.items.map(nativeAttribute),
        ...place,
        ...(value.open ? { open: value.open } : {}),
      }
    case 'map': {
      const entries = [...value.entries].map(([key, entry]) => [key, nativeAttribute(entry.value)] as const)
      return { type: 'map', entries: new Map(entries), ...place, ...(value.open ? { open: value.open } : {}) }
    }
    case 'json':
      return nativeAttribute(value.value)
    case 'unknown':
      return unknownAttribute(value.cause, place)
    default: {
      const text = partsOf(value) ? renderText(value) : 'this'
      return unknownAttribute({ why: `${text} is known only when it is deployed`, needs: [] }, place)
    }
  }
}
