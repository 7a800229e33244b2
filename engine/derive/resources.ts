import type { Attribute, DerivedEntity, EntityTable, MapAttribute } from '../../model/attribute.ts'
import type { Resource } from '../../model/resource.ts'
import { partsOf, renderText } from '../../model/text.ts'
import { entryOf, type MapValue, type Value } from '../../model/value.ts'
import { listAttribute, mapAttribute, type Place, placeOf, scalarAttribute, unknownAttribute } from './make.ts'
import { askedBy } from './parameters.ts'
import { secretsIn } from './secrets-in.ts'
import { withoutSecrets } from './without-secrets.ts'

/** Adds every managed resource in its own format's words, for policies that look behind the kinds. */
export function addResources(
  table: EntityTable,
  resources: readonly Resource[],
  region: string | undefined,
): EntityTable {
  const outside = [...(table.get('resource') ?? [])]
  const isAsked = askedBy([...(table.get('input_parameter')?.values() ?? [])])
  const own = resources
    .filter((resource) => resource.mode === 'managed')
    .map((resource) => [resource.id, resourceEntity(resource, region, isAsked)] as const)
  return new Map(table).set('resource', new Map([...own, ...outside]))
}

type IsAsked = ReturnType<typeof askedBy>

function resourceEntity(resource: Resource, region: string | undefined, isAsked: IsAsked): DerivedEntity {
  const { id, type, at, declaredBy, many } = resource
  let attributes: MapAttribute | undefined
  return {
    kind: 'resource',
    id,
    owner: { id, type, at, ...(declaredBy === undefined ? {} : { declaredBy }) },
    // Few policies look behind the kinds, so it is made when the first one does.
    get attributes() {
      attributes ??= attributesOf(resource, region, isAsked)
      return attributes
    },
    defaulted: [],
    ...(many ? { many } : {}),
  }
}

function attributesOf({ type, at, properties }: Resource, region: string | undefined, isAsked: IsAsked): MapAttribute {
  const place = { at }
  const entries = {
    type: scalarAttribute(type, place),
    name: nameOf(properties) ?? scalarAttribute(null, place),
    region: scalarAttribute(region ?? null, place),
    tags: tagsOf(properties) ?? mapAttribute({}, place),
    secrets: secretsAttribute(properties, isAsked, place),
    properties: propertiesAttribute(properties),
  }
  return { type: 'map', entries: new Map(Object.entries(entries)), at }
}

/** Where secrets stand in it, and what found them; what they are goes no further. */
function secretsAttribute(properties: MapValue, isAsked: IsAsked, place: Place): Attribute {
  const { found, open } = secretsIn(properties, '', isAsked)
  const secrets = found.map(({ path, detector, value }) => {
    const at = placeOf(value)
    return mapAttribute({ name: scalarAttribute(path, at), detector: scalarAttribute(detector, at) }, at)
  })
  return listAttribute(secrets, open ? placeOf(open) : place, open?.cause)
}

/** Made when the first policy looks at them, for few do. */
function propertiesAttribute(properties: MapValue): MapAttribute {
  let made: Attribute | undefined
  return {
    type: 'map',
    at: properties.at,
    get entries() {
      made ??= nativeAttribute(withoutSecrets(properties))
      return made.type === 'map' ? made.entries : new Map()
    },
    ...(properties.open ? { open: properties.open } : {}),
  }
}

function nameOf(properties: Value): Attribute | undefined {
  const value = entryOf(properties, 'Name')?.value ?? entryOf(properties, 'name')?.value
  return value ? nativeAttribute(withoutSecrets(value)) : undefined
}

function tagsOf(properties: Value): Attribute | undefined {
  const written = entryOf(properties, 'Tags')?.value ?? entryOf(properties, 'tags')?.value
  const value = written && withoutSecrets(written)
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
