import type { Resource } from '../../model/resource.ts'
import type { Span } from '../../model/source.ts'
import { type Entry, isNull, type MapValue, type Value } from '../../model/value.ts'

export { isNull }

/** Where an attribute's value is read from: a resource or an element of it, with the place to name where something is absent. */
export interface Scope {
  readonly value: Value
  readonly at: Span
  readonly resource: Resource
  readonly stack: ReadonlyMap<string, Resource>
  /** The path of the attribute being read, for the list of defaulted ones. */
  readonly path: string
  readonly defaulted: string[]
}

/** Reads one attribute. What is not there is null, at the place where it would stand. */
export type Source = (scope: Scope) => Value

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain }

/** The property at a path (`Environment/Variables`, `vpc_config/0/subnet_ids`), or the default, or null. */
export function at(path: string, fallback: Plain = null): Source {
  return (scope) => {
    const found = find(scope, path)
    if ('value' in found && !isNull(found.value)) return found.value
    if (fallback !== null) scope.defaulted.push(scope.path)
    return plain(fallback, found.at)
  }
}

/** The first of several sources that is there. */
export function firstOf(...sources: readonly Source[]): Source {
  return (scope) => {
    const values = sources.map((source) => source(scope))
    return values.find((value) => !isNull(value)) ?? values[0] ?? plain(null, scope.at)
  }
}

/** A fixed value. */
export function always(value: Plain): Source {
  return (scope) => plain(value, scope.at)
}

/** An object of attributes, always there. */
export function record(attributes: Readonly<Record<string, Source>>): Source {
  return (scope) => readShape(attributes, scope)
}

/** An object of attributes read inside the property at `path`; null where that is absent. */
export function inside(path: string, attributes: Readonly<Record<string, Source>>): Source {
  return (scope) => {
    const found = find(scope, path)
    if (!('value' in found) || isNull(found.value)) return plain(null, found.at)
    if (found.value.type !== 'map') return found.value
    return readShape(attributes, { ...scope, value: found.value, at: found.value.at })
  }
}

/** Another view of a source's value: applied to what is there and known; null and unknown pass through. */
export function through(source: Source, change: (value: Value) => Value): Source {
  return (scope) => {
    const value = source(scope)
    return isNull(value) || value.type === 'unknown' ? value : change(value)
  }
}

/** Reads the resource around an element. */
export function ofResource(source: Source): Source {
  return (scope) => source({ ...scope, value: scope.resource.properties, at: scope.resource.at })
}

/** The resource itself, as a reference. */
export const self: Source = ({ resource }) => ({
  type: 'reference',
  resource: resource.id,
  attribute: null,
  at: resource.at,
})

export function readShape(attributes: Readonly<Record<string, Source>>, scope: Scope): MapValue {
  const entries = new Map<string, Entry>()
  for (const [name, source] of Object.entries(attributes)) {
    const value = source({ ...scope, path: scope.path === '' ? name : `${scope.path}/${name}` })
    entries.set(name, { key: value.at, value })
  }
  return { type: 'map', entries, at: scope.at }
}

export function plain(value: Plain, at: Span): Value {
  if (Array.isArray(value)) return { type: 'list', items: value.map((item) => plain(item, at)), at }
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).map(
      ([key, item]) => [key, { key: at, value: plain(item as Plain, at) }] as const,
    )
    return { type: 'map', entries: new Map(entries), at }
  }
  return { type: 'scalar', value: value as string | number | boolean | null, at }
}

/** A default of what is asked for in secret is not to be shown either. */
export function hiddenWhere(isHidden: boolean, value: Value): Value {
  return isHidden && value.type === 'scalar' && value.value !== null ? { ...value, sensitive: true } : value
}

/** Walks a path. An unknown on the way is the answer; a list or map that may hold more makes an absent element unknown. */
function find(scope: Scope, path: string): { readonly value: Value; readonly at: Span } | { readonly at: Span } {
  let value: Value = scope.value
  let place = scope.at
  for (const key of path.split('/')) {
    if (value.type === 'map') {
      const entry = value.entries.get(key)
      if (!entry) return value.open ? missing(value.open, place) : { at: place }
      place = entry.key
      value = placed(entry)
    } else if (value.type === 'list') {
      const item: Value | undefined = value.items[Number(key)]
      if (!item) return value.open ? missing(value.open, place) : { at: place }
      place = item.at
      value = item
    } else if (value.type === 'unknown') {
      return { value, at: place }
    } else {
      return { at: place }
    }
  }
  return { value, at: place }
}

/** A list or map is shown at its key: its own text may begin a line below. */
function placed(entry: Entry): Value {
  const { value, key } = entry
  return value.type === 'list' || value.type === 'map' ? { ...value, at: key } : value
}

function missing(cause: NonNullable<MapValue['open']>, place: Span): { readonly value: Value; readonly at: Span } {
  return { value: { type: 'unknown', cause, at: place }, at: place }
}
