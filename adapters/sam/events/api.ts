import type { Value } from '../../../model/value.ts'
import {
  conditional,
  documentOf,
  hasIntegration,
  integrationKey,
  isRestDocument,
  methodAt,
  methodName,
  pathItem,
  underCondition,
} from '../apis/document.ts'
import { type EventRoute, eventRoute, stageOf, writeRoute } from '../apis/event-route.ts'
import { addMethodAuth, credentialsOf } from '../apis/method-auth.ts'
import { addRequest } from '../apis/request.ts'
import { invokePath } from '../apis/resource-policy.ts'
import { isSaid, set, type TreeMap } from '../apis/tree.ts'
import { type Made, makeMap, ref, sub } from '../build.ts'
import { textOf, valueAt } from '../edit.ts'
import type { Expansion } from '../expansion.ts'
import { hashOf } from '../hash.ts'
import { referenceName } from '../intrinsic.ts'
import { literal, optional, required } from '../properties.ts'
import type { EventSource, FunctionEvent, StateMachineEvent } from '../serverless.ts'
import { addDeliveryRole, startPolicy } from '../wiring/delivery-role.ts'

/** A route of a REST API. Source: AWS SAM developer guide, "Api" (function and state machine event source types). */
export const apiEvent: EventSource = {
  type: 'Api',
  forFunction: {
    properties: {
      Path: required('text'),
      Method: required('text'),
      RestApiId: optional('text'),
      Stage: optional('text'),
      Auth: optional('map'),
      RequestModel: optional('map'),
      RequestParameters: optional('list'),
      TimeoutInMillis: optional('number'),
      ResponseTransferMode: optional('text'),
    },
    expand: addFunctionRoute,
  },
  forStateMachine: {
    properties: {
      Path: required('text'),
      Method: required('text'),
      RestApiId: optional('text'),
      Stage: optional('text'),
      Auth: optional('map'),
      UnescapeMappingTemplate: literal('boolean'),
    },
    expand: addStateMachineRoute,
  },
}

function addFunctionRoute(event: FunctionEvent, expansion: Expansion): undefined {
  const route = eventRoute(event, true, expansion)
  const stage = stageOf(route)
  addPermission(event, route, stage, expansion)
  writeRoute(route, expansion, (root) => {
    addMethod(route, root, functionIntegration(event, route, expansion), {})
    addMethodAuth(route, root, stage ?? null)
    addRequest(route, root)
  })
  overrideAuth(route, stage, expansion)
  return undefined
}

/** Lets the API call the function for this route, in any stage. */
function addPermission(event: FunctionEvent, route: EventRoute, stage: Value | undefined, expansion: Expansion): void {
  const method = ['*', 'any'].includes(route.method) ? '*' : route.method.toUpperCase()
  const arn = `arn:${expansion.partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/\${__Stage__}`
  const path = invokePath(route.path)
  expansion.add({
    id: `${event.logicalId}Permission${suffixOf(stage)}`,
    type: 'AWS::Lambda::Permission',
    properties: makeMap(
      {
        Action: 'lambda:InvokeFunction',
        FunctionName: event.target.name,
        Principal: 'apigateway.amazonaws.com',
        SourceArn: sub(`${arn}/${method}${path}`, {
          __ApiId__: valueAt(event.properties, 'RestApiId') ?? ref(route.api),
          __Stage__: '*',
        }),
      },
      event.at,
    ),
    attributes: event.owner.attributes,
    at: event.at,
  })
}

/** What ends the permission's id: the name of the stage where an id can hold it. */
function suffixOf(stage: Value | undefined): string {
  const name = textOf(stage)
  if (name === undefined) return 'Stage'
  return /^[\p{L}\p{N}]+$/u.test(name) ? name : hashOf(name)
}

