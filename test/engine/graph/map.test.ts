import { expect, test } from 'vitest'
import { functionIn, mapOf, mapsOf } from '../../support/map.ts'

const trust = `AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]`

const lambda = (name: string, role: string, more = '') => `
  ${name}:
    Type: AWS::Lambda::Function
    ${more}
    Properties:
      FunctionName: shop-${name.toLowerCase()}
      Runtime: nodejs22.x
      Handler: index.handler
      Timeout: 20
      Role: ${role}
      Code: {S3Bucket: builds, S3Key: ${name}.zip}`

const role = (name: string, statements: string) => `
  ${name}:
    Type: AWS::IAM::Role
    Properties:
      ${trust}
      Policies: [{PolicyName: access, PolicyDocument: {Statement: [${statements}]}}]`

test('what a role permits stands at the role, once for all functions that share it', async () => {
  const names = ['A', 'B', 'C']
  const statements = `
          {Sid: Read, Effect: Allow, Action: [dynamodb:GetItem, dynamodb:Query], Resource: !GetAtt Orders.Arn},
          {Effect: Allow, Action: 'dynamodb:PutItem', Resource: !GetAtt Orders.Arn, Condition: {ForAllValues:StringEquals: {dynamodb:LeadingKeys: [shop]}}},
          {Effect: Allow, Action: 'lambda:InvokeFunction', Resource: !Sub '\${C.Arn}:*'}`
  const map = await mapOf(`
Resources:${names.map((name) => lambda(name, '!GetAtt Role.Arn')).join('')}${role('Role', statements)}
  Orders: {Type: AWS::DynamoDB::Table, Properties: {TableName: orders, KeySchema: [], AttributeDefinitions: []}}`)
  expect(map.functions.map((fn) => fn.role)).toEqual(['roles/Role', 'roles/Role', 'roles/Role'])
  const [shared] = map.roles
  expect(shared?.usedBy).toEqual(['functions/A', 'functions/B', 'functions/C'])
  expect(
    shared?.access.map(({ target, may, actions, statements: at }) => ({
      target,
      may,
      actions,
      at: at.map(({ index, sid, conditional, location }) => [index, sid, conditional, location.startLine]),
    })),
  ).toEqual([
    {
      target: 'tables/Orders',
      may: ['read', 'write'],
      actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem'],
      at: [
        [0, 'Read', false, 39],
        [1, null, true, 40],
      ],
    },
    { target: 'functions/C', may: ['invoke'], actions: ['lambda:InvokeFunction'], at: [[2, null, false, 41]] },
  ])
  expect(map.edges.map(({ id, may }) => [id, may.join(', ')])).toEqual([
    ['functions/A runs_as roles/Role', ''],
    ['functions/B runs_as roles/Role', ''],
    ['functions/C runs_as roles/Role', ''],
    ['roles/Role may tables/Orders', 'read, write'],
    ['roles/Role may functions/C', 'invoke'],
  ])
})

test('a pattern is a node that leads to what it covers by name', async () => {
  const statements = `{Effect: Allow, Action: s3:GetObject, Resource: 'arn:aws:s3:::shop-*/*'},
          {Effect: Allow, Action: [logs:PutLogEvents, xray:PutTraceSegments], Resource: '*'}`
  const map = await mapOf(`
Resources:${lambda('A', '!GetAtt Role.Arn')}${role('Role', statements)}
  Pictures: {Type: AWS::S3::Bucket, Properties: {BucketName: shop-pictures}}
  Other: {Type: AWS::S3::Bucket, Properties: {BucketName: warehouse}}`)
  expect(map.edges.filter(({ relation }) => relation === 'may').map(({ id, sure }) => [id, sure])).toEqual([
    ['roles/Role may pattern:arn:aws:s3:::shop-*/*', true],
    ['pattern:arn:aws:s3:::shop-*/* may buckets/Pictures', true],
    ['roles/Role may pattern:logs *', true],
    ['roles/Role may pattern:xray *', true],
  ])
  expect(map.nodes.filter(({ kind }) => kind === 'pattern').map(({ label }) => label)).toEqual([
    'arn:aws:s3:::shop-*/*',
    'any of logs',
    'any of xray',
  ])
})

