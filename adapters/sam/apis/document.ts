import type { Span } from '../../../model/source.ts'
import type { MapValue, Value } from '../../../model/value.ts'
import { isNull } from '../../../model/value.ts'
import { type Made, make, makeMap, ref } from '../build.ts'
import { InvalidTemplate } from '../errors.ts'
import type { Expansion, Shared } from '../expansion.ts'
import { isNoValue } from '../intrinsic.ts'
import { shown, versionText } from './expect.ts'
import { getMap, mapAt, push, setTree, type Tree, type TreeMap, thaw, thawMap } from './tree.ts'

export const integrationKey = 'x-amazon-apigateway-integration'
export const anyMethod = 'x-amazon-apigateway-any-method'
export const policyKey = 'x-amazon-apigateway-policy'

/** The OpenAPI document of an API while events and the API itself write into it. */
export interface ApiDocument {
  readonly root: TreeMap
  /** Whether the transform began it: the author gave no document. */
  readonly managed: boolean
}

/** Documents by the logical id of their API. */
const documents: Shared<Map<string, ApiDocument>> = { begin: () => new Map() }

/** The document of an API as it stands: edited already, or as its `DefinitionBody` gives it. */
export function documentOf(api: string, properties: Value | undefined, expansion: Expansion): ApiDocument | undefined {
  const all = expansion.shared(documents)
  const found = all.get(api)
  if (found) return found
  const body = properties?.type === 'map' ? properties.entries.get('DefinitionBody')?.value : undefined
  if (body?.type !== 'map') return undefined
  const document: ApiDocument = { root: thawMap(body), managed: false }
  all.set(api, document)
  return document
}

/** Begins a document for an API whose author gave none. */
export function beginDocument(api: string, flavour: 'rest' | 'http', at: Span, expansion: Expansion): ApiDocument {
  const version = flavour === 'rest' ? { swagger: '2.0' } : { openapi: '3.0.1' }
  const content = { ...version, info: { version: '1.0', title: ref('AWS::StackName') }, paths: {} }
  const document: ApiDocument = { root: thawMap(makeMap(content, at)), managed: true }
  expansion.shared(documents).set(api, document)
  return document
}

/** Whether a document can be edited as that of a REST API: Swagger 2 or OpenAPI 3 with paths. */
export function isRestDocument(root: MapValue): boolean {
  if (root.entries.get('paths')?.value.type !== 'map') return false
  const swagger = root.entries.get('swagger')?.value
  if (swagger && !isNull(swagger) && shown(swagger) !== '') return true
  return isOpenApi3(root.entries.get('openapi')?.value)
}

/** Whether a document can be edited as that of an HTTP API. */
export function isHttpDocument(root: MapValue): boolean {
  return root.entries.get('paths')?.value.type === 'map' && isOpenApi3(root.entries.get('openapi')?.value)
}

export function isOpenApi3(version: Value | undefined): boolean {
  return /^3(\.\d)(\.\d)?$/.test(versionText(version) ?? '')
}

/** The paths, each of which must be a map, or a condition over maps. */
export function pathsOf(root: TreeMap): readonly { readonly path: string; readonly items: readonly TreeMap[] }[] {
  return [...(getMap(root, 'paths')?.entries ?? [])].map(([path, { key, value }]) => ({
    path,
    items: alternatives(value).map((item) => {
      if (item.type === 'map') return item
      throw noPathItem(path, key)
    }),
  }))
}

export function noPathItem(path: string, at: Span): InvalidTemplate {
  return new InvalidTemplate(`Value of '${path}' path must be a dictionary according to Swagger spec.`, at)
}

/** What a value is, or what it is on either side of its condition. */
export function alternatives(value: Tree): readonly Tree[] {
  const choice = value.type === 'map' ? value.entries.get('Fn::If') : undefined
  if (!choice) return [value]
  if (choice.value.type !== 'list') throw new InvalidTemplate('Value of Fn::If must be a list.', choice.key)
  return choice.value.items.slice(1).filter((side) => !isNoValue(side))
}

export interface Method {
  readonly path: string
  /** In lower case; that of `any` is the extension's name. */
  readonly name: string
  readonly definition: TreeMap
}

/** What stands beside the methods of a path. Source: OpenAPI specification, Path Item Object. */
const besideMethods = new Set(['summary', 'description', 'parameters'])

/** The methods of a document that do something, under conditions too. */
export function methodsOf(root: TreeMap): readonly Method[] {
  return pathsOf(root).flatMap(({ path, items }) => items.flatMap((item) => methodsOfPath(path, item)))
}

export function methodsOfPath(path: string, item: TreeMap): readonly Method[] {
  return [...item.entries].flatMap(([name, { key, value }]) =>
    besideMethods.has(name)
      ? []
      : alternatives(value).flatMap((definition): Method[] => {
          if (definition.type !== 'map') {
            const problem = `Definition of method '${name}' for path '${path}' should be a map.`
            throw new InvalidTemplate(problem, key)
          }
          const integrated = hasIntegration(definition)
          return integrated ? [{ path, name: methodName(name), definition }] : []
        }),
  )
}

/** All definitions of one method of one path. */
export function definitionsOf(root: TreeMap, path: string, method: string): readonly TreeMap[] {
  const value = getMap(root, 'paths')?.entries.get(path)?.value
  const items = value ? alternatives(value) : []
  return items.flatMap((item) => {
    const definition = item.type === 'map' ? item.entries.get(methodName(method))?.value : undefined
    return definition ? alternatives(definition).filter((side) => side.type === 'map') : []
  })
}

export function methodName(name: string): string {
  const lower = name.toLowerCase()
  return lower === 'any' ? anyMethod : lower
}

export function hasIntegration(definition: TreeMap): boolean {
  const integration = definition.entries.get(integrationKey)?.value
  return (
    integration !== undefined && !isNull(integration) && (integration.type !== 'map' || integration.entries.size > 0)
  )
}

/** The map of a path for writing: that of the first side where the path stands under a condition. */
export function pathItem(root: TreeMap, path: string, at: Span): TreeMap {
  const paths = mapAt(root, 'paths', at)
  const found = paths.entries.get(path)?.value
  if (!found) return mapAt(paths, path, at)
  const item = alternatives(found)[0]
  if (item?.type === 'map') return item
  throw noPathItem(path, paths.entries.get(path)?.key ?? at)
}

/** The map of a method for writing, made where nothing is there. */
export function methodAt(root: TreeMap, path: string, method: string, at: Span): TreeMap {
  return mapAt(pathItem(root, path, at), methodName(method), at)
}

/** Puts a value that is there under a condition: it or nothing. */
export function underCondition(parent: TreeMap, name: string, condition: string, at: Span): void {
  const value = parent.entries.get(name)?.value
  if (value) setTree(parent, name, thaw(make(conditional(condition, value), at)), at)
}

/** `Fn::If` of a condition with nothing otherwise. */
export function conditional(condition: string | undefined, then: Made): Made {
  return condition === undefined ? then : { 'Fn::If': [condition, then, ref('AWS::NoValue')] }
}

/** Adds to the security requirements of a method. */
export function require(definition: TreeMap, name: string, scopes: Made, at: Span): void {
  push(definition, 'security', [{ [name]: scopes }], at)
}
