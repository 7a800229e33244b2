import type { Entry, Value } from '../../../model/value.ts'
import { type Made, type MadeMap, makeMap, ref, sub } from '../build.ts'
import { entriesOf, textOf, valueAt } from '../edit.ts'
import { InvalidResource } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import type { ServerlessResource } from '../serverless.ts'
import { addAuthorizer, readAuth } from './auth.ts'

/** Adds the routes of an API with their integrations and permissions. Gives the logical ids of the routes. */
export function addRoutes(api: ServerlessResource, stageName: Value | string, expansion: Expansion): readonly string[] {
  const { id, properties, at } = api
  const routes = entriesOf(valueAt(properties, 'Routes'))
  if (routes.length === 0) throw new InvalidResource(id, 'WebSocket API must have at least one route.', at)
  for (const [key, route] of routes) checkRoute(id, key, route)
  const auth = readAuth(api)
  const authorization: Readonly<Record<string, Made | undefined>> = auth
    ? {
        AuthorizationType: auth.type,
        AuthorizerId: auth.type === 'CUSTOM' ? ref(addAuthorizer(api, auth, expansion)) : undefined,
      }
    : {}
  return routes.map(([key, route]) =>
    addRoute(api, { key, route, stageName, authorization: key === '$connect' ? authorization : {} }, expansion),
  )
}

const special = ['$connect', '$disconnect', '$default']

function checkRoute(id: string, key: string, { key: at, value }: Entry): void {
  if (!special.includes(key) && !/^[\p{L}\p{N}]+$/u.test(key)) {
    const problem = `Route key '${key}' must be alphanumeric. Only $connect, $disconnect, and $default special routes are supported.`
    throw new InvalidResource(id, problem, at)
  }
  if (!valueAt(value, 'FunctionArn')) throw new InvalidResource(id, 'Route must have associated function.', at)
  if (key !== '$connect' && valueAt(value, 'RequestParameters')) {
    const problem = 'Request parameters are only supported for the $connect route in WebSocket APIs.'
    throw new InvalidResource(id, problem, at)
  }
}

interface Route {
  readonly key: string
  readonly route: Entry
  readonly stageName: Value | string
  readonly authorization: Readonly<Record<string, Made | undefined>>
}

/** Properties that the route has as they are written. */
const carried = [
  'ApiKeyRequired',
  'ModelSelectionExpression',
  'OperationName',
  'RequestModels',
  'RequestParameters',
  'RouteResponseSelectionExpression',
] as const

function addRoute(api: ServerlessResource, { key, route, stageName, authorization }: Route, expansion: Expansion) {
  const { key: at, value } = route
  const add = (id: string, type: string, properties: MadeMap): void =>
    expansion.add({ id, type, properties: makeMap(properties, at), attributes: api.attributes, at })
  const called = valueAt(value, 'FunctionArn')
  const stem = api.id + capitalised(key.replace('$', ''))
  const uri =
    'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${FunctionArn}/invocations'
  add(`${stem}Integration`, 'AWS::ApiGatewayV2::Integration', {
    ApiId: ref(api.id),
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: sub(uri, { FunctionArn: called }),
    TimeoutInMillis: valueAt(value, 'IntegrationTimeout'),
  })
  add(`${stem}Permission`, 'AWS::Lambda::Permission', {
    Action: 'lambda:InvokeFunction',
    FunctionName: called,
    Principal: 'apigateway.amazonaws.com',
    SourceArn: sourceArn(api.id, stageName, key),
  })
  const same = Object.fromEntries(carried.map((name) => [name, valueAt(value, name)]))
  add(`${stem}Route`, 'AWS::ApiGatewayV2::Route', {
    ApiId: ref(api.id),
    RouteKey: key,
    ...authorization,
    ...same,
    Target: { 'Fn::Join': ['/', ['integrations', ref(`${stem}Integration`)]] },
  })
  return `${stem}Route`
}

function sourceArn(id: string, stageName: Value | string, key: string): Made {
  const all = `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${${id}.ApiId}`
  const name = typeof stageName === 'string' ? stageName : textOf(stageName)
  return name === undefined
    ? sub(`${all}/\${__StageName__}/${key}`, { __StageName__: stageName })
    : sub(`${all}/${name}/${key}`)
}

/** The first letter large and the others small. */
function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase()
}
