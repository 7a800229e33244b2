import type { Resource } from '../../model/resource.ts'
import { joinParts, partsOf, renderText, type TextPart } from '../../model/text.ts'
import { entryOf, type Reference, unknown, type Value } from '../../model/value.ts'
import type { ResourceIndex } from '../mapping/mapping.ts'
import { methodOfKey, pathOfKey } from '../mapping/route-key.ts'
import { isNull, plain, type Scope, type Source } from '../mapping/source.ts'
import { propertyOf } from '../mapping/words.ts'
import { functionOf } from './invocation.ts'
import { linkOf, referenceOf } from './words.ts'

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

/** Reads the integration of a REST method: the one for the same resource and method. Null where there is none. */
export function ofIntegration(inner: Source): Source {
  return (scope) => {
    const found = [...scope.stack.values()].find((other) => isIntegrationOf(other, scope.resource))
    return found ? inside(found, inner, scope) : plain(null, scope.at)
  }
}

function isIntegrationOf(other: Resource, method: Resource): boolean {
  if (other.type !== 'aws_api_gateway_integration') return false
  if (referenceOf(propertyOf(other, 'http_method'))?.resource === method.id) return true
  return ['resource_id', 'http_method'].every((name) => {
    const [own, wanted] = [propertyOf(other, name), propertyOf(method, name)]
    return own !== undefined && wanted !== undefined && textOf(own) === textOf(wanted)
  })
}

/** Reads the resource that a text such as `integrations/${aws_apigatewayv2_integration.x.id}` leads to. */
export function throughReference(source: Source, type: string, inner: Source): Source {
  return (scope) => {
    const value = source(scope)
    if (isNull(value)) return value
    const found = referenceIn(value, type, scope.stack)
    const resource = found && scope.stack.get(found.resource)
    if (resource) return inside(resource, inner, scope)
    return value.type === 'unknown' ? value : unknown('what it leads to is not in the configuration', [], value.at)
  }
}

const LONGEST_PATH = 50

/** The path of a REST resource, from its parents: each adds a part. */
export function resourcePath(source: Source): Source {
  return (scope) => {
    const start = source(scope)
    const parts: TextPart[] = []
    let next: Value | undefined = start
    for (let steps = 0; steps < LONGEST_PATH; steps += 1) {
      const reference = referenceOf(next)
      if (!reference) break
      if (reference.attribute === 'root_resource_id') return joinParts(parts.length > 0 ? parts : ['/'], start.at)
      const resource = scope.stack.get(reference.resource)
      const own = propertyOf(resource, 'path_part')
      parts.unshift('/', ...((own && partsOf(own)) ?? []))
      next = propertyOf(resource, 'parent_id')
    }
    if (next?.type === 'unknown') return { ...next, at: start.at }
    return isNull(start) ? start : unknown('its parents lead to no root resource of the configuration', [], start.at)
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

function inside(resource: Resource, inner: Source, scope: Scope): Value {
  return inner({ ...scope, value: resource.properties, at: resource.at, resource })
}

function referenceIn(value: Value, type: string, stack: ResourceIndex): Reference | undefined {
  const parts = partsOf(value) ?? []
  return parts.find(
    (part): part is Reference =>
      typeof part !== 'string' && part.type === 'reference' && stack.get(part.resource)?.type === type,
  )
}

function isWebSocket({ resource, stack }: Scope): boolean {
  const api = referenceOf(entryOf(resource.properties, 'api_id')?.value)
  return isText(propertyOf(api && stack.get(api.resource), 'protocol_type'), 'WEBSOCKET')
}

function isText(value: Value | undefined, text: string): boolean {
  return value?.type === 'scalar' && value.value === text
}

function textOf(value: Value): string {
  return renderText(linkOf(value) ?? value)
}

/** An HTTP API with a target invokes it if it is a function, and else calls it over HTTP. */
export function quickIntegration(target: Source): Source {
  return (scope) => {
    const value = target(scope)
    const called = functionOf(value, scope.stack)
    return called?.type === 'unknown' ? called : plain(called ? 'function' : 'http', value.at)
  }
}
