import { joinParts, partsOf, type TextPart } from '../../model/text.ts'
import type { Reference, Value } from '../../model/value.ts'
import { entryOf, unknown } from '../../model/value.ts'
import type { ResourceIndex } from '../mapping/mapping.ts'
import { methodOfKey, pathOfKey } from '../mapping/route-key.ts'
import { isNull, plain, type Scope, type Source } from '../mapping/source.ts'
import { functionOf } from './invocation.ts'

/** The function that an integration's URI invokes; null where something else answers. */
export function invoked(uri: Source): Source {
  return (scope) => {
    const value = uri(scope)
    return isNull(value) ? value : (functionOf(value, scope.stack) ?? plain(null, value.at))
  }
}

/** What answers a route: decided by the type of its integration and where the URI leads. */
export function integrationOf(type: Source, uri: Source, connection: Source): Source {
  return (scope) => {
    const value = type(scope)
    if (value.type !== 'scalar' || value.value === null) return value
    const { at, via } = value
    const answer = (name: string): Value => ({ type: 'scalar', value: name, at, ...(via ? { via } : {}) })
    const written = String(value.value).toUpperCase()
    if (written === 'MOCK') return answer('mock')
    if (isText(connection(scope), 'VPC_LINK')) return answer('vpc_link')
    if (written === 'HTTP' || written === 'HTTP_PROXY') return answer('http')
    const target = uri(scope)
    if (isNull(target)) return answer('service')
    const called = functionOf(target, scope.stack)
    return called?.type === 'unknown' ? called : answer(called ? 'function' : 'service')
  }
}

const longestPath = 50

/** The path of a REST resource, from its parents: each adds a part. */
export function resourcePath(resource: Source): Source {
  return (scope) => {
    const start = resource(scope)
    const parts: TextPart[] = []
    let next: Value | undefined = start
    for (let steps = 0; next?.type === 'reference' && steps < longestPath; steps += 1) {
      if (next.attribute === 'RootResourceId') return joinParts(parts.length > 0 ? parts : ['/'], start.at)
      const properties: Value | undefined = scope.stack.get(next.resource)?.properties
      const own = entryOf(properties, 'PathPart')?.value
      parts.unshift('/', ...((own && partsOf(own)) ?? []))
      next = entryOf(properties, 'ParentId')?.value
    }
    if (next?.type === 'unknown') return { ...next, at: start.at }
    return isNull(start) ? start : unknown('its parents lead to no root resource of the template', [], start.at)
  }
}

/** The method of a route key `GET /orders`; the whole key of a WebSocket route. */
export function routeMethod(key: Source): Source {
  return methodOfKey(key, isWebSocket)
}

/** The path of a route key `GET /orders`; `$default` for the route that takes what no other does. */
export function routePath(key: Source): Source {
  return pathOfKey(key, isWebSocket)
}

/** Reads another resource, to which a text such as `integrations/${Integration}` leads. */
export function throughReference(source: Source, type: string, inner: Source): Source {
  return (scope) => {
    const value = source(scope)
    if (isNull(value)) return value
    const found = referenceIn(value, type, scope.stack)
    const resource = found && scope.stack.get(found.resource)
    if (!resource)
      return value.type === 'unknown' ? value : unknown('what it leads to is not in the template', [], value.at)
    return inner({ ...scope, value: resource.properties, at: resource.at, resource })
  }
}

function referenceIn(value: Value, type: string, stack: ResourceIndex): Reference | undefined {
  const parts = partsOf(value) ?? []
  return parts.find(
    (part) => typeof part !== 'string' && part.type === 'reference' && stack.get(part.resource)?.type === type,
  ) as Reference | undefined
}

function isWebSocket({ resource, stack }: Scope): boolean {
  const api = entryOf(resource.properties, 'ApiId')?.value
  const properties = api?.type === 'reference' ? stack.get(api.resource)?.properties : undefined
  return isText(entryOf(properties, 'ProtocolType')?.value, 'WEBSOCKET')
}

function isText(value: Value | undefined, text: string): boolean {
  return value?.type === 'scalar' && value.value === text
}

/** An HTTP API with a target invokes it if it is a function, and else calls it over HTTP. */
export function quickIntegration(target: Source): Source {
  return (scope) => {
    const value = target(scope)
    const called = functionOf(value, scope.stack)
    return called?.type === 'unknown' ? called : plain(called ? 'function' : 'http', value.at)
  }
}
