import { describe, expect, test } from 'vitest'
import { valueAt } from '../../../adapters/sam/edit.ts'
import { expand, expandValues, propertiesOf, typesOf, withFunction } from './expanding.ts'

const uri = {
  'Fn::Sub': 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Jobs.Arn}/invocations',
}
const integration = { type: 'aws_proxy', httpMethod: 'POST', uri }

describe('an event that names no API', () => {
  const template = withFunction(`
Events:
  List:
    Type: Api
    Properties: {Path: "/jobs/{id}/", Method: GET}`)

  test('gets one that all such events share, which may call the function', () => {
    const outcome = expand(template)
    expect(typesOf(outcome)).toMatchObject({
      ServerlessRestApi: 'AWS::ApiGateway::RestApi',
      ServerlessRestApiProdStage: 'AWS::ApiGateway::Stage',
      JobsListPermissionProd: 'AWS::Lambda::Permission',
    })
    expect(propertiesOf(outcome, 'ServerlessRestApi').Body).toEqual({
      swagger: '2.0',
      info: { version: '1.0', title: { Ref: 'AWS::StackName' } },
      paths: { '/jobs/{id}/': { get: { 'x-amazon-apigateway-integration': integration, responses: {} } } },
    })
    expect(propertiesOf(outcome, 'JobsListPermissionProd').SourceArn).toEqual({
      'Fn::Sub': [
        'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/${__Stage__}/GET/jobs/*',
        { __ApiId__: { Ref: 'ServerlessRestApi' }, __Stage__: '*' },
      ],
    })
  })

  test('is where its route points at', () => {
    const { template: expanded } = expandValues(template)
    const body = valueAt(expanded, 'Resources', 'ServerlessRestApi', 'Properties', 'Body')
    const route = valueAt(body, 'paths', '/jobs/{id}/', 'get', 'x-amazon-apigateway-integration', 'type')
    expect(route?.at).toMatchObject({ startLine: 10, startColumn: 9 })
    expect(route?.via).toMatchObject([{ reason: 'transform', location: { startLine: 10 } }])
  })

  test('may not ask for a route that another one has', () => {
    const second = template.replace(
      '  List:',
      '  All: {Type: Api, Properties: {Path: /jobs, Method: get}}\n        List:',
    )
    expect(expand(second.replaceAll('/jobs/{id}/', '/jobs')).problems).toEqual([
      '11:9 Resource with id [Jobs] is invalid. Event with id [List] is invalid. API method "get" defined multiple times for path "/jobs".',
    ])
  })
})

test('a route is there under the condition of its function, and so is an API that has no other routes', () => {
  const outcome = expand(
    withFunction(
      `
Events:
  List: {Type: Api, Properties: {Path: /jobs, Method: get}}`,
      'Conditions: {Wanted: !Equals [a, b]}\n',
    ).replace('    Properties:\n      CodeUri', '    Condition: Wanted\n    Properties:\n      CodeUri'),
  )
  const nothing = { Ref: 'AWS::NoValue' }
  const guarded = { ...integration, uri: { 'Fn::If': ['Wanted', uri, nothing] } }
  expect(outcome.resources.ServerlessRestApi?.Condition).toBe('Wanted')
  expect(propertiesOf(outcome, 'ServerlessRestApi').Body).toMatchObject({
    paths: {
      '/jobs': {
        'Fn::If': [
          'Wanted',
          { get: { 'Fn::If': ['Wanted', { 'x-amazon-apigateway-integration': guarded, responses: {} }, nothing] } },
          nothing,
        ],
      },
    },
  })
})

