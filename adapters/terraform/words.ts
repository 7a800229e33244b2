import type { Resource } from '../../model/resource.ts'
import type { Reference, Value } from '../../model/value.ts'
import { entryOf } from '../../model/value.ts'
import { structured } from '../mapping/document.ts'
import type { Mapping, ResourceIndex } from '../mapping/mapping.ts'
import { at, firstOf, isNull, plain, readShape, type Source, through } from '../mapping/source.ts'
import { notesOf } from './resolve/value.ts'

/**
 * A property that leads to another resource: where its text was read from a resource's attribute, that attribute, so that
 * the link holds whatever the text.
 */
export function link(path: string): Source {
  return (scope) => asLink(at(path)(scope))
}

export function asLink(value: Value): Value {
  if (value.type === 'list') return { ...value, items: value.items.map(asLink) }
  return linkOf(value) ?? value
}

/** The attribute of a resource that a value was read from, if it was. */
export function linkOf(value: Value): Reference | undefined {
  const { from } = notesOf(value)
  return from && { ...from, at: value.at, ...(value.via ? { via: value.via } : {}) }
}

/** Tags with the provider's default tags under them. */
export const tags: Source = (scope) => {
  const value = firstOf(at('tags_all'), at('tags'))(scope)
  return isNull(value) ? plain({}, value.at) : value
}

/** The mapping, for those resources only that the test takes. */
export function onlyFor(takes: (resource: Resource, stack: ResourceIndex) => boolean, mapping: Mapping): Mapping {
  return {
    types: mapping.types,
    make: (resource, stack) => (takes(resource, stack) ? mapping.make(resource, stack) : {}),
  }
}

/** The value at a path of a resource's properties, if it is there. */
export function propertyOf(resource: Resource | undefined, path: string): Value | undefined {
  return path.split('/').reduce<Value | undefined>((value, key) => {
    if (value?.type === 'list') return value.items[Number(key)]
    return entryOf(value, key)?.value
  }, resource?.properties)
}

/** The nested blocks of a type, each with its pointer; the list itself where it is not known. */
export function blocksAt(type: string): (resource: Resource) => readonly Element[] {
  return (resource) => {
    const value = propertyOf(resource, type)
    if (value?.type === 'list') return value.items.map((item, index) => ({ pointer: `${type}/${index}`, value: item }))
    return value && !isNull(value) ? [{ pointer: type, value }] : []
  }
}

/** A property as the only element, where it is there. */
export function propertyAt(path: string): (resource: Resource) => readonly Element[] {
  return (resource) => {
    const value = propertyOf(resource, path)
    return value && !isNull(value) ? [{ pointer: path, value }] : []
  }
}

export interface Element {
  readonly pointer: string
  readonly value: Value
}

/** A text by another name: `ENABLED` as true. What is not among the names stays as it is. */
export function translate(source: Source, names: Readonly<Record<string, string | boolean>>): Source {
  return through(source, (value) => {
    const name = value.type === 'scalar' ? names[String(value.value)] : undefined
    return value.type === 'scalar' && name !== undefined ? { ...value, value: name } : value
  })
}

/** An object of attributes read inside a property that stands there as JSON text; null where it is absent. */
export function objectAt(path: string, attributes: Readonly<Record<string, Source>>): Source {
  return (scope) => {
    const value = at(path)(scope)
    if (isNull(value)) return value
    const object = structured(value)
    return object.type === 'map' ? readShape(attributes, { ...scope, value: object, at: value.at }) : object
  }
}

/** JSON text as the JSON it stands for, whatever way it is written. */
export function asJson(source: Source): Source {
  return through(source, (value) => {
    const object = structured(value)
    return object.type === 'map' ? { type: 'json', value: object, at: value.at } : value
  })
}

/** A value as a list of one; an empty list where it is absent. */
export function single(source: Source): Source {
  return (scope) => {
    const value = source(scope)
    return isNull(value) ? plain([], value.at) : { type: 'list', items: [value], at: value.at }
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

/** A number of which some values mean that there is no limit. */
export function nullWhere(source: Source, means: (value: number) => boolean): Source {
  return through(source, (value) =>
    value.type === 'scalar' && means(Number(value.value)) ? plain(null, value.at) : value,
  )
}

/** The same property of each block in a list. */
export function ofEach(path: string, key: string): Source {
  return (scope) => {
    const value = at(path, [])(scope)
    return value.type === 'list'
      ? { ...value, items: value.items.map((item) => entryOf(item, key)?.value ?? item) }
      : value
  }
}
