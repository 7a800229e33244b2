import type { Resource } from '../../model/resource.ts'
import { partsOf } from '../../model/text.ts'
import { entryOf, type Value } from '../../model/value.ts'
import { structured } from './document.ts'
import type { Mapping, ResourceIndex } from './mapping.ts'
import { at, isNull, plain, readShape, type Source, through } from './source.ts'

/** The mapping, for those resources only that the test takes. */
export function onlyFor(takes: (resource: Resource, stack: ResourceIndex) => boolean, mapping: Mapping): Mapping {
  return {
    types: mapping.types,
    make: (resource, stack) => (takes(resource, stack) ? mapping.make(resource, stack) : {}),
  }
}

/** An element of a resource's list or map, with its pointer. */
export interface Element {
  readonly pointer: string
  readonly value: Value
}

/** The element that an entity stands for. */
export const element: Source = ({ value }) => value

/** Objects of attributes, one for each element of the list at `path`; one object stands for a list of one. */
export function each(path: string, attributes: Readonly<Record<string, Source>>): Source {
  return (scope) => {
    const value = at(path, [])(scope)
    const items = value.type === 'list' ? value.items : [value]
    if (value.type === 'unknown') return value
    const shaped = items.map((item) =>
      item.type === 'map'
        ? readShape(attributes, { ...scope, value: item, at: item.at, path: '', defaulted: [] })
        : item,
    )
    return {
      type: 'list',
      items: shaped,
      at: value.at,
      ...(value.type === 'list' && value.open ? { open: value.open } : {}),
    }
  }
}

/** Whether a property is there at all. */
export function present(source: Source): Source {
  return (scope) => {
    const value = source(scope)
    return value.type === 'unknown' ? value : plain(!isNull(value), value.at)
  }
}

/** Whether a text property is one of these; unknown where it is not known. */
export function is(source: Source, ...texts: readonly string[]): Source {
  return (scope) => {
    const value = source(scope)
    if (isNull(value)) return plain(false, value.at)
    if (value.type !== 'scalar') {
      return value.type === 'unknown'
        ? value
        : { type: 'unknown', cause: { why: 'it is known in part only', needs: [] }, at: value.at }
    }
    const same = texts.includes(String(value.value))
    return { type: 'scalar', value: same, at: value.at, ...(value.via ? { via: value.via } : {}) }
  }
}

/** The contrary of a flag. */
export function not(source: Source): Source {
  return through(source, (value) =>
    value.type === 'scalar' ? { ...value, value: String(value.value).toLowerCase() !== 'true' } : value,
  )
}

/** A text by another name: `ENABLED` as true. What is not among the names stays as it is. */
export function translate(source: Source, names: Readonly<Record<string, string | boolean>>): Source {
  return through(source, (value) => {
    const name = value.type === 'scalar' ? names[String(value.value)] : undefined
    return value.type === 'scalar' && name !== undefined ? { ...value, value: name } : value
  })
}

/** A number of which some values mean that there is no limit. */
export function nullWhere(source: Source, means: (value: number) => boolean): Source {
  return through(source, (value) =>
    value.type === 'scalar' && means(Number(value.value)) ? plain(null, value.at) : value,
  )
}

/** An object of attributes read inside the property at `path`, which may stand there as JSON text; null where it is absent. */
export function objectAt(path: string, attributes: Readonly<Record<string, Source>>): Source {
  return (scope) => {
    const value = at(path)(scope)
    if (isNull(value)) return value
    const object = structured(value)
    return object.type === 'map' ? readShape(attributes, { ...scope, value: object, at: value.at }) : object
  }
}

/** The last part of a path, `password` of `/shop/${stage}/password`, where that much of it is literal. */
export function lastOfPath(source: Source): Source {
  return through(source, (value) => {
    const last = value.type === 'scalar' ? String(value.value) : (partsOf(value)?.at(-1) ?? value)
    if (typeof last !== 'string') return typeof last === 'object' && last.type === 'unknown' ? last : value
    return {
      type: 'scalar',
      value: last.slice(last.lastIndexOf('/') + 1),
      at: value.at,
      ...(value.via ? { via: value.via } : {}),
    }
  })
}

