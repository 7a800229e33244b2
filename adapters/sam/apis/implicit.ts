import type { Span } from '../../../model/source.ts'
import type { MapValue } from '../../../model/value.ts'
import { makeScalar } from '../build.ts'
import { valueAt, withEntry, without, withPath } from '../edit.ts'
import { type Expansion, typeOf } from '../expansion.ts'
import { addAnyOf } from './conditions.ts'
import { beginDocument, documentOf, underCondition } from './document.ts'
import { type Flavour, isEditable } from './flavour.ts'
import { getMap, isSaid } from './tree.ts'
import { findRoutes, type Route } from './wanted-routes.ts'

/**
 * Begins the documents of APIs that have none, adds the API of events that name none, and writes the routes of all
 * events into the documents that the transform began. Source: AWS SAM developer guide, "Api" event: RestApiId.
 */
export function prepareApis(flavour: Flavour, expansion: Expansion): void {
  for (const [id, body] of expansion.resources) {
    if (typeOf(body) !== flavour.apiType) continue
    const properties = valueAt(body, 'Properties')
    if (isSaid(valueAt(properties, 'DefinitionBody')) || isSaid(valueAt(properties, 'DefinitionUri'))) continue
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
