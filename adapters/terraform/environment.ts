import type { Entry, Value } from '../../model/value.ts'
import { at, type Source } from '../mapping/source.ts'
import { linkOf } from './words.ts'

/** Environment variables by name. One that repeats an attribute of a resource is a reference to it, as it is in a template. */
export const environment: Source = (scope) => {
  const value = at('environment/0/variables', {})(scope)
  if (value.type !== 'map') return value
  const entries = [...value.entries].map(([name, entry]): [string, Entry] => [
    name,
    { ...entry, value: setting(entry.value) },
  ])
  return { ...value, entries: new Map(entries) }
}

function setting(value: Value): Value {
  return linkOf(value) ?? value
}