function functionIntegration(event: FunctionEvent, route: EventRoute, { partition }: Expansion): Made {
  const { alias, id } = event.target
  const called = alias === undefined ? `\${${id}.Arn}` : `\${${alias}}`
  const mode = valueAt(event.properties, 'ResponseTransferMode')
  const isStream = textOf(mode) === 'RESPONSE_STREAM'
  const version = isStream ? '2021-11-15' : '2015-03-31'
  const action = isStream ? 'response-streaming-invocations' : 'invocations'
  const path = `lambda:path/${version}/functions/${called}/${action}`
  return {
    type: 'aws_proxy',
    httpMethod: 'POST',
    uri: conditional(route.condition, sub(`arn:${partition}:apigateway:\${AWS::Region}:${path}`)),
    credentials: credentialsOf(route),
    responseTransferMode: isStream ? 'STREAM' : undefined,
    timeoutInMillis: valueAt(event.properties, 'TimeoutInMillis'),
  }
}

function addStateMachineRoute(event: StateMachineEvent, expansion: Expansion): undefined {
  const route = eventRoute(event, false, expansion)
  const role = addDeliveryRole(
    event,
    {
      service: 'apigateway.amazonaws.com',
      policies: [startPolicy(event, `${event.logicalId}RoleStartExecutionPolicy`)],
      ...(event.target.permissionsBoundary ? { permissionsBoundary: event.target.permissionsBoundary } : {}),
    },
    expansion,
  )
  const responses = { '200': { description: 'OK' }, '400': { description: 'Bad Request' } }
  writeRoute(route, expansion, (root) => {
    addMethod(route, root, startIntegration(event, route, role), responses)
    addMethodAuth(route, root, null)
  })
  return undefined
}

/** Starts an execution with the body of the request. Source: API Gateway developer guide, "Integrate with Step Functions". */
function startIntegration(event: StateMachineEvent, route: EventRoute, role: Value): Made {
  const machine = referenceName(event.target.arn) ?? event.target.id
  const unescaped = valueAt(event.properties, 'UnescapeMappingTemplate')
  const suffix = isSaid(unescaped) ? `.replaceAll("\\\\'","'")` : ''
  const input = `$util.escapeJavaScript($input.json('$'))${suffix}`
  return {
    type: 'aws',
    httpMethod: 'POST',
    uri: conditional(
      route.condition,
      sub('arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution'),
    ),
    responses: { '200': { statusCode: '200' }, '400': { statusCode: '400' } },
    credentials: role,
    requestTemplates: { 'application/json': sub(`{"input": "${input}", "stateMachineArn": "\${${machine}}"}`) },
  }
}

/** Adds the method of a route, under the condition of its owner. */
function addMethod(route: EventRoute, root: TreeMap, integration: Made, responses: Made): void {
  const { path, method, at, condition } = route
  const definition = methodAt(root, path, method, at)
  if (hasIntegration(definition)) {
    throw route.refuse(`API method "${method}" defined multiple times for path "${path}".`, at)
  }
  set(definition, integrationKey, integration, at)
  if (!definition.entries.has('responses')) set(definition, 'responses', responses, at)
  if (condition !== undefined) underCondition(pathItem(root, path, at), methodName(method), condition, at)
}

/** `OverrideApiAuth` lets an event say the auth of a method that the author wrote into the document. */
function overrideAuth(route: EventRoute, stage: Value | undefined, expansion: Expansion): void {
  const { auth } = route
  if (!auth || !isSaid(valueAt(auth, 'OverrideApiAuth'))) return
  if (!['Authorizer', 'ApiKeyRequired', 'ResourcePolicy'].some((name) => valueAt(auth, name) !== undefined)) {
    const problem =
      'Must define one of: Authorizer, ApiKeyRequired or ResourcePolicy when using the OverrideApiAuth property.'
    throw route.refuse(problem, auth.at)
  }
  const document = documentOf(route.api, route.properties, expansion)
  if (document && isRestDocument(document.root)) addMethodAuth(route, document.root, stage ?? null)
}
