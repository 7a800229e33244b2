import { describe, expect, test } from 'vitest'
import { expand, propertiesOf, typesOf, withFunction } from './expanding.ts'

const integration = {
  type: 'aws_proxy',
  httpMethod: 'POST',
  payloadFormatVersion: '2.0',
  uri: {
    'Fn::Sub':
      'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Jobs.Arn}/invocations',
  },
}
const arn = 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/${__Stage__}'

test('an event without a path takes all that no other one takes, and may call for all of its function', () => {
  const outcome = expand(
    withFunction(`
Events:
  List: {Type: HttpApi, Properties: {Path: "/jobs/{id}", Method: get, TimeoutInMillis: 5000}}
  Rest: {Type: HttpApi}`),
  )
  expect(typesOf(outcome)).toEqual({
    Jobs: 'AWS::Lambda::Function',
    JobsRole: 'AWS::IAM::Role',
    JobsRestPermission: 'AWS::Lambda::Permission',
    ServerlessHttpApi: 'AWS::ApiGatewayV2::Api',
    ServerlessHttpApiApiGatewayDefaultStage: 'AWS::ApiGatewayV2::Stage',
  })
  expect(propertiesOf(outcome, 'ServerlessHttpApi').Body).toMatchObject({
    openapi: '3.0.1',
    paths: {
      $default: {
        'x-amazon-apigateway-any-method': { 'x-amazon-apigateway-integration': integration, isDefaultRoute: true },
      },
      '/jobs/{id}': {
        get: {
          'x-amazon-apigateway-integration': { ...integration, timeoutInMillis: 5000 },
          parameters: [{ name: 'id', in: 'path', required: true }],
        },
      },
    },
  })
  expect(propertiesOf(outcome, 'JobsRestPermission').SourceArn).toEqual({
    'Fn::Sub': [`${arn}/*`, { __ApiId__: { Ref: 'ServerlessHttpApi' }, __Stage__: '*' }],
  })
})

describe('an authorizer of an HTTP API', () => {
  const template = (authorizers: string, auth = ''): string =>
    withFunction(
      `
Events:
  List: {Type: HttpApi, Properties: {Path: /jobs, Method: get, ApiId: !Ref Web${auth}}}`,
      `
  Web:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth: ${authorizers}
`,
    )
  const users =
    '{DefaultAuthorizer: Users, Authorizers: {Users: {JwtConfiguration: {issuer: "https://id", audience: [web]}, IdentitySource: $request.header.Authorization, AuthorizationScopes: [read]}}}'

  test('is asked of routes with its scopes', () => {
    expect(propertiesOf(expand(template(users)), 'Web').Body).toMatchObject({
      paths: { '/jobs': { get: { security: [{ Users: ['read'] }] } } },
      components: {
        securitySchemes: {
          Users: {
            type: 'oauth2',
            'x-amazon-apigateway-authorizer': {
              type: 'jwt',
              identitySource: '$request.header.Authorization',
              jwtConfiguration: { issuer: 'https://id', audience: ['web'] },
            },
          },
        },
      },
    })
  })

  test('leaves a route open that names none, with a mark', () => {
    expect(propertiesOf(expand(template(users, ', Auth: {Authorizer: NONE}')), 'Web').Body).toMatchObject({
      paths: { '/jobs': { get: { security: [{ NONE: [] }] } } },
    })
  })

  test('is called by the API only where that is asked for', () => {
    const lambda = (more: string): string =>
      `{Authorizers: {Check: {FunctionArn: !GetAtt Jobs.Arn, AuthorizerPayloadFormatVersion: '2.0'${more}}}}`
    const made = (more: string): readonly string[] => Object.keys(expand(template(lambda(more))).resources)
    expect(made('')).not.toContain('WebCheckAuthorizerPermission')
    expect(made(', EnableFunctionDefaultPermissions: true')).toContain('WebCheckAuthorizerPermission')
  })

  test('says what belongs to its kind', () => {
    expect(expand(template('{Authorizers: {Check: {FunctionArn: a, IdentitySource: b}}}')).problems).toEqual([
      "15:68 Resource with id [Web] is invalid. IdentitySource is only supported for OAuth2 Authorizer. For Lambda Authorizer, use the 'Identity' property instead.",
    ])
  })
})

test('CORS of an HTTP API is said in its document', () => {
  const outcome = expand(`Transform: AWS::Serverless-2016-10-31
Resources:
  All: {Type: AWS::Serverless::HttpApi, Properties: {CorsConfiguration: true}}
  Some: {Type: AWS::Serverless::HttpApi, Properties: {CorsConfiguration: {AllowOrigins: ["https://a"], MaxAge: 0}}}
`)
  const cors = (id: string) => propertiesOf(outcome, id).Body
  expect(cors('All')).toMatchObject({ 'x-amazon-apigateway-cors': { allowOrigins: ['*'] } })
  expect(cors('Some')).toMatchObject({ 'x-amazon-apigateway-cors': { allowOrigins: ['https://a'], maxAge: 0 } })
})

test('settings of a route go over those of the API and of Globals', () => {
  const outcome = expand(
    withFunction(
      `
Events:
  List: {Type: HttpApi, Properties: {Path: /jobs, Method: get, ApiId: !Ref Web, RouteSettings: {ThrottlingBurstLimit: 3}}}`,
      `
  Web:
    Type: AWS::Serverless::HttpApi
    Properties: {RouteSettings: {GET /jobs: {ThrottlingBurstLimit: 2, ThrottlingRateLimit: 2}}}
Globals: {HttpApi: {RouteSettings: {GET /jobs: {ThrottlingRateLimit: 1, LoggingLevel: INFO}}}}
`,
    ),
  )
  expect(propertiesOf(outcome, 'WebApiGatewayDefaultStage').RouteSettings).toEqual({
    'GET /jobs': { ThrottlingBurstLimit: 3, ThrottlingRateLimit: 2, LoggingLevel: 'INFO' },
  })
})
