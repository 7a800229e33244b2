import type { Span } from '../../../model/source.ts'
import type { Expression } from '../syntax/tree.ts'
import { fail } from './failure.ts'

/** A type of Terraform: the constraint of a variable, or what a value is taken for. `any` is what nothing is known of. */
export type Type =
  | { readonly of: 'any' | 'string' | 'number' | 'bool' }
  | { readonly of: 'list' | 'set' | 'map'; readonly element: Type }
  | { readonly of: 'tuple'; readonly items: readonly Type[] }
  | { readonly of: 'object'; readonly attributes: ReadonlyMap<string, Member> }

export interface Member {
  readonly type: Type
  readonly optional: boolean
  readonly fallback: Expression | null
}

export const ANY: Type = { of: 'any' }
export const STRING: Type = { of: 'string' }
export const NUMBER: Type = { of: 'number' }
export const BOOL: Type = { of: 'bool' }

export function collectionType(of: 'list' | 'set' | 'map', element: Type): Type {
  return { of, element }
}

/** An object of these attributes. */
export function objectType(attributes: Iterable<readonly [string, Type]>): Type {
  const members = [...attributes].map(([name, type]) => [name, { type, optional: false, fallback: null }] as const)
  return { of: 'object', attributes: new Map(members) }
}

/** Reads a type constraint: `map(object({ name = string, size = optional(number, 1) }))`. */
export function readType(expression: Expression): Type {
  if (expression.type === 'variable') {
    if (isPrimitive(expression.name)) return { of: expression.name }
    if (isCollection(expression.name)) return { of: expression.name, element: ANY }
    return fail(
      `"${expression.name}" is not a type. Use string, number, bool, list, set, map, object, tuple or any.`,
      expression.span,
    )
  }
  if (expression.type === 'literal' && typeof expression.value === 'string')
    return legacyType(expression.value, expression.span)
  if (expression.type !== 'call') return fail('This is not a type.', expression.span)
  const [argument] = expression.args
  if (isCollection(expression.name)) {
    if (!argument || expression.args.length > 1) {
      const message = `Invalid type specification: the ${expression.name} type constructor requires one argument specifying the element type.`
      return fail(message, expression.span)
    }
    return { of: expression.name, element: readType(argument) }
  }
  if (expression.name === 'tuple' && argument?.type === 'tuple') {
    return { of: 'tuple', items: argument.items.map(readType) }
  }
  if (expression.name === 'object' && argument?.type === 'object') {
    const members = argument.items.map(({ key, value }) => [nameOf(key), readMember(value)] as const)
    return { of: 'object', attributes: new Map(members) }
  }
  return fail(`"${expression.name}(…)" is not a type.`, expression.span)
}

function isPrimitive(name: string): name is 'any' | 'string' | 'number' | 'bool' {
  return name === 'any' || name === 'string' || name === 'number' || name === 'bool'
}

function isCollection(name: string): name is 'list' | 'set' | 'map' {
  return name === 'list' || name === 'set' || name === 'map'
}

/** `type = "string"`, as before Terraform 0.12. */
function legacyType(name: string, at: Span): Type {
  if (name === 'string') return { of: 'string' }
  if (isCollection(name)) return { of: name, element: ANY }
  return fail(`"${name}" is not a type.`, at)
}

function nameOf(key: Expression): string {
  return key.type === 'literal' ? String(key.value) : ''
}

function readMember(expression: Expression): Member {
  if (expression.type !== 'call' || expression.name !== 'optional') {
    return { type: readType(expression), optional: false, fallback: null }
  }
  const [type, fallback, ...others] = expression.args
  if (!type || others.length > 0) {
    const message =
      'Invalid type specification: the optional attribute modifier expects the attribute type, and a default value.'
    return fail(message, expression.span)
  }
  return { type: readType(type), optional: true, fallback: fallback ?? null }
}
