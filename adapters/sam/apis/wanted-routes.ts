import type { Span } from '../../../model/source.ts'
import type { MapValue } from '../../../model/value.ts'
import { make, makeMap } from '../build.ts'
import { emptyMap, entriesOf, textOf, valueAt, withPath } from '../edit.ts'
import { causesOf, InvalidEvent, InvalidResource, InvalidSeveral } from '../errors.ts'
import { type Expansion, typeOf } from '../expansion.ts'
import { beginDocument, conditional, documentOf, methodAt } from './document.ts'
import { expectMap, ofEvent, ofResource } from './expect.ts'
import { apiOf, type Flavour, isApiFor, isEditable, routeOf } from './flavour.ts'
import { isSaid } from './tree.ts'

/** An event that asks for a route, with what holds for the route because of its owner. */
export interface Route {
  readonly api: string
  readonly path: string
  readonly method: string
  readonly condition: string | undefined
  readonly deletionPolicy: string | undefined
  readonly updateReplacePolicy: string | undefined
  readonly at: Span
}

/** What the owners of the implicit API's routes say of it. */
export interface Found {
  readonly routes: Route[]
  tags: MapValue | undefined
}

const owners = new Map([
  ['AWS::Serverless::Function', 'Function'],
  ['AWS::Serverless::StateMachine', 'StateMachine'],
])

export function findRoutes(flavour: Flavour, expansion: Expansion): Found {
  const found: Found = { routes: [], tags: undefined }
  const causes = [...expansion.resources].flatMap(([id, body]) => {
    const section = owners.get(typeOf(body) ?? '')
    if (section === undefined) return []
    try {
      routesOf(id, body, section, flavour, expansion, found)
      return []
    } catch (thrown) {
      return causesOf(thrown).map((cause) =>
        cause instanceof InvalidEvent ? new InvalidResource(id, cause.message, cause.at) : cause,
      )
    }
  })
  if (causes.length > 0) throw new InvalidSeveral(causes)
  return found
}

/** Writes the routes of one owner's events. */
function routesOf(
  owner: string,
  body: MapValue,
  section: string,
  flavour: Flavour,
  expansion: Expansion,
  found: Found,
): void {
  const events = valueAt(body, 'Properties', 'Events')
  for (const [id, { key, value }] of entriesOf(events)) {
    if (textOf(valueAt(value, 'Type')) !== flavour.eventType) continue
    const properties = value.type === 'map' ? value.entries.get('Properties')?.value : undefined
    if (flavour.name === 'rest' && !isSaid(properties)) continue
    const written = properties ?? emptyMap(key)
    if (written.type !== 'map') throw new InvalidEvent(id, 'Properties should be a map.', written.at)
    const { path, method } = routeOf(id, written, flavour)
    const api = apiOf(id, written, flavour)
    const isImplicit = api === flavour.implicitId
    if (isImplicit && !found.routes.some((route) => route.api === api)) beginImplicit(flavour, key, expansion)
    const policy = (name: string): string | undefined => textOf(valueAt(body, name))
    const condition = policy('Condition')
    found.routes.push({
      api,
      path,
      method,
      condition,
      deletionPolicy: policy('DeletionPolicy'),
      updateReplacePolicy: policy('UpdateReplacePolicy'),
      at: key,
    })
    addRoute(id, { owner, api, path, method, at: key }, flavour, expansion)
    if (written.entries.has('RouteSettings')) addRouteSettings(id, written, { api, path, method, condition }, expansion)
    if (isImplicit) found.tags = propagated(body, section, found.tags, expansion)
  }
}

/** The API of events that name none. What the author has under its id gives way. */
function beginImplicit({ apiType, implicitId, name }: Flavour, at: Span, expansion: Expansion): void {
  beginDocument(implicitId, name, at, expansion)
  const properties = name === 'rest' ? { StageName: 'Prod' } : {}
  expansion.resources.set(implicitId, makeMap({ Type: apiType, Properties: properties }, at))
}

function addRoute(
  event: string,
  { api, path, method, at }: { owner: string; api: string; path: string; method: string; at: Span },
  flavour: Flavour,
  expansion: Expansion,
): void {
  const body = expansion.resources.get(api)
  if (!body || !isApiFor(flavour, body)) {
    const problem = `${flavour.apiProperty} must be a valid reference to an '${flavour.apiType}' resource in same template.`
    throw new InvalidEvent(event, problem, at)
  }
  const document = documentOf(api, valueAt(body, 'Properties'), expansion)
  if (!document?.managed || !isEditable(document, flavour)) return
  methodAt(document.root, path, method, at)
}

/** `RouteSettings` of an event go over those that the API has for the route. */
function addRouteSettings(
  event: string,
  properties: MapValue,
  { api, path, method, condition }: { api: string; path: string; method: string; condition: string | undefined },
  expansion: Expansion,
): void {
  const entry = properties.entries.get('RouteSettings')
  const settings = expectMap(entry?.value, 'RouteSettings', ofEvent(event), entry?.key)
  const body = expansion.resources.get(api)
  if (!body) return
  const route = path === '$default' ? path : `${method.toUpperCase()} ${path}`
  const all = valueAt(body, 'Properties', 'RouteSettings')
  if (all) expectMap(all, 'RouteSettings', ofResource(api))
  const own = valueAt(all, route)
  const over = make(conditional(condition, settings), settings.at)
  const entries = new Map([...entriesOf(own), ...entriesOf(over)])
  expansion.resources.set(api, withPath(body, ['Properties', 'RouteSettings', route], { ...settings, entries }))
}

/** The tags that an owner hands on to the implicit API. */
function propagated(
  body: MapValue,
  section: string,
  before: MapValue | undefined,
  expansion: Expansion,
): MapValue | undefined {
  const globals = valueAt(expansion.template, 'Globals', section)
  const wanted =
    isSaid(valueAt(valueAt(body, 'Properties'), 'PropagateTags')) || isSaid(valueAt(globals, 'PropagateTags'))
  const tags = [valueAt(globals, 'Tags'), valueAt(body, 'Properties', 'Tags')].flatMap(entriesOf)
  if (!wanted || tags.length === 0) return before
  return { type: 'map', at: body.at, entries: new Map([...(before?.entries ?? []), ...tags]) }
}
