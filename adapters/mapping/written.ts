import type { Entry } from '../../model/value.ts'
import { isNull, type Source } from './source.ts'

/** A map of those of several properties that are there. */
export function written(properties: Readonly<Record<string, Source>>): Source {
  return (scope) => {
    const entries = Object.entries(properties).flatMap(([name, source]): readonly (readonly [string, Entry])[] => {
      const value = source(scope)
      return isNull(value) ? [] : [[name, { key: value.at, value }]]
    })
    return { type: 'map', entries: new Map(entries), at: scope.at }
  }
}
