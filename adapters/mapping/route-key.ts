import type { Value } from '../../model/value.ts'
import type { Scope, Source } from './source.ts'

/** Whether the route read in a scope belongs to a WebSocket API, whose keys are no methods and paths. */
type IsWebSocket = (scope: Scope) => boolean

/** The method of a route key `GET /orders`; the whole key of a WebSocket route. */
export function methodOfKey(key: Source, isWebSocket: IsWebSocket): Source {
  return (scope) =>
    change(key(scope), (text) =>
      text === '$default' && !isWebSocket(scope) ? 'ANY' : (/^\S+(?= \/)/.exec(text)?.[0] ?? text),
    )
}

/** The path of a route key `GET /orders`; `$default` for the route that takes what no other does. */
export function pathOfKey(key: Source, isWebSocket: IsWebSocket): Source {
  return (scope) =>
    change(key(scope), (text) => /(?<= )\/.*$/.exec(text)?.[0] ?? (isWebSocket(scope) ? '/' : '$default'))
}

function change(value: Value, to: (text: string) => string): Value {
  return value.type === 'scalar' && typeof value.value === 'string' ? { ...value, value: to(value.value) } : value
}
