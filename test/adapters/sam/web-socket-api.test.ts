import { expect, test } from 'vitest'
import { expand, propertiesOf, typesOf } from './expanding.ts'

const api = (properties: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Chat:
    Type: AWS::Serverless::WebSocketApi
    Properties:
      RouteSelectionExpression: $request.body.action
${properties.replaceAll(/^(?=.)/gm, '      ')}`

const routes = 'Routes: { $connect: { FunctionArn: !GetAtt Join.Arn } }'

test('a route gets an integration and lets the API call its function on the stage', () => {
  const outcome = expand(api(`${routes}\nStageName: prod\nRouteSettings: { $connect: { LoggingLevel: INFO } }`))
  expect(typesOf(outcome)).toEqual({
    Chat: 'AWS::ApiGatewayV2::Api',
    ChatConnectIntegration: 'AWS::ApiGatewayV2::Integration',
    ChatConnectPermission: 'AWS::Lambda::Permission',
    ChatConnectRoute: 'AWS::ApiGatewayV2::Route',
    ChatprodStage: 'AWS::ApiGatewayV2::Stage',
  })
  expect(propertiesOf(outcome, 'ChatConnectRoute')).toEqual({
    ApiId: { Ref: 'Chat' },
    RouteKey: '$connect',
    Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'ChatConnectIntegration' }]] },
  })
  expect(propertiesOf(outcome, 'ChatConnectPermission').SourceArn).toEqual({
    'Fn::Sub': 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Chat.ApiId}/prod/$connect',
  })
  expect(outcome.resources.ChatprodStage?.DependsOn).toEqual(['ChatConnectRoute'])
})

test('connections may be authorised by a function', () => {
  const outcome = expand(api(`${routes}\nAuth: { AuthType: CUSTOM, AuthArn: !GetAtt Guard.Arn }`))
  expect(propertiesOf(outcome, 'ChatConnectRoute')).toMatchObject({
    AuthorizationType: 'CUSTOM',
    AuthorizerId: { Ref: 'ChatConnectAuthorizer' },
  })
  expect(propertiesOf(outcome, 'ChatAuthorizerPermission').FunctionName).toEqual({ 'Fn::GetAtt': ['Guard', 'Arn'] })
})

test('a way to authorise in small letters leaves connections open, as with the service', () => {
  const outcome = expand(api(`${routes}\nAuth: { AuthType: aws_iam }`))
  expect(propertiesOf(outcome, 'ChatConnectRoute').AuthorizationType).toBe('NONE')
})

test('tags reach the stage and the domain where they propagate', () => {
  const tagged = (more: string) => expand(api(`${routes}\nTags: { Team: a }${more}`))
  const own = { 'websocketapi:createdBy': 'SAM' }
  expect(propertiesOf(tagged(''), 'ChatDefaultStage').Tags).toEqual(own)
  expect(propertiesOf(tagged('\nPropagateTags: true'), 'ChatDefaultStage').Tags).toEqual({ Team: 'a', ...own })
})

test.each([
  ['Routes: {}', 'WebSocket API must have at least one route.'],
  ['Routes: { $other: { FunctionArn: x } }', "Route key '$other' must be alphanumeric."],
  ['Routes: { send: {} }', 'Route must have associated function.'],
  [`${routes}\nStageName: $default`, 'Stages cannot be named $default for WebSocket APIs.'],
  [`${routes}\nAuth: { AuthType: CUSTOM }`, 'AuthArn must be specified if AuthType is CUSTOM.'],
  [
    'Routes: { send: { FunctionArn: x } }\nAuth: { AuthType: AWS_IAM }',
    'Authorization is only available if there is a $connect route.',
  ],
  [`${routes}\nAccessLogSettings: [a]`, "Property 'AccessLogSettings' should be a map."],
])('an API that says %j is refused', (properties, problem) => {
  const [said, ...others] = expand(api(properties)).problems
  expect(said).toContain(`Resource with id [Chat] is invalid. ${problem}`)
  expect(others).toEqual([])
})
