import type { Entry, Value } from '../../../model/value.ts'
import { isNull } from '../../../model/value.ts'
import { entriesOf, textOf } from '../edit.ts'

/** What a value within a property must be, down to its leaves. */
export type Shape =
  | { readonly is: 'any' | 'boolean' }
  | { readonly is: 'one of'; readonly texts: readonly string[] }
  | { readonly is: 'boolean or'; readonly other: Shape }
  | { readonly is: 'list' | 'map'; readonly of: Shape }
  | { readonly is: 'fields'; readonly required: Fields; readonly optional: Fields }

type Fields = Readonly<Record<string, Shape>>

export const any: Shape = { is: 'any' }
export const boolean: Shape = { is: 'boolean' }

export function listOf(of: Shape): Shape {
  return { is: 'list', of }
}

export function mapOf(of: Shape): Shape {
  return { is: 'map', of }
}

export function oneOf(...texts: readonly string[]): Shape {
  return { is: 'one of', texts }
}

export function booleanOr(other: Shape): Shape {
  return { is: 'boolean or', other }
}

/** A map of these fields and no others, an empty list for an empty map; names alone are of any shape. */
export function fields(required: Fields | readonly string[], optional: Fields | readonly string[] = []): Shape {
  return { is: 'fields', required: named(required), optional: named(optional) }
}

function named(names: Fields | readonly string[]): Fields {
  return isNames(names) ? Object.fromEntries(names.map((name) => [name, any])) : names
}

function isNames(names: Fields | readonly string[]): names is readonly string[] {
  return Array.isArray(names)
}

/** Where a value first differs from its shape: `['Additional', '0', 'Type']`; `undefined` where it does not. */
export function misfit(value: Value, shape: Shape): readonly string[] | undefined {
  switch (shape.is) {
    case 'any':
      return undefined
    case 'boolean':
      return isBoolean(value) ? undefined : []
    case 'one of':
      return shape.texts.includes(textOf(value) ?? '') ? undefined : []
    case 'boolean or':
      return isBoolean(value) ? undefined : misfit(value, shape.other)
    case 'list':
      return value.type === 'list'
        ? within(
            value.items.map((item, index) => [String(index), item] as const),
            shape.of,
          )
        : []
    case 'map':
      return value.type === 'map'
        ? within(
            entriesOf(value).map(([name, entry]) => [name, entry.value] as const),
            shape.of,
          )
        : []
    default:
      return misfitOfFields(value, shape.required, shape.optional)
  }
}

function isBoolean(value: Value): boolean {
  return value.type === 'scalar' && typeof value.value === 'boolean'
}

function within(parts: readonly (readonly [string, Value])[], of: Shape): readonly string[] | undefined {
  for (const [name, part] of parts) {
    const path = misfit(part, of)
    if (path) return [name, ...path]
  }
  return undefined
}

function misfitOfFields(value: Value, required: Fields, optional: Fields): readonly string[] | undefined {
  const isEmpty = value.type === 'list' && value.items.length === 0
  if (value.type !== 'map' && !isEmpty) return []
  const entries = value.type === 'map' ? value.entries : new Map<string, Entry>()
  for (const [name, of] of [...Object.entries(required), ...Object.entries(optional)]) {
    const part = entries.get(name)?.value
    if (part === undefined || isNull(part)) {
      if (Object.hasOwn(required, name)) return [name]
      continue
    }
    const path = misfit(part, of)
    if (path) return [name, ...path]
  }
  const extra = [...entries.keys()].find((name) => !Object.hasOwn(required, name) && !Object.hasOwn(optional, name))
  return extra === undefined ? undefined : [extra]
}
