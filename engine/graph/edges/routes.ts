import type { DerivedEntity } from '../../../model/attribute.ts'
import { attributeAt, linkAt, scalarAt } from '../../attributes.ts'
import type { Builder } from '../graph.ts'
import { whyOf } from './addresses.ts'
import { authDoor } from './api-door.ts'

/** From APIs to the functions that answer, and to those that decide who may call. */
export function addRoutes(graph: Builder): void {
  const connecting = connectingRoutes(graph)
  for (const route of graph.entities('route')) {
    const api = linkAt(route.attributes, 'api')
    const fn = linkAt(route.attributes, 'function')
    if (!api || !fn) continue
    const auth = authOf(route, graph, connecting.get(api.id))
    graph.add({
      from: graph.link(api),
      to: graph.link(fn),
      relation: 'calls',
      label: routeLabel(route),
      by: route,
      at: attributeAt(route.attributes, 'auth/type')?.at ?? fn.at,
      outside: authDoor(auth, whyOf(route, 'auth/type')),
    })
  }
  for (const authorizer of graph.entities('authorizer')) {
    const api = linkAt(authorizer.attributes, 'api')
    const fn = linkAt(authorizer.attributes, 'function')
    if (!api || !fn) continue
    // It is asked about every call, whoever sends it.
    graph.add({
      from: graph.link(api),
      to: graph.link(fn),
      relation: 'calls',
      label: 'authorizer',
      by: authorizer,
      at: fn.at,
    })
  }
}

/** `GET /orders`; the key of a WebSocket route. */
export function routeLabel(route: DerivedEntity): string {
  const method = String(scalarAt(route.attributes, 'method') ?? '?')
  const path = String(scalarAt(route.attributes, 'path') ?? '?')
  return method.startsWith('$') || (path === '/' && !/^[A-Z]+$/.test(method)) ? method : `${method} ${path}`
}

/** How callers of a route are recognised. On a WebSocket API that is when they connect, for all other routes as well. */
export function authOf(route: DerivedEntity, graph: Builder, connecting: DerivedEntity | undefined): unknown {
  const api = linkAt(route.attributes, 'api')
  const entity = api && graph.table.get('api')?.get(api.id)
  const isWebSocket = entity !== undefined && scalarAt(entity.attributes, 'protocol') === 'websocket'
  if (!isWebSocket) return scalarAt(route.attributes, 'auth/type')
  return connecting ? scalarAt(connecting.attributes, 'auth/type') : 'none'
}

/** The route that callers connect by, for each WebSocket API. */
export function connectingRoutes(graph: Builder): ReadonlyMap<string, DerivedEntity> {
  const found = new Map<string, DerivedEntity>()
  for (const route of graph.entities('route')) {
    const api = linkAt(route.attributes, 'api')
    if (api && scalarAt(route.attributes, 'method') === '$connect') found.set(api.id, route)
  }
  return found
}
