import type { Resource } from '../../model/resource.ts'
import type { Value } from '../../model/value.ts'
import { mapOf } from './document.ts'
import type { ResourceIndex } from './mapping.ts'
import { isNull, plain } from './source.ts'
import { invokesLambda, statesOf, targetOf } from './states.ts'
import type { Element } from './words.ts'

/**
 * The tasks of a state machine that invoke a function, as `{state, function}`; one that tells nothing where the definition
 * is not known. `definitionOf` reads the definition, `functionOf` gives the function that a value leads to, or null.
 */
export function taskElements(
  definitionOf: (resource: Resource, stack: ResourceIndex) => Value,
  functionOf: (value: Value, stack: ResourceIndex) => Value | null,
): (resource: Resource, stack: ResourceIndex) => readonly Element[] {
  return (resource, stack) => {
    const definition = definitionOf(resource, stack)
    if (isNull(definition)) return []
    const states = statesOf(definition)
    if (!states) {
      return [{ pointer: 'definition', value: { type: 'unknown', cause: causeOf(definition), at: definition.at } }]
    }
    return states.flatMap((state) => {
      const target = targetOf(state)
      const isNamed = invokesLambda(state) && !isNull(target)
      const invoked = isNamed ? target : isNull(target) ? null : functionOf(target, stack)
      if (!invoked) return []
      const value = mapOf(
        [
          ['state', plain(state.path, state.at)],
          ['function', invoked],
        ],
        state.at,
      )
      return [{ pointer: `states/${state.path}`, value }]
    })
  }
}

function causeOf(value: Value) {
  return value.type === 'unknown' ? value.cause : { why: 'the definition cannot be read', needs: [] }
}
