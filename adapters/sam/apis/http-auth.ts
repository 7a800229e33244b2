import type { MapValue } from '../../../model/value.ts'
import { valueAt } from '../edit.ts'
import { InvalidTemplate } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import type { ServerlessResource } from '../serverless.ts'
import { addAuthorizerPermission } from './authorizer-permission.ts'
import { alternatives, hasIntegration, isHttpDocument, methodName, pathsOf, require } from './document.ts'
import { expectMap, ofResource } from './expect.ts'
import { defaultHttpAuthorizer, type HttpAuthorizer, httpAuthorizersOf } from './http-authorizers.ts'
import { get, isSaid, mapAt, set, type TreeMap } from './tree.ts'

const properties = ['Authorizers', 'DefaultAuthorizer', 'EnableIamAuthorizer']

/**
 * Writes the authorizers and the default one into the document of an HTTP API, and lets the API call the functions of
 * authorizers that ask for it. Source: AWS SAM developer guide, "HttpApiAuth".
 */
export function addHttpAuth(api: ServerlessResource, root: TreeMap | undefined, expansion: Expansion): void {
  const written = valueAt(api.properties, 'Auth')
  if (!isSaid(written)) return
  const refuse = ofResource(api.id)
  const auth = expectMap(written, 'Auth', refuse)
  if (!root || root.entries.size === 0) {
    throw refuse("Auth works only with inline OpenApi specified in the 'DefinitionBody' property.", auth.at)
  }
  for (const [name, { key }] of auth.entries) {
    if (!properties.includes(name)) throw refuse("Invalid value for 'Auth' property", key)
  }
  if (!isHttpDocument(root)) {
    const problem =
      "Unable to add Auth configuration because 'DefinitionBody' does not contain a valid OpenApi definition."
    throw refuse(problem, auth.at)
  }
  const authorizers = httpAuthorizersOf(api.id, auth, expansion)
  if (authorizers.length > 0) {
    const schemes = mapAt(mapAt(root, 'components', auth.at), 'securitySchemes', auth.at)
    for (const { name, scheme, at } of authorizers) set(schemes, name, scheme, at)
  }
  setDefault(api, auth, authorizers, root)
  for (const authorizer of authorizers) addAuthorizerPermission(api, authorizer, '${AWS::Partition}', expansion)
}

/** Methods that say nothing of security get the default authorizer; preflight requests stay open. */
function setDefault(
  api: ServerlessResource,
  auth: MapValue,
  authorizers: readonly HttpAuthorizer[],
  root: TreeMap,
): void {
  const name = defaultHttpAuthorizer(api.id, auth)
  if (name === undefined) return
  const at = valueAt(auth, 'DefaultAuthorizer')?.at ?? auth.at
  const chosen = authorizers.find((authorizer) => authorizer.name === name)
  if (!chosen) {
    const problem = `Unable to set DefaultAuthorizer because '${name}' was not defined in 'Authorizers'.`
    throw ofResource(api.id)(problem, at)
  }
  for (const { path, items } of pathsOf(root)) {
    for (const item of items) {
      for (const definition of openMethods(path, item)) {
        if (!isSaid(get(definition, 'security'))) require(definition, name, chosen.scopes ?? [], at)
      }
    }
  }
}

function openMethods(path: string, item: TreeMap): readonly TreeMap[] {
  return [...item.entries].flatMap(([written, { key, value }]) => {
    const name = methodName(written)
    if (['summary', 'description', 'parameters', 'options'].includes(name)) return []
    if (!item.entries.has(name))
      throw new InvalidTemplate(`Could not find ${name} in ${path} within DefinitionBody.`, key)
    return alternatives(value).flatMap((definition) => {
      if (definition.type !== 'map') {
        throw new InvalidTemplate(`Definition of method '${name}' for path '${path}' should be a map.`, key)
      }
      return hasIntegration(definition) ? [definition] : []
    })
  })
}