/** JSON, whatever way it is written, as the JSON text it stands for, its keys in the order of the alphabet. */
export function asJson(source: Source): Source {
  return through(source, (value) => {
    const object = structured(value)
    return object.type === 'map' ? { type: 'json', value: sorted(object), at: value.at } : value
  })
}

function sorted(value: Value): Value {
  if (value.type === 'list') return { ...value, items: value.items.map(sorted) }
  if (value.type !== 'map') return value
  const entries = [...value.entries].sort(([left], [right]) => (left < right ? -1 : 1))
  return { ...value, entries: new Map(entries.map(([key, entry]) => [key, { ...entry, value: sorted(entry.value) }])) }
}

/** A value as a list of one; an empty list where it is absent. */
export function single(source: Source): Source {
  return (scope) => {
    const value = source(scope)
    return isNull(value) ? plain([], value.at) : { type: 'list', items: [value], at: value.at }
  }
}

/** A list without the elements that are null. */
export function withoutNulls(source: Source): Source {
  return through(source, (value) =>
    value.type === 'list' ? { ...value, items: value.items.filter((item) => !isNull(item)) } : value,
  )
}

/** The same property of each element of a list. */
export function ofEach(path: string, key: string): Source {
  return (scope) => {
    const value = at(path, [])(scope)
    return value.type === 'list'
      ? { ...value, items: value.items.map((item) => entryOf(item, key)?.value ?? item) }
      : value
  }
}

/** Whether a list holds a text. */
export function hasItem(source: Source, text: string): Source {
  return (scope) => {
    const value = source(scope)
    if (value.type !== 'list') return isNull(value) ? plain(false, value.at) : value
    const found = value.items.find((item) => item.type === 'scalar' && item.value === text)
    if (found) return plain(true, found.at)
    const open = value.open ?? value.items.find((item) => item.type === 'unknown')?.cause
    return open ? { type: 'unknown', cause: open, at: value.at } : plain(false, value.at)
  }
}

/** The value at a path of a resource's properties, if it is there. */
export function propertyOf(resource: Resource | undefined, path: string): Value | undefined {
  return path.split('/').reduce<Value | undefined>((value, key) => {
    if (value?.type === 'list') return value.items[Number(key)]
    return entryOf(value, key)?.value
  }, resource?.properties)
}

/** The elements of a list property, with their pointers; the property itself where it is no list. */
export function elementsAt(path: string): (resource: Resource) => readonly Element[] {
  return (resource) => {
    const value = propertyOf(resource, path)
    if (value?.type === 'list') return value.items.map((item, index) => ({ pointer: `${path}/${index}`, value: item }))
    return value && !isNull(value) ? [{ pointer: path, value }] : []
  }
}

/** A property as the only element, where it is there. */
export function propertyAt(path: string): (resource: Resource) => readonly Element[] {
  return (resource) => {
    const value = propertyOf(resource, path)
    return value && !isNull(value) ? [{ pointer: path, value }] : []
  }
}

/** The keys of a map, as a list. */
export function keysOf(source: Source): Source {
  return (scope) => {
    const value = source(scope)
    if (isNull(value)) return plain([], value.at)
    if (value.type !== 'map') return value
    const items = [...value.entries].map(([name, { key }]) => plain(name, key))
    return { type: 'list', items, at: value.at, ...(value.open ? { open: value.open } : {}) }
  }
}

const DEEPEST = 40

/** Every object of a resource, however deep, that has this key. */
export function everywhere(key: string): (resource: Resource) => readonly Element[] {
  const search = (value: Value, pointer: string, depth: number): readonly Element[] => {
    if (depth > DEEPEST) return []
    const below = (name: string): string => (pointer === '' ? name : `${pointer}/${name}`)
    if (value.type === 'list')
      return value.items.flatMap((item, index) => search(item, below(String(index)), depth + 1))
    if (value.type !== 'map') return []
    const inside = [...value.entries].flatMap(([name, entry]) => search(entry.value, below(name), depth + 1))
    const own = value.entries.get(key)
    return own && !isNull(own.value) ? [{ pointer, value }, ...inside] : inside
  }
  return ({ properties }) => search(properties, '', 0)
}
