import { describe, expect, test } from 'vitest'
import type { Exposure } from '../../../model/map.ts'
import { functionIn, mapOf } from '../../support/map.ts'

/** A function beside these resources, and what makes it reachable. */
async function exposure(resources: string, parameters = ''): Promise<Exposure> {
  const map = await mapOf(`
AWSTemplateFormatVersion: '2010-09-09'
${parameters}
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      Role: !GetAtt Role.Arn
      Code: {S3Bucket: builds, S3Key: fn.zip}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
${resources}`)
  return functionIn(map, 'Fn').exposure
}

/** What is compared: how wide, whether sure, and by which nodes. */
async function shown(resources: string, parameters = ''): Promise<string> {
  const { level, sure, possible, path, why } = await exposure(resources, parameters)
  const way = path.map((edge) =>
    edge
      .split(' ')
      .slice(1)
      .join(' ')
      .replace(/ functions\/Fn$/, ''),
  )
  return [level, ...(sure ? [] : [`perhaps ${possible}: ${why}`]), ...way].join(' | ')
}

const mapping = (source: string) => `
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {FunctionName: !Ref Fn, EventSourceArn: !GetAtt ${source}.Arn}`

const queue = `
  Queue:
    Type: AWS::SQS::Queue${mapping('Queue')}`

const queuePolicy = (principal: string, more = '') => `${queue}
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Queue]
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: ${principal}
            Action: sqs:SendMessage
            Resource: !GetAtt Queue.Arn
${more}`

const url = (auth: string) => `
  Url:
    Type: AWS::Lambda::Url
    Properties: {TargetFunctionArn: !Ref Fn, AuthType: ${auth}}`

const httpApi = (route: string) => `
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: shop, ProtocolType: HTTP}
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties: {ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Fn.Arn, PayloadFormatVersion: '2.0'}
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Api, RouteKey: GET /, Target: !Sub 'integrations/\${Integration}', ${route}}`

const permission = (more: string) => `
  Permission:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: !Ref Fn, Action: lambda:InvokeFunction, ${more}}`

describe('a function is', () => {
  test.each([
    ['private where nothing runs it', '', 'private'],
    ['private behind a queue that nobody else may write to', queue, 'private'],
    ['public behind a queue that anyone may write to', queuePolicy("'*'"), 'public | lets queues/Queue | triggers'],
    [
      'private behind a queue that one topic may write to',
      queuePolicy(
        '{Service: sns.amazonaws.com}',
        '            Condition: {ArnEquals: {aws:SourceArn: "arn:aws:sns:eu-west-1:111122223333:news"}}',
      ),
      'private',
    ],
    [
      'for the organisation behind a queue that its accounts may write to',
      queuePolicy("'*'", '            Condition: {StringEquals: {aws:PrincipalOrgID: o-1a2b3c4d5e}}'),
      'organisation | lets queues/Queue | triggers',
    ],
    [
      'for the account behind a queue that the account may write to',
      queuePolicy('{AWS: !Sub "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}'),
      'account | lets queues/Queue | triggers',
    ],
    [
      'private behind a queue where anyone is allowed and then denied',
      queuePolicy("'*'", `          - {Effect: Deny, Principal: '*', Action: 'sqs:*', Resource: !GetAtt Queue.Arn}`),
      'private',
    ],
    ['public at an address without authentication', url('NONE'), 'public | calls function_urls/Url | calls'],
    ['for the account at an address that asks for IAM', url('AWS_IAM'), 'account | calls function_urls/Url | calls'],
    ['public behind a route without authorizer', httpApi('AuthorizationType: NONE'), 'public | calls apis/Api | calls'],
    [
      'for the account behind a route that asks for IAM',
      httpApi('AuthorizationType: AWS_IAM'),
      'account | calls apis/Api | calls',
    ],
    [
      'for those who signed in behind a route that asks for a token',
      `${httpApi('AuthorizationType: JWT, AuthorizerId: !Ref Authorizer')}
  Authorizer:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref Api
      Name: users
      AuthorizerType: JWT
      IdentitySource: [$request.header.Authorization]
      JwtConfiguration: {Audience: [shop], Issuer: 'https://id.example'}`,
      'organisation | calls apis/Api | calls',
    ],
    ['public by a permission for anyone', permission("Principal: '*'"), 'public | lets'],
    [
      'for another account by a permission for it',
      permission("Principal: '444455556666'"),
      'account | perhaps organisation: whether account 444455556666 is the one deployed to is not given | lets',
    ],
    [
      'perhaps for others by a permission for a service without source',
      permission('Principal: events.amazonaws.com'),
      'private | perhaps organisation: the permission for events.amazonaws.com names no source: what other accounts own may call through it',
    ],
    [
      'private by a permission for a service with a source',
      permission("Principal: events.amazonaws.com, SourceArn: 'arn:aws:events:eu-west-1:111122223333:rule/nightly'"),
      'private',
    ],
    [
      'public as the trigger of a directory that anyone can sign up to',
      `
  Pool:
    Type: AWS::Cognito::UserPool
    Properties:
      LambdaConfig: {PreSignUp: !GetAtt Fn.Arn}`,
      'public | calls user_pools/Pool | triggers',
    ],
  ])('%s', async (_title, resources, expected) => {
    expect(await shown(resources)).toBe(expected)
  })

  test('perhaps public where a parameter decides who may call', async () => {
    const parameters = 'Parameters: {Auth: {Type: String}}'
    expect(await shown(url('!Ref Auth'), parameters)).toBe(
      'account | perhaps public: Auth has no value | calls function_urls/Url | calls',
    )
  })

  test('perhaps public behind a queue whose policy permits anyone all but what a parameter says', async () => {
    const resources = queuePolicy("'*'").replace('Action: sqs:SendMessage', 'NotAction: [!Ref Spared]')
    expect(await shown(resources, 'Parameters: {Spared: {Type: String}}')).toBe(
      'private | perhaps public: Spared has no value',
    )
  })

  test('perhaps public where its events come from something outside', async () => {
    const parameters = 'Parameters: {QueueArn: {Type: String}}'
    const resources = `
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {FunctionName: !Ref Fn, EventSourceArn: !Ref QueueArn}`
    expect(await shown(resources, parameters)).toBe('private | perhaps public: QueueArn has no value')
  })

  test('perhaps public where its address may be what a distribution calls', async () => {
    const resources = `${url('AWS_IAM')}
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        DefaultCacheBehavior: {TargetOriginId: fn, ViewerProtocolPolicy: https-only, CachePolicyId: none}
        Origins:
          - Id: fn
            DomainName: !Select [2, !Split ['/', !GetAtt Url.FunctionUrl]]
            CustomOriginConfig: {OriginProtocolPolicy: https-only}`
    expect(await shown(resources)).toBe(
      'account | perhaps public: the text is known after deployment | calls function_urls/Url | calls',
    )
  })
})
