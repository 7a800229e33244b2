import { describe, expect, test } from 'vitest'
import type { Loop, StackMap } from '../../../model/map.ts'
import { examplesOf, textsOf } from '../../support/examples.ts'
import { functionIn, mapOf, mapsOf } from '../../support/map.ts'

const policy = { id: 'denial_of_wallet/recursive_loop' }

describe('the examples of the policy on loops', () => {
  test.each(examplesOf(policy).map((example) => [example.name, example] as const))('%s', async (_name, example) => {
    const maps = await mapsOf(textsOf(example))
    const loops = maps.flatMap((map) => map.functions.flatMap((fn) => fn.loops))
    const said = loops.some((loop) => loop.sure) ? 'fail' : loops.length > 0 || !complete(maps) ? 'unknown' : 'pass'
    // What the policy leaves open because a pattern is not resolved, the graph resolves.
    const agreeing = { fail: ['fail'], pass: ['pass'], unknown: ['unknown', 'fail'] }[example.verdict]
    expect(agreeing).toContain(said)
  })
})

function complete(maps: readonly StackMap[]): boolean {
  return maps.every((map) => map.complete)
}

const two = (statementOfFirst: string, statementOfSecond: string, more = '') => `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  First:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      CodeUri: s3://builds/first.zip
      Policies: [{Statement: [${statementOfFirst}]}]
      Events: {In: {Type: SQS, Properties: {Queue: !GetAtt One.Arn}}}
  Second:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      CodeUri: s3://builds/second.zip
      Policies: [{Statement: [${statementOfSecond}]}]
      Events: {In: {Type: SQS, Properties: {Queue: !GetAtt Two.Arn}}}
  One:
    Type: AWS::SQS::Queue
  Two:
    Type: AWS::SQS::Queue
    Properties: {QueueName: shop-two}
${more}
Transform: AWS::Serverless-2016-10-31`

const send = (queue: string) => `{Effect: Allow, Action: sqs:SendMessage, Resource: ${queue}}`
const none = '{Effect: Allow, Action: s3:GetObject, Resource: "arn:aws:s3:::settings/*"}'

async function loopOf(template: string): Promise<Pick<Loop, 'nodes' | 'sure' | 'why'> | undefined> {
  const [loop] = functionIn(await mapOf(template), 'First').loops
  return loop && { nodes: loop.nodes, sure: loop.sure, why: loop.why }
}

test('a way round through another function is a loop of both triggers', async () => {
  const map = await mapOf(two(send('!GetAtt Two.Arn'), send('!GetAtt One.Arn')))
  const [first, second] = map.functions.map((fn) => fn.loops.map((loop) => loop.nodes))
  expect(first).toEqual([['functions/First', 'queues/Two', 'functions/Second', 'queues/One', 'functions/First']])
  expect(second).toEqual([['functions/Second', 'queues/One', 'functions/First', 'queues/Two', 'functions/Second']])
  const loops = map.edges.filter((edge) => edge.loop).map((edge) => edge.id)
  expect(loops.sort()).toEqual([
    'functions/First runs_as roles/FirstRole',
    'functions/Second runs_as roles/SecondRole',
    'queues/One triggers functions/First',
    'queues/Two triggers functions/Second',
    'roles/FirstRole may queues/Two',
    'roles/SecondRole may queues/One',
  ])
})

test('of several ways round the shortest is told', async () => {
  const both = `${send('!GetAtt Two.Arn')}, ${send('!GetAtt One.Arn')}`
  expect(await loopOf(two(both, send('!GetAtt One.Arn')))).toEqual({
    nodes: ['functions/First', 'queues/One', 'functions/First'],
    sure: true,
    why: null,
  })
})

test('a way that leads on and not back is none', async () => {
  expect(await loopOf(two(send('!GetAtt Two.Arn'), none))).toBeUndefined()
})

test('what is denied again is none', async () => {
  const denied = `${send('!GetAtt One.Arn')}, {Effect: Deny, Action: 'sqs:*', Resource: '*'}`
  expect(await loopOf(two(denied, none))).toBeUndefined()
})