test('what somebody outside can get at through a function is reachable', async () => {
  const statements = '{Effect: Allow, Action: dynamodb:Query, Resource: !GetAtt Orders.Arn}'
  const map = await mapOf(`
Resources:${lambda('A', '!GetAtt Role.Arn')}${lambda('B', '!GetAtt Own.Arn')}${role('Role', statements)}${role('Own', '{Effect: Allow, Action: dynamodb:Query, Resource: !GetAtt Stock.Arn}')}
  Url: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !Ref A, AuthType: NONE}}
  Orders: {Type: AWS::DynamoDB::Table, Properties: {KeySchema: [], AttributeDefinitions: []}}
  Stock: {Type: AWS::DynamoDB::Table, Properties: {KeySchema: [], AttributeDefinitions: []}}`)
  const tables = map.nodes.filter(({ kind }) => kind === 'table')
  expect(tables.map(({ id, reachable }) => [id, reachable])).toEqual([
    ['tables/Orders', { from: 'public', sure: true, by: 'roles/Role may tables/Orders' }],
    ['tables/Stock', null],
  ])
})

test('what depends on a condition says on which', async () => {
  const map = await mapOf(`
Parameters: {Stage: {Type: String}}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
Resources:${lambda('A', '!GetAtt Role.Arn')}${lambda('B', '!GetAtt Role.Arn', 'Condition: IsProd')}${role('Role', '{Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Jobs.Arn}')}
  Jobs: {Type: AWS::SQS::Queue}
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Condition: IsProd
    Properties: {FunctionName: !Ref B, EventSourceArn: !GetAtt Jobs.Arn}
  Url:
    Type: AWS::Lambda::Url
    Properties: {TargetFunctionArn: !Ref A, AuthType: !If [IsProd, AWS_IAM, NONE]}`)
  expect(map.functions.map(({ id, condition, exposure }) => [id, condition, exposure.level])).toEqual([
    ['A', null, 'public'],
    ['B', 'IsProd', 'private'],
  ])
  expect(functionIn(map, 'B').triggers.map(({ id, condition }) => [id, condition])).toEqual([['Mapping', 'IsProd']])
  expect(map.edges.filter(({ condition }) => condition !== null).map(({ id, condition }) => [id, condition])).toEqual([
    ['queues/Jobs triggers functions/B', 'IsProd'],
    ['functions/B runs_as roles/Role', 'IsProd'],
  ])
})

test('what runs a function says how, what limits it and who may call', async () => {
  const map = await mapOf(`
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties: {StageName: live, MethodSettings: [{HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40}]}
  Jobs: {Type: AWS::SQS::Queue}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      CodeUri: s3://builds/fn.zip
      MemorySize: 256
      ReservedConcurrentExecutions: 5
      Events:
        Read: {Type: Api, Properties: {RestApiId: !Ref Api, Method: get, Path: /orders}}
        Nightly: {Type: Schedule, Properties: {Schedule: rate(1 day), Enabled: false}}
        Work: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn, BatchSize: 5, ScalingConfig: {MaximumConcurrency: 2}}}`)
  const fn = functionIn(map, 'Fn')
  expect(
    fn.triggers.map(({ label, source, mechanism, invocation, auth, enabled, limits }) => [
      label,
      source,
      mechanism,
      invocation,
      auth,
      enabled,
      limits.join('; '),
    ]),
  ).toEqual([
    ['rate(1 day)', 'event_rules/FnNightly', 'schedule', 'asynchronous', null, false, ''],
    ['event source mapping', 'queues/Jobs', 'event_source_mapping', 'polled', null, true, 'batches of 5; 2 at once'],
    ['GET /orders', 'apis/Api', 'route', 'synchronous', 'none', true, 'live: 20 calls a second, 40 at once'],
  ])
  expect(fn.limits).toEqual({
    timeoutSeconds: 3,
    memoryMb: 256,
    ephemeralStorageMb: 512,
    reservedConcurrency: 5,
    provisionedConcurrency: null,
    asynchronousRetries: 2,
  })
  expect([fn.exposure.level, fn.exposure.path]).toEqual([
    'public',
    ['internet calls apis/Api', 'apis/Api calls functions/Fn'],
  ])
})

