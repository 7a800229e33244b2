import type { MapValue, Value } from '../../../model/value.ts'
import {
  anyMethod,
  conditional,
  definitionsOf,
  documentOf,
  hasIntegration,
  integrationKey,
  isHttpDocument,
  methodAt,
  methodName,
  pathItem,
  require,
  underCondition,
} from '../apis/document.ts'
import { invalidDocument } from '../apis/endpoint.ts'
import { expectMap, ofEvent, ofResource, type Refuse, shown } from '../apis/expect.ts'
import { apiOf, httpFlavour, isApiFor, routeOf } from '../apis/flavour.ts'
import { invokePath } from '../apis/resource-policy.ts'
import { attempt, get, getMap, isSaid, mapAt, push, set, type Tree, type TreeMap } from '../apis/tree.ts'
import { makeMap, ref, sub } from '../build.ts'
import { textOf, valueAt } from '../edit.ts'
import { InvalidEvent } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import { optional } from '../properties.ts'
import type { EventSource, FunctionEvent } from '../serverless.ts'

/** A route of an HTTP API. Source: AWS SAM developer guide, "HttpApi" (function event source type). */
export const httpApiEvent: EventSource = {
  type: 'HttpApi',
  forFunction: {
    properties: {
      Path: optional('text'),
      Method: optional('text'),
      ApiId: optional('text'),
      Stage: optional('text'),
      Auth: optional('map'),
      TimeoutInMillis: optional('number'),
      RouteSettings: optional('map'),
      PayloadFormatVersion: optional('text'),
    },
    expand: addRoute,
  },
}

interface Route {
  readonly event: FunctionEvent
  readonly path: string
  readonly method: string
  readonly api: string
  readonly properties: MapValue
  readonly refuse: Refuse
}

function addRoute(event: FunctionEvent, expansion: Expansion): undefined {
  const { path, method } = routeOf(event.id, event.properties, httpFlavour)
  const api = apiOf(event.id, event.properties, httpFlavour)
  const body = expansion.resources.get(api)
  if (!body || !isApiFor(httpFlavour, body)) {
    const problem = `ApiId must be a valid reference to an '${httpFlavour.apiType}' resource in same template.`
    throw new InvalidEvent(event.id, problem, event.at)
  }
  const written = valueAt(body, 'Properties')
  const properties = written?.type === 'map' ? written : makeMap({}, body.at)
  const route = { event, path, method: method.toLowerCase(), api, properties, refuse: ofEvent(event.id) }
  const document = documentOf(api, properties, expansion)
  if (document && document.root.entries.size > 0 && !isHttpDocument(document.root)) {
    throw ofResource(api)(invalidDocument('http', document.root).message, document.root.at)
  }
  const root = document?.root
  if (!root || !ownsDefaultRoute(route, root)) addPermission(route, expansion)
  if (document?.managed && root && hasRoute(root, path, route.method)) {
    throw route.refuse(`API method '${route.method}' defined multiple times for path '${path}'.`, event.at)
  }
  if (root && root.entries.size > 0) attempt(mapAt(root, 'paths', event.at), path, () => write(route, root))
  return undefined
}

/** Whether the function has the default route already: what lets the API call it for that covers all routes. */
function ownsDefaultRoute({ event, path }: Route, root: TreeMap): boolean {
  if (path === '$default') return false
  return definitionsOf(root, '$default', 'any').some((definition) => {
    const uri = getMap(definition, integrationKey)?.entries.get('uri')?.value
    const [, called] = /([A-Za-z0-9]+)\.Arn/.exec(uriText(uri)) ?? []
    return called === event.target.id
  })
}

function uriText(uri: Tree | undefined): string {
  const choice = uri?.type === 'map' ? uri.entries.get('Fn::If')?.value : undefined
  const value = choice?.type === 'list' ? choice.items[1] : uri
  return textOf(valueAt(value, 'Fn::Sub')) ?? textOf(value) ?? ''
}

function addPermission({ event, path, method, api }: Route, expansion: Expansion): void {
  const arn = 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/${__Stage__}'
  expansion.add({
    id: `${event.logicalId}Permission`,
    type: 'AWS::Lambda::Permission',
    properties: makeMap(
      {
        Action: 'lambda:InvokeFunction',
        FunctionName: event.target.name,
        Principal: 'apigateway.amazonaws.com',
        SourceArn: sub(`${arn}${invokedRoute(path, method)}`, {
          __ApiId__: valueAt(event.properties, 'ApiId') ?? ref(api),
          __Stage__: '*',
        }),
      },
      event.at,
    ),
    attributes: event.owner.attributes,
    at: event.at,
  })
}

/** The route as a permission names it; the default one has no path, or is a path of its own. */
function invokedRoute(path: string, method: string): string {
  if (path === '/$default') return path
  const name = ['any', '*', 'x-amazon-apigateway-any-method'].includes(method) ? '*' : method.toUpperCase()
  return `/${name}${path === '$default' ? '' : invokePath(path)}`
}

