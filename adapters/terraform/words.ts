import type { Reference, Value } from '../../model/value.ts'
import { at, firstOf, isNull, plain, type Source } from '../mapping/source.ts'
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

/** The attribute of a resource that a value is, or was read from. */
export function referenceOf(value: Value | undefined): Reference | undefined {
  return value && (linkOf(value) ?? (value.type === 'reference' ? value : undefined))
}

/** Tags with the provider's default tags under them. */
export const tags: Source = (scope) => {
  const value = firstOf(at('tags_all'), at('tags'))(scope)
  return isNull(value) ? plain({}, value.at) : value
}

/** A list of properties that lead to other resources; empty where it is not written. */
export function links(path: string): Source {
  return (scope) => asLink(at(path, [])(scope))
}
