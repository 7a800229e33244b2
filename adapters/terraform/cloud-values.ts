import type { Cause, Value } from '../../model/value.ts'
import { isNull, plain, type Source, through } from '../mapping/source.ts'

/** A source's value, or a default that is named as such. */
export function orElse(source: Source, fallback: string | boolean): Source {
  return (scope) => {
    const value = source(scope)
    if (!isNull(value)) return value
    scope.defaulted.push(scope.path)
    return plain(fallback, value.at)
  }
}

/** `true` as one word, anything else as another. */
export function whether(source: Source, yes: string, no: string): Source {
  return through(source, (value) =>
    value.type === 'scalar' ? { ...value, value: isTrue(value) ? yes : no } : unknownFor(value),
  )
}

/** What is not known enough, as unknown. */
export function unknownFor(value: Value, cause: Cause = inPart): Value {
  return value.type === 'unknown' ? value : { type: 'unknown', cause, at: value.at }
}

const inPart: Cause = { why: 'it is known in part only', needs: [] }

/** The value of a variable that is kept in a store of secrets. */
export function keptInSecret({ at: place }: Value): Value {
  return {
    type: 'unknown',
    cause: { why: 'it is kept in a secret', needs: [] },
    origin: 'secret',
    symbol: 'secret',
    at: place,
  }
}

export function isTrue(value: Value): boolean {
  return value.type === 'scalar' && String(value.value).toLowerCase() === 'true'
}

export function isText(value: Value | undefined, text: string): boolean {
  return value?.type === 'scalar' && String(value.value).toLowerCase() === text
}
