import type { MapValue, Value } from '../../../model/value.ts'
import { changedText } from '../build.ts'
import { valueAt } from '../edit.ts'
import type { Expansion } from '../expansion.ts'
import type { ServerlessResource } from '../serverless.ts'
import { addAuth } from './auth.ts'
import { addCors } from './cors.ts'
import { definitionOf } from './definition.ts'
import { isRestDocument, pathsOf } from './document.ts'
import { disableEndpoint, invalidDocument } from './endpoint.ts'
import { ofResource, versionText } from './expect.ts'
import { addGatewayResponses } from './gateway-responses.ts'
import { addModels } from './models.ts'
import { checkVersion, finishDocument, versionedDocument } from './openapi3.ts'
import { isSaid, set, type Tree, type TreeMap, thaw } from './tree.ts'

/** The document of the API, if it has one that is written out. */
export function bodyOf({ id, properties }: ServerlessResource, expansion: Expansion): TreeMap | undefined {
  const refuse = ofResource(id)
  const document = versionedDocument(id, properties, expansion)
  const uri = valueAt(properties, 'DefinitionUri')
  if (isSaid(uri) && document && document.root.entries.size > 0) {
    throw refuse("Specify either 'DefinitionUri' or 'DefinitionBody' property and not both.", uri.at)
  }
  if (isSaid(uri) && isSaid(valueAt(properties, 'MergeDefinitions'))) {
    throw refuse("Cannot set 'MergeDefinitions' to True when using `DefinitionUri`.", uri.at)
  }
  return document?.root
}

/** `Body` or `BodyS3Location`, after all that the properties of the API write into the document. */
export function contentOf(
  resource: ServerlessResource,
  root: TreeMap | undefined,
  auth: MapValue | undefined,
  expansion: Expansion,
): Readonly<Record<string, Value | undefined>> {
  const { id, properties, at } = resource
  const version = valueAt(properties, 'OpenApiVersion')
  disableEndpoint(resource, root, 'rest')
  if (isSaid(version)) checkVersion(version, id)
  if (isSaid(version) && !/^[2-3](\.\d)(\.\d)?$/.test(versionText(version) ?? '')) {
    throw ofResource(id)("The OpenApiVersion value must be of the format '3.0.0'.", version.at)
  }
  addCors(resource, root)
  addAuth(resource, auth, root, expansion)
  if (auth && root) finishDocument(root, version, at)
  addGatewayResponses(resource, root)
  addBinaryMediaTypes(properties, root)
  addModels(resource, root)
  if (isSaid(valueAt(properties, 'Models')) && root) finishDocument(root, version, at)
  if (root && !isSaid(valueAt(properties, 'DefinitionUri'))) finishDocument(root, version, at)
  return definitionOf(resource, root, expansion) ?? {}
}

/** Media types in the document, where a slash is a slash. */
function addBinaryMediaTypes(properties: MapValue, root: TreeMap | undefined): void {
  const types = valueAt(properties, 'BinaryMediaTypes')
  if (!isSaid(types) || !root || root.entries.size === 0) return
  if (!isRestDocument(root)) throw invalidDocument('rest', root)
  pathsOf(root)
  set(root, 'x-amazon-apigateway-binary-media-types', withSlashes(thaw(types)), types.at)
}

function withSlashes(value: Tree): Tree {
  if (value.type === 'list') return { ...value, items: value.items.map(withSlashes) }
  if (value.type === 'map') {
    const entries = [...value.entries].map(
      ([name, { key, value: inner }]) => [name, { key, value: withSlashes(inner) }] as const,
    )
    return { ...value, entries: new Map(entries) }
  }
  return value.type === 'scalar' && typeof value.value === 'string'
    ? changedText(value, value.value.replaceAll('~1', '/'))
    : value
}