describe('the default authorizer of an API', () => {
  const events = `
Events:
  List: {Type: Api, Properties: {Path: /jobs, Method: get, RestApiId: !Ref Web}}
  Open: {Type: Api, Properties: {Path: /open, Method: get, RestApiId: !Ref Web, Auth: {Authorizer: NONE}}}`
  const api = (auth: string): string => `
  Web:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Cors: "'https://example.com'"
      Auth: ${auth}
`
  const pool =
    '{DefaultAuthorizer: Users, Authorizers: {Users: {UserPoolArn: arn:pool}}, AddDefaultAuthorizerToCorsPreflight: false}'

  test('is asked of all routes but those that say otherwise, and not of preflight requests', () => {
    const body = propertiesOf(expand(withFunction(events, api(pool))), 'Web').Body
    expect(body).toMatchObject({
      paths: {
        '/jobs': { get: { security: [{ Users: [] }] }, options: { summary: 'CORS support' } },
        '/open': { get: { security: [{ NONE: [] }] } },
      },
      securityDefinitions: {
        Users: {
          type: 'apiKey',
          name: 'Authorization',
          in: 'header',
          'x-amazon-apigateway-authtype': 'cognito_user_pools',
          'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: ['arn:pool'] },
        },
      },
    })
    expect(body).not.toHaveProperty(['paths', '/jobs', 'options', 'security'])
  })

  test('may be a function, which the API may then call', () => {
    const lambda = '{DefaultAuthorizer: Check, Authorizers: {Check: {FunctionArn: !GetAtt Jobs.Arn}}}'
    expect(propertiesOf(expand(withFunction(events, api(lambda))), 'WebCheckAuthorizerPermission')).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: { 'Fn::GetAtt': ['Jobs', 'Arn'] },
      Principal: 'apigateway.amazonaws.com',
      SourceArn: {
        'Fn::Sub': [
          'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/authorizers/*',
          { __ApiId__: { Ref: 'Web' } },
        ],
      },
    })
  })

  test('must be one that there is; a route cannot be taken out where there is none', () => {
    expect(expand(withFunction(events, api('{Authorizers: {Users: {UserPoolArn: arn:pool}}}'))).problems).toEqual([
      "11:106 Resource with id [Jobs] is invalid. Event with id [Open] is invalid. Unable to set Authorizer on API method [get] for path [/open] because 'NONE' is only a valid value when a DefaultAuthorizer on the API is specified.",
    ])
    expect(
      expand(withFunction('', api('{DefaultAuthorizer: Other, Authorizers: {Users: {UserPoolArn: arn:pool}}}')))
        .problems,
    ).toEqual([
      "15:33 Resource with id [Web] is invalid. Unable to set DefaultAuthorizer because 'Other' was not defined in 'Authorizers'.",
    ])
  })
})

test('a document of the author is left alone unless it is to be merged with', () => {
  const template = (merge: boolean): string =>
    withFunction(
      `
Events:
  List: {Type: Api, Properties: {Path: /jobs, Method: get, RestApiId: !Ref Web}}`,
      `
  Web:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      MergeDefinitions: ${merge}
      DefinitionBody: {swagger: '2.0', paths: {/jobs: {get: {responses: {'200': {description: fine}}, tags: [jobs]}}}}
`,
    )
  const written = { responses: { '200': { description: 'fine' } }, tags: ['jobs'] }
  const method = (merge: boolean) => propertiesOf(expand(template(merge)), 'Web').Body
  expect(method(false)).toEqual({ swagger: '2.0', paths: { '/jobs': { get: written } } })
  expect(method(true)).toEqual({
    swagger: '2.0',
    paths: { '/jobs': { get: { ...written, 'x-amazon-apigateway-integration': integration, responses: {} } } },
  })
})

test('who may call from where is said in the policy of the document', () => {
  const outcome = expand(
    withFunction(`
Events:
  List: {Type: Api, Properties: {Path: /jobs, Method: any, Auth: {ResourcePolicy: {IpRangeWhitelist: [10.0.0.0/8]}}}}`),
  )
  const resource = [{ 'Fn::Sub': ['execute-api:/${__Stage__}/*/jobs', { __Stage__: 'Prod' }] }]
  const statement = { Action: 'execute-api:Invoke', Resource: resource, Principal: '*' }
  expect(propertiesOf(outcome, 'ServerlessRestApi').Body).toMatchObject({
    'x-amazon-apigateway-policy': {
      Version: '2012-10-17',
      Statement: [
        { ...statement, Effect: 'Allow' },
        { ...statement, Effect: 'Deny', Condition: { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8'] } } },
      ],
    },
  })
})

test('a state machine is started by a role of the event', () => {
  const outcome = expand(`Transform: AWS::Serverless-2016-10-31
Resources:
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: flow.asl.json
      Events:
        Start: {Type: Api, Properties: {Path: /start, Method: post}}
`)
  expect(propertiesOf(outcome, 'ServerlessRestApi').Body).toMatchObject({
    paths: {
      '/start': {
        post: {
          'x-amazon-apigateway-integration': {
            type: 'aws',
            uri: { 'Fn::Sub': 'arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution' },
            credentials: { 'Fn::GetAtt': ['FlowStartRole', 'Arn'] },
          },
        },
      },
    },
  })
})

test('APIs that share a usage plan are all in it', () => {
  const shared = 'Auth: {ApiKeyRequired: true, UsagePlan: {CreateUsagePlan: SHARED}}'
  const outcome = expand(`Transform: AWS::Serverless-2016-10-31
Resources:
  One: {Type: AWS::Serverless::Api, Properties: {StageName: live, ${shared}}}
  Two: {Type: AWS::Serverless::Api, DeletionPolicy: Retain, Properties: {StageName: live, ${shared}}}
`)
  expect(propertiesOf(outcome, 'ServerlessUsagePlan')).toEqual({
    ApiStages: [
      { ApiId: { Ref: 'One' }, Stage: { Ref: 'OneliveStage' } },
      { ApiId: { Ref: 'Two' }, Stage: { Ref: 'TwoliveStage' } },
    ],
  })
  expect(outcome.resources.ServerlessUsagePlan).toMatchObject({ DependsOn: ['One', 'Two'], DeletionPolicy: 'Retain' })
})