test('a pattern that covers the queue by its name closes it', async () => {
  const loop = await loopOf(two(send('"arn:aws:sqs:*:*:shop-*"'), send('!GetAtt One.Arn')))
  expect(loop).toEqual({
    nodes: ['functions/First', 'queues/Two', 'functions/Second', 'queues/One', 'functions/First'],
    sure: true,
    why: null,
  })
})

test('what is permitted on everything closes it, too', async () => {
  expect(await loopOf(two(send('"*"'), none))).toEqual({
    nodes: ['functions/First', 'queues/One', 'functions/First'],
    sure: true,
    why: null,
  })
})

test('a function that reads the logs it writes runs for ever', async () => {
  const logs = `
  Logs:
    Type: AWS::Logs::LogGroup
    Properties: {LogGroupName: !Sub '/aws/lambda/\${First}'}
  Watch:
    Type: AWS::Logs::SubscriptionFilter
    Properties: {LogGroupName: !Ref Logs, FilterPattern: '', DestinationArn: !GetAtt First.Arn}`
  expect(await loopOf(two(none, none, logs))).toEqual({
    nodes: ['functions/First', 'log_groups/Logs', 'functions/First'],
    sure: true,
    why: null,
  })
})

test('results that go to the queue of the function come back', async () => {
  const results = `
  Results:
    Type: AWS::Lambda::EventInvokeConfig
    Properties:
      FunctionName: !Ref First
      Qualifier: $LATEST
      DestinationConfig: {OnSuccess: {Destination: !GetAtt One.Arn}}`
  expect(await loopOf(two(none, none, results))).toEqual({
    nodes: ['functions/First', 'queues/One', 'functions/First'],
    sure: true,
    why: null,
  })
})

const thumbnails = (permitted: string, filter: string) => `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  First:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      Role: !GetAtt Role.Arn
      Code: {S3Bucket: builds, S3Key: first.zip}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
      Policies:
        - PolicyName: access
          PolicyDocument: {Statement: [${permitted}]}
  Pictures:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: pictures
      NotificationConfiguration:
        LambdaConfigurations:
          - Event: s3:ObjectCreated:*
            Function: !GetAtt First.Arn
            Filter: {S3Key: {Rules: [${filter}]}}`

const put = (keys: string) => `{Effect: Allow, Action: s3:PutObject, Resource: 'arn:aws:s3:::pictures/${keys}'}`
const uploads = '{Name: prefix, Value: uploads/}'

test.each([
  ['keys that the trigger does not hear', put('thumbs/*'), uploads, false],
  ['keys that the trigger hears', put('uploads/small/*'), uploads, true],
  ['keys of another ending', put('*.png'), '{Name: suffix, Value: .jpg}', false],
  ['all keys', put('*'), uploads, true],
  [
    'all keys but those that are denied',
    `${put('*')}, {Effect: Deny, Action: s3:PutObject, Resource: 'arn:aws:s3:::pictures/uploads/*'}`,
    uploads,
    false,
  ],
  [
    'the bucket and none of its keys',
    "{Effect: Allow, Action: 's3:*', Resource: 'arn:aws:s3:::pictures'}",
    uploads,
    false,
  ],
])('writing %s', async (_title, permitted, filter, loops) => {
  expect((await loopOf(thumbnails(permitted, filter))) !== undefined).toBe(loops)
})

test('keys that the boundary of the role denies are not written', async () => {
  const bounded = thumbnails(put('*'), uploads).replace(
    'AssumeRolePolicyDocument',
    'PermissionsBoundary: !Ref Boundary\n      AssumeRolePolicyDocument',
  )
  const boundary = `
  Boundary:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          - {Effect: Allow, Action: '*', Resource: '*'}
          - {Effect: Deny, Action: s3:PutObject, Resource: 'arn:aws:s3:::pictures/uploads/*'}`
  expect(await loopOf(bounded + boundary)).toBeUndefined()
})
