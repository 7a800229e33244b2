import type { MapValue, Value } from '../../../model/value.ts'
import type { Made } from '../build.ts'
import { textOf, valueAt } from '../edit.ts'
import { definitionsOf, require } from './document.ts'
import type { EventRoute } from './event-route.ts'
import { expectList, expectMap, ofResource, shown } from './expect.ts'
import { addCustomStatements, addPathPolicy } from './resource-policy.ts'
import { addIamDefinition, openMarker, requireKey } from './security.ts'
import { get, isSaid, type TreeMap } from './tree.ts'

/**
 * Writes `Auth` of an event into the document: the authorizer of its method, whether it needs a key, and what the
 * resource policy says of its path. `stage` is null where it is not known. Source: AWS SAM developer guide,
 * "ApiFunctionAuth".
 */
export function addMethodAuth(route: EventRoute, root: TreeMap, stage: Value | null): void {
  const { auth, path, method, at } = route
  if (!auth) return
  const authorizer = valueAt(auth, 'Authorizer')
  checkAuthorizer(route, auth)
  const needsKey = valueAt(auth, 'ApiKeyRequired')
  const isKeyNeeded: boolean = isSaid(needsKey)
  const isKeyDenied = needsKey !== undefined && !isKeyNeeded
  if (isKeyDenied && !isSaid(valueAt(route.apiAuth, 'ApiKeyRequired'))) {
    const problem = `Unable to set ApiKeyRequired [${shown(needsKey)}] on API method [${method}] for path [${path}]`
    throw route.refuse(`${problem} because the related API does not specify any ApiKeyRequired.`, needsKey.at)
  }
  const name = textOf(authorizer)
  for (const definition of definitionsOf(root, path, method)) {
    if (name) {
      require(definition, name, scopesOf(route, auth, name), authorizer?.at ?? at)
      const first = get(definition, 'security')
      const leading = first?.type === 'list' ? first.items[0] : undefined
      if (leading?.type === 'map' && leading.entries.has('AWS_IAM')) addIamDefinition(root, at)
    }
    if (needsKey) requireKey(root, definition, isKeyNeeded, needsKey.at)
  }
  const policy = valueAt(auth, 'ResourcePolicy')
  if (!isSaid(policy)) return
  const statements = expectMap(policy, 'Auth.ResourcePolicy', ofResource(route.event.id))
  addPathPolicy(root, path, statements, stage)
  addCustomStatements(root, statements)
}

function scopesOf({ apiAuth }: EventRoute, auth: MapValue, name: string): Made {
  if (name === openMarker || name === 'AWS_IAM') return []
  return valueAt(auth, 'AuthorizationScopes') ?? valueAt(apiAuth, 'Authorizers', name, 'AuthorizationScopes') ?? []
}

/** The authorizer of a method is one of its API, or says that there is none where there would be one. */
function checkAuthorizer(route: EventRoute, auth: MapValue): void {
  const { path, method, refuse, apiAuth } = route
  const authorizer = valueAt(auth, 'Authorizer')
  const scopes = valueAt(auth, 'AuthorizationScopes')
  if (!isSaid(authorizer)) {
    if (isSaid(scopes)) throw refuse('AuthorizationScopes works only when Authorizer is set', scopes.at)
    return
  }
  const name = textOf(authorizer)
  const where = `on API method [${method}] for path [${path}]`
  const problem = `Unable to set Authorizer [${shown(authorizer)}] ${where}`
  const known = valueAt(apiAuth, 'Authorizers')
  if (name === openMarker && !isSaid(valueAt(apiAuth, 'DefaultAuthorizer'))) {
    const only = "'NONE' is only a valid value when a DefaultAuthorizer on the API is specified."
    throw refuse(`Unable to set Authorizer ${where} because ${only}`, authorizer.at)
  }
  if (name !== 'AWS_IAM' && name !== openMarker) {
    if (!isSaid(known)) {
      throw refuse(`${problem} because the related API does not define any Authorizers.`, authorizer.at)
    }
    const authorizers = expectMap(known, 'Auth.Authorizers', ofResource(route.api))
    if (name === undefined) {
      const must = 'The method authorizer must be a string with a corresponding dict entry in the api authorizer.'
      throw refuse(`${problem}. ${must}`, authorizer.at)
    }
    if (!isSaid(valueAt(authorizers, name))) {
      throw refuse(`${problem} because it wasn't defined in the API's Authorizers.`, authorizer.at)
    }
  }
  if (isSaid(scopes)) expectList(scopes, 'Auth.AuthorizationScopes', refuse)
}

/**
 * The credentials with which a method signed with AWS credentials calls the function: those of the caller, a role, or
 * none. `undefined` for other methods as well. Source: AWS SAM developer guide, "ApiFunctionAuth": InvokeRole.
 */
export function credentialsOf({ auth, apiAuth }: EventRoute): Made | undefined {
  const isDefault = textOf(valueAt(apiAuth, 'DefaultAuthorizer')) === 'AWS_IAM' && !auth
  if (textOf(valueAt(auth, 'Authorizer')) !== 'AWS_IAM' && !isDefault) return undefined
  const role = roleOf(auth) ?? roleOf(apiAuth) ?? 'CALLER_CREDENTIALS'
  if (role === 'NONE') return undefined
  return role === 'CALLER_CREDENTIALS' ? 'arn:aws:iam::*:user/*' : role
}

function roleOf(auth: MapValue | undefined): Value | string | undefined {
  const role = auth?.entries.get('InvokeRole')?.value
  if (role === undefined) return undefined
  return isSaid(role)
    ? textOf(role) === 'NONE' || textOf(role) === 'CALLER_CREDENTIALS'
      ? textOf(role)
      : role
    : 'NONE'
}
