import type { Resource } from '../../model/resource.ts'
import { entryOf, unknown, type Value } from '../../model/value.ts'
import { structured } from '../mapping/document.ts'
import type { ResourceIndex } from '../mapping/mapping.ts'
import { at, isNull, plain, type Source } from '../mapping/source.ts'
import { substituted } from '../mapping/states.ts'

/** The definition of a state machine, as an object or a text, with its substitutions made. */
export const definition: Source = (scope) => {
  const written = [at('Definition')(scope), at('DefinitionString')(scope)].find((value) => !isNull(value))
  const elsewhere = at('DefinitionS3Location')(scope)
  if (!written) return isNull(elsewhere) ? elsewhere : unknown('the definition lies in a bucket', [], elsewhere.at)
  const substitutions = at('DefinitionSubstitutions')(scope)
  const body = structured(written)
  return substitutions.type === 'map' ? substituted(body, substitutions.entries) : body
}

export function definitionOf(resource: Resource, stack: ResourceIndex): Value {
  const { properties, at: place } = resource
  return definition({ value: properties, at: place, resource, stack, path: '', defaulted: [] })
}

/** A key of the definition. */
export function definitionAt(key: string): Source {
  return (scope) => {
    const body: Value = definition(scope)
    if (body.type === 'unknown') return body
    return entryOf(body, key)?.value ?? plain(null, body.at)
  }
}