function write(route: Route, root: TreeMap): void {
  const { event, path, method } = route
  const { at } = event
  if (!hasRoute(root, path, method)) addIntegration(route, root)
  addAuth(route, root)
  const timeout = valueAt(event.properties, 'TimeoutInMillis')
  const version = valueAt(event.properties, 'PayloadFormatVersion')
  const parameters = [...path.matchAll(/\{(.*?)\}/g)].map(([, name = '']) => name)
  for (const definition of definitionsOf(root, path, method)) {
    const integration = getMap(definition, integrationKey)
    if (integration && isSaid(timeout)) set(integration, 'timeoutInMillis', timeout, at)
    if (integration && isSaid(version)) set(integration, 'payloadFormatVersion', version, at)
    for (const name of parameters) addPathParameter(definition, name, at)
  }
}

function hasRoute(root: TreeMap, path: string, method: string): boolean {
  return definitionsOf(root, path, method).some(hasIntegration)
}

function addIntegration({ event, path, method }: Route, root: TreeMap): void {
  const { at } = event
  const { alias, id } = event.target
  const called = alias === undefined ? `\${${id}.Arn}` : `\${${alias}}`
  const uri = `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/${called}/invocations`
  const condition = textOf(event.owner.attributes.get('Condition')?.value)
  const definition = methodAt(root, path, method, at)
  const integration = {
    type: 'aws_proxy',
    httpMethod: 'POST',
    payloadFormatVersion: '2.0',
    uri: conditional(condition, sub(uri)),
  }
  set(definition, integrationKey, integration, at)
  if (path === '$default' && methodName(method) === anyMethod) set(definition, 'isDefaultRoute', true, at)
  if (!definition.entries.has('responses')) set(definition, 'responses', {}, at)
  if (condition !== undefined) underCondition(pathItem(root, path, at), methodName(method), condition, at)
}

/** A parameter of the path is said to be required, whether it is described already or not. */
function addPathParameter(definition: TreeMap, name: string, at: Value['at']): void {
  const parameters = get(definition, 'parameters')
  const known =
    parameters?.type === 'list' ? parameters.items.find((item) => textOf(valueAt(item, 'name')) === name) : undefined
  if (known?.type === 'map') set(known, 'required', true, at)
  else push(definition, 'parameters', [{ name, in: 'path', required: true }], at)
}

/** The authorizer of a route: the one it names, or the default one with its own scopes. */
function addAuth(route: Route, root: TreeMap): void {
  const written = valueAt(route.event.properties, 'Auth')
  if (!isSaid(written)) return
  const auth = expectMap(written, 'Auth', route.refuse)
  const apiAuth = route.properties.entries.has('Auth')
    ? expectMap(route.properties.entries.get('Auth')?.value, 'Auth', ofResource(route.api))
    : undefined
  const chosen = valueAt(auth, 'Authorizer')
  const authorizer = isSaid(chosen) ? chosen : valueAt(apiAuth, 'DefaultAuthorizer')
  if (!isSaid(authorizer)) {
    const problem =
      "'Auth' section requires either an explicit 'Authorizer' set or a 'DefaultAuthorizer' configured on the HttpApi."
    throw route.refuse(problem, auth.at)
  }
  checkAuthorizer(route, authorizer, apiAuth)
  const name = textOf(authorizer) ?? ''
  const scopes = valueAt(auth, 'AuthorizationScopes')
  if (isSaid(scopes) && scopes.type !== 'list') {
    const problem = `Unable to set Authorizer ${whereOf(route)} because 'AuthorizationScopes' must be a list of strings.`
    throw route.refuse(problem, scopes.at)
  }
  const isOwn = name !== 'AWS_IAM' && name !== 'NONE'
  const known = isOwn ? valueAt(apiAuth, 'Authorizers', name, 'AuthorizationScopes') : undefined
  for (const definition of definitionsOf(root, route.path, route.method)) {
    require(definition, name, (name === 'NONE' ? undefined : scopes) ?? known ?? [], authorizer.at)
  }
}

function whereOf({ path, method }: Route): string {
  return `on API method [${method}] for path [${path}]`
}

function checkAuthorizer(route: Route, authorizer: Value, apiAuth: MapValue | undefined): void {
  const name = textOf(authorizer)
  const where = whereOf(route)
  if (name === 'NONE') {
    if (isSaid(valueAt(apiAuth, 'DefaultAuthorizer'))) return
    const only = "'NONE' is only a valid value when a DefaultAuthorizer on the API is specified."
    throw route.refuse(`Unable to set Authorizer ${where} because ${only}`, authorizer.at)
  }
  const iam = valueAt(apiAuth, 'EnableIamAuthorizer')
  if (name === 'AWS_IAM' && iam?.type === 'scalar' && iam.value === true) return
  const problem = `Unable to set Authorizer [${shown(authorizer)}] ${where}`
  const known = isSaid(apiAuth) ? valueAt(apiAuth, 'Authorizers') : makeMap({}, authorizer.at)
  if (name === undefined || known?.type !== 'map') {
    const must = 'The method authorizer must be a string with a corresponding dict entry in the api authorizer.'
    throw route.refuse(`${problem}. ${must}`, authorizer.at)
  }
  if (!isSaid(known)) {
    throw route.refuse(`${problem} because the related API does not define any Authorizers.`, authorizer.at)
  }
  if (!isSaid(valueAt(known, name))) {
    throw route.refuse(`${problem} because it wasn't defined in the API's Authorizers.`, authorizer.at)
  }
}
