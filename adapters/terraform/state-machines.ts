import type { Resource } from '../../model/resource.ts'
import { type Entry, entryOf, type Value } from '../../model/value.ts'
import { structured } from '../mapping/document.ts'
import type { ResourceIndex } from '../mapping/mapping.ts'
import { at, plain, type Source } from '../mapping/source.ts'
import { linkOf } from './words.ts'

/** The definition of a state machine, whatever way its JSON is written, with what it reads from resources as links. */
export const definition: Source = (scope) => linked(structured(at('definition')(scope)))

export function definitionOf(resource: Resource, stack: ResourceIndex): Value {
  const { properties, at: place } = resource
  return definition({ value: properties, at: place, resource, stack, path: '', defaulted: [] })
}

/** A key of the definition. */
export function definitionAt(key: string): Source {
  return (scope) => {
    const body = definition(scope)
    if (body.type === 'unknown') return body
    return entryOf(body, key)?.value ?? plain(null, body.at)
  }
}

function linked(value: Value): Value {
  if (value.type === 'list') return { ...value, items: value.items.map(linked) }
  if (value.type === 'map') {
    const entries = [...value.entries].map(([key, entry]): [string, Entry] => [
      key,
      { ...entry, value: linked(entry.value) },
    ])
    return { ...value, entries: new Map(entries) }
  }
  return linkOf(value) ?? value
}
