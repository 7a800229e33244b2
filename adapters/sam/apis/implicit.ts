import type { Span } from '../../../model/source.ts'
import type { MapValue, Value } from '../../../model/value.ts'
import { isNull } from '../../../model/value.ts'
import { make, makeMap, makeScalar } from '../build.ts'
import { emptyMap, entriesOf, textOf, valueAt, withEntry, without, withPath } from '../edit.ts'
import { causesOf, InvalidEvent, InvalidResource, InvalidSeveral } from '../errors.ts'
import { type Expansion, typeOf } from '../expansion.ts'
import { referenceName } from '../intrinsic.ts'
import { addAnyOf } from './conditions.ts'
import {
  type ApiDocument,
  anyMethod,
  beginDocument,
  conditional,
  documentOf,
  isHttpDocument,
  isRestDocument,
  methodAt,
  underCondition,
} from './document.ts'
import { expectMap, expectPresent, expectText, ofEvent, ofResource } from './expect.ts'
import { getMap, isSaid } from './tree.ts'

/** What REST and HTTP APIs differ in while events look for theirs. */
export interface Flavour {
  readonly name: 'rest' | 'http'
  readonly apiType: 'AWS::Serverless::Api' | 'AWS::Serverless::HttpApi'
  readonly eventType: 'Api' | 'HttpApi'
  /** The property of an event that names its API. */
  readonly apiProperty: 'RestApiId' | 'ApiId'
  /** The API of events that name none. */
  readonly implicitId: 'ServerlessRestApi' | 'ServerlessHttpApi'
}

export const restFlavour: Flavour = {
  name: 'rest',
  apiType: 'AWS::Serverless::Api',
  eventType: 'Api',
  apiProperty: 'RestApiId',
  implicitId: 'ServerlessRestApi',
}

export const httpFlavour: Flavour = {
  name: 'http',
  apiType: 'AWS::Serverless::HttpApi',
  eventType: 'HttpApi',
  apiProperty: 'ApiId',
  implicitId: 'ServerlessHttpApi',
}

/** An event that asks for a route, with what holds for the route because of its owner. */
interface Route {
  readonly api: string
  readonly path: string
  readonly method: string
  readonly condition: string | undefined
  readonly deletionPolicy: string | undefined
  readonly updateReplacePolicy: string | undefined
  readonly at: Span
}

/** What the owners of the implicit API's routes say of it. */
interface Found {
  readonly routes: Route[]
  tags: MapValue | undefined
}

/**
 * Begins the documents of APIs that have none, adds the API of events that name none, and writes the routes of all
 * events into the documents that the transform began. Source: AWS SAM developer guide, "Api" event: RestApiId.
 */
export function prepareApis(flavour: Flavour, expansion: Expansion): void {
  for (const [id, body] of expansion.resources) {
    if (typeOf(body) !== flavour.apiType) continue
    const properties = valueAt(body, 'Properties')
    if (isGiven(properties, 'DefinitionBody') || isGiven(properties, 'DefinitionUri')) continue
    beginDocument(id, flavour.name, expansion.placeOf(id), expansion)
    if (properties?.type !== 'map' || !properties.entries.has('DefinitionBody')) continue
    expansion.resources.set(id, withEntry(body, 'Properties', without(properties, 'DefinitionBody')))
  }
  const found = findRoutes(flavour, expansion)
  const routes = found.routes.filter(({ api }) => api === flavour.implicitId)
  const [first] = routes
  if (first) finishImplicit(flavour, routes, found.tags, first.at, expansion)
  conditionPaths(flavour, found.routes, expansion)
}

function isGiven(properties: Value | undefined, name: string): boolean {
  const value = valueAt(properties, name)
  if (value?.type === 'map') return value.entries.size > 0
  return value !== undefined && textOf(value) !== ''
}

/** The API of events that name none. What the author has under its id gives way. */
function beginImplicit({ apiType, implicitId, name }: Flavour, at: Span, expansion: Expansion): void {
  beginDocument(implicitId, name, at, expansion)
  const properties = name === 'rest' ? { StageName: 'Prod' } : {}
  expansion.resources.set(implicitId, makeMap({ Type: apiType, Properties: properties }, at))
}

const owners = new Map([
  ['AWS::Serverless::Function', 'Function'],
  ['AWS::Serverless::StateMachine', 'StateMachine'],
])

