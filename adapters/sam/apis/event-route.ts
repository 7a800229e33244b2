import type { Span } from '../../../model/source.ts'
import type { MapValue, Value } from '../../../model/value.ts'
import { makeMap } from '../build.ts'
import { textOf, valueAt } from '../edit.ts'
import { InvalidEvent } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import { resolveParameters } from '../intrinsic.ts'
import type { FunctionEvent, StateMachineEvent } from '../serverless.ts'
import { type ApiDocument, isRestDocument, methodName, noPathItem } from './document.ts'
import { expectMap, ofEvent, ofResource, type Refuse } from './expect.ts'
import { apiOf, isApiFor, restFlavour, routeOf } from './flavour.ts'
import { versionedDocument } from './openapi3.ts'
import { attempt, getMap, isSaid, mapAt, setTree, type TreeMap, thawMap } from './tree.ts'

/** The route of a REST API that an event asks for. */
export interface EventRoute {
  readonly event: FunctionEvent | StateMachineEvent
  readonly path: string
  /** In lower case. */
  readonly method: string
  readonly api: string
  /** The properties of the API, Globals merged. */
  readonly properties: MapValue
  /** `Auth` of the API. */
  readonly apiAuth: MapValue | undefined
  readonly auth: MapValue | undefined
  /** The condition of the owner. */
  readonly condition: string | undefined
  /** Whether the event follows `MergeDefinitions`: those of functions do. */
  readonly merges: boolean
  readonly refuse: Refuse
  readonly at: Span
}

export function eventRoute(
  event: FunctionEvent | StateMachineEvent,
  merges: boolean,
  expansion: Expansion,
): EventRoute {
  const refuse = ofEvent(event.id)
  const { path, method } = routeOf(event.id, event.properties, restFlavour)
  const api = apiOf(event.id, event.properties, restFlavour)
  const body = expansion.resources.get(api)
  if (!body || !isApiFor(restFlavour, body)) {
    throw new InvalidEvent(
      event.id,
      'RestApiId property of Api event must reference a valid API in the same template.',
      event.at,
    )
  }
  const properties = valueAt(body, 'Properties')
  const written = valueAt(properties, 'Auth')
  const auth = valueAt(event.properties, 'Auth')
  const apiAuth = isSaid(written)
    ? resolveParameters(expectMap(written, 'Auth', ofResource(api)), expansion)
    : undefined
  return {
    event,
    path,
    method: method.toLowerCase(),
    api,
    properties: properties?.type === 'map' ? properties : makeMap({}, body.at),
    apiAuth: apiAuth?.type === 'map' ? apiAuth : undefined,
    auth: isSaid(auth) ? expectMap(auth, 'Auth', refuse) : undefined,
    condition: textOf(event.owner.attributes.get('Condition')?.value),
    merges,
    refuse,
    at: event.at,
  }
}

/**
 * Lets an event write into the document of its API: one that the transform began, or one of the author where
 * `MergeDefinitions` says so. What the author wrote himself is otherwise left alone.
 */
export function writeRoute(route: EventRoute, expansion: Expansion, write: (root: TreeMap) => void): void {
  const document = versionedDocument(route.api, route.properties, expansion)
  if (!document || !isRestDocument(document.root)) return
  if (document.managed) attempt(mapAt(document.root, 'paths', route.at), route.path, () => write(document.root))
  else if (route.merges && isSaid(valueAt(route.properties, 'MergeDefinitions'))) merge(route, document, write)
}

/** The event writes into an empty document, and what it says of its method goes over what is there. */
function merge({ path, method, at }: EventRoute, { root }: ApiDocument, write: (root: TreeMap) => void): void {
  const there = getMap(root, 'paths')?.entries.get(path)
  if (there && there.value.type !== 'map') throw noPathItem(path, there.key)
  const empty = thawMap(makeMap({ swagger: '2.0', paths: {} }, at))
  write(empty)
  const written = getMap(mapAt(empty, 'paths', at), path)?.entries.get(methodName(method))?.value
  if (written?.type === 'map') overlay(mapAt(mapAt(mapAt(root, 'paths', at), path, at), method, at), written)
}

function overlay(target: TreeMap, over: TreeMap): void {
  for (const [name, { key, value }] of over.entries) setTree(target, name, value, key)
}

/** The name of the stage, as it is written. */
export function stageOf({ api, properties }: EventRoute): Value | undefined {
  const stage = valueAt(properties, 'StageName')
  if (textOf(stage) === '') throw ofResource(api)('StageName cannot be empty.', stage?.at ?? null)
  return stage
}
