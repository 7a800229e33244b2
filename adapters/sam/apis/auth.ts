import type { MapValue, Value } from '../../../model/value.ts'
import { valueAt } from '../edit.ts'
import { InvalidTemplate } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import type { ServerlessResource } from '../serverless.ts'
import { addAuthorizerPermission } from './authorizer-permission.ts'
import { authorizersOf, defaultAuthorizer } from './authorizers.ts'
import { isRestDocument, pathsOf } from './document.ts'
import { expectMap, ofResource } from './expect.ts'
import { addCustomStatements, addPathPolicy } from './resource-policy.ts'
import { addKeyDefinition, addSecurityDefinition, setDefaultAuthorizer, setDefaultKey } from './security.ts'
import { isSaid, type TreeMap } from './tree.ts'

const properties = [
  'Authorizers',
  'DefaultAuthorizer',
  'InvokeRole',
  'AddDefaultAuthorizerToCorsPreflight',
  'AddApiKeyRequiredToCorsPreflight',
  'ApiKeyRequired',
  'ResourcePolicy',
  'UsagePlan',
]

/** `Auth` of a REST API; `undefined` where it says nothing. */
export function authOf(api: ServerlessResource): MapValue | undefined {
  const auth = valueAt(api.properties, 'Auth')
  return isSaid(auth) ? expectMap(auth, 'Auth', ofResource(api.id)) : undefined
}

/**
 * Writes the authorizers, the default one, API keys and the resource policy into the document of a REST API. Source: AWS
 * SAM developer guide, "ApiAuth".
 */
export function addAuth(
  api: ServerlessResource,
  auth: MapValue | undefined,
  root: TreeMap | undefined,
  expansion: Expansion,
): void {
  if (!auth) return
  const refuse = ofResource(api.id)
  if (!root || root.entries.size === 0) {
    throw refuse("Auth works only with inline Swagger specified in 'DefinitionBody' property.", auth.at)
  }
  for (const [name, { key }] of auth.entries) {
    if (!properties.includes(name)) throw refuse("Invalid value for 'Auth' property", key)
  }
  if (!isRestDocument(root)) {
    const problem =
      "Unable to add Auth configuration because 'DefinitionBody' does not contain a valid Swagger definition."
    throw refuse(problem, auth.at)
  }
  pathsOf(root)
  addAuthorizers(api, auth, root, expansion)
  const key = valueAt(auth, 'ApiKeyRequired')
  if (isSaid(key)) {
    addKeyDefinition(root, key.at)
    setDefaultKey(root, isWanted(auth, 'AddApiKeyRequiredToCorsPreflight'), key.at)
  }
  const policy = valueAt(auth, 'ResourcePolicy')
  if (!isSaid(policy)) return
  const statements = policyOf(policy)
  const stage = valueAt(api.properties, 'StageName') ?? null
  for (const { path } of pathsOf(root)) addPathPolicy(root, path, statements, stage)
  addCustomStatements(root, statements)
}

function policyOf(policy: Value): MapValue {
  if (policy.type === 'map') return policy
  throw new InvalidTemplate('ResourcePolicy must be a map (ResourcePolicyStatement).', policy.at)
}

function addAuthorizers(api: ServerlessResource, auth: MapValue, root: TreeMap, expansion: Expansion): void {
  const authorizers = authorizersOf(api.id, auth, expansion)
  if (!authorizers) return
  for (const { name, scheme, at } of authorizers) addSecurityDefinition(root, name, scheme, at)
  const name = defaultAuthorizer(api.id, auth)
  const at = valueAt(auth, 'DefaultAuthorizer')?.at ?? auth.at
  if (name === undefined) return
  const chosen = authorizers.find((authorizer) => authorizer.name === name)
  if (!chosen) {
    const problem = `Unable to set DefaultAuthorizer because '${name}' was not defined in 'Authorizers'.`
    throw ofResource(api.id)(problem, at)
  }
  setDefaultAuthorizer(root, {
    name,
    scopes: chosen.scopes,
    authorizers: new Set(['AWS_IAM', ...authorizers.map((authorizer) => authorizer.name)]),
    preflight: isWanted(auth, 'AddDefaultAuthorizerToCorsPreflight'),
    at,
  })
}

/** Whether something is wanted that is so unless it is said to be not. */
function isWanted(auth: MapValue, name: string): boolean {
  return !auth.entries.has(name) || isSaid(valueAt(auth, name))
}

/** Lets the API call the functions of its authorizers. */
export function addAuthorizerPermissions(
  api: ServerlessResource,
  auth: MapValue | undefined,
  expansion: Expansion,
): void {
  for (const authorizer of (auth && authorizersOf(api.id, auth, expansion)) ?? []) {
    addAuthorizerPermission(api, authorizer, expansion.partition, expansion)
  }
}