function findRoutes(flavour: Flavour, expansion: Expansion): Found {
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

/** The route an event asks for; an event of an HTTP API that names none gets all that no other one takes. */
export function routeOf(event: string, properties: MapValue, flavour: Flavour): { path: string; method: string } {
  const refuse = ofEvent(event)
  const path = properties.entries.get('Path')?.value
  const method = properties.entries.get('Method')?.value
  const isEmpty = (value: Value | undefined): boolean => value === undefined || isNull(value) || textOf(value) === ''
  if (flavour.name === 'http' && isEmpty(path) && isEmpty(method)) return { path: '$default', method: anyMethod }
  return {
    path: expectText(expectPresent(path, 'Path', refuse, properties.at), 'Path', refuse),
    method: expectText(expectPresent(method, 'Method', refuse, properties.at), 'Method', refuse),
  }
}

/** The logical id of the API that an event names. */
export function apiOf(event: string, properties: MapValue, flavour: Flavour): string {
  const named = properties.entries.get(flavour.apiProperty)?.value
  if (named === undefined) return flavour.implicitId
  return referenceName(named) ?? expectText(named, flavour.apiProperty, ofEvent(event), named.at)
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

/**
 * Whether an event may name a resource as its API. What is no serverless API is let pass: it gets no route, the function a
 * permission. An event of an HTTP API may name a REST API as well, whose document it writes into.
 */
export function isApiFor(flavour: Flavour, body: MapValue): boolean {
  return flavour.name === 'http' || typeOf(body) !== httpFlavour.apiType
}

function isEditable({ root }: ApiDocument, flavour: Flavour): boolean {
  return flavour.name === 'rest' ? isRestDocument(root) : isHttpDocument(root)
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
  const wanted = isGiven(valueAt(body, 'Properties'), 'PropagateTags') || isGiven(globals, 'PropagateTags')
  const tags = [valueAt(globals, 'Tags'), valueAt(body, 'Properties', 'Tags')].flatMap(entriesOf)
  if (!wanted || tags.length === 0) return before
  return { type: 'map', at: body.at, entries: new Map([...(before?.entries ?? []), ...tags]) }
}

/** Condition, policies and tags of the implicit API: what all of its routes, or one of them, ask for. */
function finishImplicit(
  flavour: Flavour,
  routes: readonly Route[],
  tags: MapValue | undefined,
  at: Span,
  expansion: Expansion,
): void {
  const { implicitId } = flavour
  const conditions = new Set(routes.map(({ condition }) => condition))
  const condition = sharedCondition(`${implicitId}Condition`, conditions, at, expansion)
  const said: Readonly<Record<string, string | undefined>> = {
    Condition: condition,
    DeletionPolicy: strongest(
      routes.map(({ deletionPolicy }) => deletionPolicy),
      ['Retain', 'Delete'],
    ),
    UpdateReplacePolicy: strongest(
      routes.map(({ updateReplacePolicy }) => updateReplacePolicy),
      ['Retain', 'Snapshot', 'Delete'],
    ),
  }
  expansion.update(implicitId, (body) => {
    let edited = body
    for (const [name, text] of Object.entries(said)) {
      if (text !== undefined) edited = withEntry(edited, name, makeScalar(text, at))
    }
    if (!tags) return edited
    const tagged = withPath(edited, ['Properties', 'Tags'], tags)
    return withPath(tagged, ['Properties', 'PropagateTags'], makeScalar(true, at))
  })
}

/** The condition under which something is wanted, if it is not always. */
function sharedCondition(
  name: string,
  conditions: ReadonlySet<string | undefined>,
  at: Span,
  expansion: Expansion,
): string | undefined {
  const named = [...conditions].filter((condition) => condition !== undefined)
  if (named.length === 0 || named.length < conditions.size) return undefined
  if (named.length === 1) return named[0]
  addAnyOf(name, named, at, expansion)
  return name
}

function strongest(policies: readonly (string | undefined)[], order: readonly string[]): string | undefined {
  const given = new Set(policies.filter((policy) => policy !== undefined))
  if (given.size === 1) return [...given][0]
  return given.size === 0 ? undefined : (order.find((policy) => given.has(policy)) ?? order.at(-1))
}

/** A path that is wanted only under conditions stands under them. */
function conditionPaths(flavour: Flavour, routes: readonly Route[], expansion: Expansion): void {
  const byPath = new Map<string, { api: string; path: string; conditions: Set<string | undefined>; at: Span }>()
  for (const { api, path, condition, at } of routes) {
    const key = JSON.stringify([api, path])
    const known = byPath.get(key) ?? { api, path, conditions: new Set(), at }
    known.conditions.add(condition)
    byPath.set(key, known)
  }
  for (const { api, path, conditions, at } of byPath.values()) {
    const document = documentOf(api, valueAt(expansion.resources.get(api), 'Properties'), expansion)
    const paths = document?.managed && isEditable(document, flavour) ? getMap(document.root, 'paths') : undefined
    if (!paths) continue
    const condition = sharedCondition(pathCondition(api, path), conditions, at, expansion)
    if (condition !== undefined) underCondition(paths, path, condition, at)
  }
}

function pathCondition(api: string, path: string): string {
  return `${api}${path.replaceAll('/', 'SLASH').replaceAll('{', 'OB').replaceAll('}', 'CB')}PathCondition`
}