test('a map is complete, or says what is missing and what would complete it', async () => {
  const whole = await mapOf(`
Resources:${lambda('A', '!GetAtt Role.Arn')}${role('Role', '{Effect: Allow, Action: sqs:SendMessage, Resource: "*"}')}`)
  expect([whole.complete, whole.gaps]).toEqual([true, []])
  const lacking = await mapOf(`
Parameters: {RoleArn: {Type: String}}
Resources:${lambda('A', '!Ref RoleArn')}${lambda('B', '!Ref RoleArn')}
  Part: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: https://templates.example/part.yaml}}`)
  expect(lacking.complete).toBe(false)
  expect(lacking.gaps.map(({ why, needs, nodes, location }) => [why, needs, nodes, location?.startLine])).toEqual([
    ['RoleArn has no value', ['--parameter RoleArn=…'], ['roles/external:RoleArn'], 2],
    ['what Part holds was not given', [], [], undefined],
  ])
  expect(lacking.roles.map(({ complete, why, usedBy }) => [complete, why, usedBy.length])).toEqual([
    [false, 'RoleArn has no value', 2],
  ])
})

test('the same in Terraform', async () => {
  const [map] = await mapsOf({
    'main.tf': `
resource "aws_sqs_queue" "jobs" {}
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}
resource "aws_iam_role" "worker" {
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
resource "aws_iam_role_policy" "worker" {
  role   = aws_iam_role.worker.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sqs:*", Resource = aws_sqs_queue.jobs.arn }] })
}
resource "aws_lambda_function" "worker" {
  function_name = "worker"
  role          = aws_iam_role.worker.arn
  filename      = "worker.zip"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}
resource "aws_lambda_event_source_mapping" "jobs" {
  function_name    = aws_lambda_function.worker.arn
  event_source_arn = aws_sqs_queue.jobs.arn
}`,
  })
  expect(map?.edges.map(({ id, loop, location }) => [id, loop, location.startLine])).toEqual([
    ['queues/aws_sqs_queue.jobs triggers functions/aws_lambda_function.worker', true, 28],
    ['functions/aws_lambda_function.worker runs_as roles/aws_iam_role.worker', true, 21],
    ['roles/aws_iam_role.worker may queues/aws_sqs_queue.jobs', true, 17],
  ])
})

test('what leads to another given stack is drawn, and listed there', async () => {
  const maps = await mapsOf({
    'queue.yaml': `
Resources:
  Jobs: {Type: AWS::SQS::Queue}
Outputs: {Jobs: {Value: !GetAtt Jobs.Arn, Export: {Name: jobs}}}`,
    'worker.yaml': `
Resources:${lambda('Worker', '!GetAtt Role.Arn')}${role('Role', '{Effect: Allow, Action: xray:PutTraceSegments, Resource: "*"}')}
  Mapping: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Worker, EventSourceArn: !ImportValue jobs}}`,
  })
  expect(maps.map(({ functions, complete }) => [functions.map(({ id }) => id), complete])).toEqual([
    [[], true],
    [['Worker'], true],
  ])
  const edges = maps.map((map) => map.edges.map(({ id }) => id))
  expect(edges[1]).toEqual([
    'queues/queue.yaml::Jobs triggers functions/Worker',
    'functions/Worker runs_as roles/Role',
    'roles/Role may pattern:xray *',
  ])
  expect(maps[1]?.nodes.map(({ id, external }) => [id, external])).toEqual([
    ['functions/Worker', false],
    ['pattern:xray *', false],
    ['queues/queue.yaml::Jobs', true],
    ['roles/Role', false],
  ])
})

test('a folder that was not read, or a module, makes the map incomplete', async () => {
  const provider = 'provider "aws" {}\n'
  const left = await mapsOf({ 'live/main.tf': provider, 'modules/role/main.tf': 'resource "aws_iam_role" "r" {}\n' })
  const message = 'No root calls the Terraform in modules/role: it is not judged. Name a folder to judge it by itself'
  expect(left.map(({ complete, gaps }) => [complete, gaps.map(({ why, location }) => [why, location?.file])])).toEqual([
    [false, [[message, 'modules/role/main.tf']]],
  ])
  const remote = await mapsOf({ 'main.tf': `${provider}module "m" {\n  source = "team/queue/aws"\n}\n` })
  expect(remote.map(({ complete, gaps }) => [complete, gaps.map(({ why }) => why)])).toEqual([
    [false, ['what module.m holds was not given']],
  ])
})
