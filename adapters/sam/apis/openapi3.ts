import type { Span } from '../../../model/source.ts'
import type { Value } from '../../../model/value.ts'
import { isNull } from '../../../model/value.ts'
import { valueAt } from '../edit.ts'
import { InvalidTemplate } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import { type ApiDocument, documentOf, isOpenApi3, noPathItem } from './document.ts'
import { expectText, ofResource, versionText } from './expect.ts'
import { get, getMap, isSaid, mapAt, set, setTree, type Tree, type TreeMap } from './tree.ts'

/**
 * The document of a REST API once Globals are merged: one that the transform began is of the version that
 * `OpenApiVersion` says.
 */
export function versionedDocument(api: string, properties: Value, expansion: Expansion): ApiDocument | undefined {
  const document = documentOf(api, properties, expansion)
  if (document?.managed) setVersion(document.root, valueAt(properties, 'OpenApiVersion'), api)
  return document
}

/** A document that the transform began is of the version that `OpenApiVersion` says. */
function setVersion(root: TreeMap, version: Value | undefined, id: string): void {
  if (!version) return
  const text = checkVersion(version, id)
  if (text === undefined || !isOpenApi3(version) || !get(root, 'swagger')) return
  root.entries.delete('swagger')
  set(root, 'openapi', text, version.at)
}

/** The text of `OpenApiVersion`; `undefined` where a function stands for it. */
export function checkVersion(version: Value, id: string): string | undefined {
  const isFunction = version.type === 'map' && version.entries.size === 1
  return isFunction ? undefined : (versionText(version) ?? expectText(version, 'OpenApiVersion', ofResource(id)))
}

/**
 * Moves what was written in the words of Swagger 2 to where OpenAPI 3 has it, if the document or `OpenApiVersion` is of
 * that version. The transform does so after each step that writes definitions, and headers of preflight responses get a
 * schema each time. Source: OpenAPI specification 3.0, "Components Object", "Header Object".
 */
export function finishDocument(root: TreeMap, version: Value | undefined, at: Span): void {
  const swagger = get(root, 'swagger')
  if (swagger && !isNull(swagger)) return
  const written = get(root, 'openapi')
  if (!isOpenApi3(version ?? (written && !isNull(written) ? written : undefined))) return
  moveToComponents(root, 'securityDefinitions', 'securitySchemes', at)
  moveToComponents(root, 'definitions', 'schemas', at)
  const paths = getMap(root, 'paths')
  for (const [path, { key, value }] of paths?.entries ?? []) {
    if (value.type !== 'map') throw noPathItem(path, key)
    const options = getMap(value, 'options')
    if (options) finishPreflight(path, options)
  }
}

function moveToComponents(root: TreeMap, from: string, to: string, at: Span): void {
  const content = get(root, from)
  if (!isSaid(content)) return
  setTree(mapAt(root, 'components', at), to, content, at)
  root.entries.delete(from)
}

/** Headers have schemas; what is consumed and produced is said elsewhere. */
function finishPreflight(path: string, options: TreeMap): void {
  options.entries.delete('produces')
  options.entries.delete('consumes')
  const responses = options.entries.get('responses')
  if (!responses) return
  if (responses.value.type !== 'map') {
    const problem = `Invalid responses in options method for path ${path}: It should be a map.`
    throw new InvalidTemplate(problem, responses.key)
  }
  const headers = getMap(responses.value, '200')?.entries.get('headers')
  if (!headers || !isSaid(headers.value)) return
  if (headers.value.type !== 'map') {
    const problem = `Value of response's headers in options method for path ${path} must be a dictionary according to Swagger spec.`
    throw new InvalidTemplate(problem, headers.key)
  }
  for (const [name, { value }] of headers.value.entries) setTree(headers.value, name, withSchema(value), value.at)
}

function withSchema(header: Tree): TreeMap {
  return { type: 'map', entries: new Map([['schema', { key: header.at, value: header }]]), at: header.at }
}
