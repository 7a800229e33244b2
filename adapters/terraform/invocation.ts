import type { Resource } from '../../model/resource.ts'
import { renderText } from '../../model/text.ts'
import { entryOf, type Value } from '../../model/value.ts'
import { functionIn } from '../mapping/invocation.ts'
import { entity, type Mapping, type ResourceIndex } from '../mapping/mapping.ts'
import { at, isNull, plain, type Source } from '../mapping/source.ts'
import { type Element, onlyFor, propertyOf } from '../mapping/words.ts'
import { asLink, linkOf } from './words.ts'

const FUNCTION_TYPES = ['aws_lambda_function', 'aws_lambda_alias']

/** The function that a value leads to; null where it leads elsewhere. A value that tells neither is given as it is. */
export function functionOf(value: Value, stack: ResourceIndex): Value | null {
  return functionIn(linkOf(value) ?? value, stack, FUNCTION_TYPES)
}

/** Whether the property at a path is, or may be, a function. */
export function leadsToFunction(path: string) {
  return (resource: { readonly id: string }, stack: ResourceIndex): boolean => {
    const to = propertyOf(stack.get(resource.id), path)
    return to !== undefined && functionOf(to, stack) !== null
  }
}

/** The function that a property leads to, as a link. */
export function functionAt(path: string): Source {
  return (scope) => {
    const value = at(path)(scope)
    return isNull(value) ? value : (functionOf(value, scope.stack) ?? value)
  }
}

/** The alias or version that a link to a function names. */
export function qualifierAt(path: string): Source {
  return (scope) => {
    const value = at(path)(scope)
    const reference = linkOf(value) ?? value
    const alias = reference.type === 'reference' ? scope.stack.get(reference.resource) : undefined
    if (alias?.type === 'aws_lambda_alias') return entryOf(alias.properties, 'name')?.value ?? plain(null, value.at)
    const written = value.type === 'scalar' || value.type === 'text' ? renderText(value) : ''
    return plain(/:function:[^:]+:([\w$-]+)$/.exec(written)?.[1] ?? null, value.at)
  }
}

/** A trigger for each resource of these types whose property at a path is, or may be, a function. */
export function invoker(path: string, types: readonly string[], attributes: Readonly<Record<string, Source>>): Mapping {
  return onlyFor(leadsToFunction(path), entity('trigger', types, { ...attributes, ...invoking(path) }))
}

/** The function that a property leads to, with its qualifier. */
export function invoking(path: string): { readonly function: Source; readonly qualifier: Source } {
  return { function: functionAt(path), qualifier: qualifierAt(path) }
}

/** What a property leads to: a function through any of its ARNs, or any other resource. */
export function targetAt(path: string): Source {
  return (scope) => {
    const value = at(path)(scope)
    return isNull(value) ? value : (functionOf(value, scope.stack) ?? asLink(value))
  }
}

/** Those of a resource's elements whose property at a path is, or may be, a function. */
export function functionElements(
  elements: (resource: Resource) => readonly Element[],
  target: string,
): (resource: Resource, stack: ResourceIndex) => readonly Element[] {
  return (resource, stack) =>
    elements(resource).filter(({ value }) => {
      const to = entryOf(value, target)?.value
      return to === undefined ? value.type === 'unknown' : functionOf(to, stack) !== null
    })
}
