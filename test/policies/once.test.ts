import { describe, expect, test } from 'vitest'
import { scanTexts } from '../support/scan.ts'

/** The findings on permissions of a function whose role has these statements, each with what it says. */
async function told(...policies: readonly (object | string)[]): Promise<readonly string[]> {
  const template = {
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      Orders: {
        Type: 'AWS::Serverless::Function',
        Properties: {
          Runtime: 'nodejs22.x',
          Handler: 'index.handler',
          InlineCode: 'exports.handler = () => {}',
          Tracing: 'Active',
          Policies: policies,
        },
      },
    },
  }
  const { findings } = await scanTexts({ 'template.json': JSON.stringify(template) })
  return findings
    .map(({ policy, verdict, detail }) => `${policy.replace('least_privilege/', '')} ${verdict} ${detail}`)
    .sort()
}

function allow(Action: string | readonly string[], Resource: unknown = '*', more: object = {}): object {
  return { Statement: [{ Effect: 'Allow', Action, Resource, ...more }] }
}

describe('One fault of a statement is told once: ', () => {
  test.each([
    ['invoking every function', 'lambda:InvokeFunction', 'invoke_any_function fail lambda:InvokeFunction on *'],
    [
      'reading every secret',
      'secretsmanager:GetSecretValue',
      'unscoped_sensitive_read fail secretsmanager:GetSecretValue on *',
    ],
    ['taking on every role', 'sts:AssumeRole', 'unscoped_assume_role fail sts:AssumeRole on *'],
    ['passing every role', 'iam:PassRole', 'unscoped_pass_role fail iam:PassRole on *, to any service'],
    ['all of a service', 'dynamodb:*', 'wildcard_actions fail dynamodb:* on *'],
    ['a wide prefix', 's3:Put*', 'wildcard_actions fail s3:Put* (40 actions) on *'],
    [
      'all that gives permissions',
      'iam:*',
      'privilege_escalation fail iam:UpdateAssumeRolePolicy (by iam:*) on *, and 13 more ways',
    ],
    ['what could be limited otherwise', 'sqs:SendMessage', 'wildcard_resource fail sqs:SendMessage on *'],
  ])('%s, on everything', async (_what, action, finding) => {
    expect(await told(allow(action))).toEqual([finding])
  })

  test.each([
    [
      'reading every table',
      allow('dynamodb:GetItem', 'arn:aws:dynamodb:eu-west-1:123456789012:table/*'),
      'unscoped_sensitive_read fail dynamodb:GetItem on arn:aws:dynamodb:eu-west-1:123456789012:table/*',
    ],
    [
      'all on every table',
      allow('dynamodb:*', 'arn:aws:dynamodb:eu-west-1:123456789012:table/*'),
      'wildcard_actions fail dynamodb:* on arn:aws:dynamodb:eu-west-1:123456789012:table/*',
    ],
    ['everything on every bucket', allow('*', 'arn:aws:s3:::*'), 'wildcard_actions fail * on arn:aws:s3:::*'],
    [
      'invoking every function of a name that says nothing',
      allow('lambda:InvokeFunction', 'arn:aws:lambda:eu-west-1:123456789012:function:a*'),
      'invoke_any_function fail lambda:InvokeFunction on arn:aws:lambda:eu-west-1:123456789012:function:a*',
    ],
    [
      'writing to every queue',
      allow('sqs:SendMessage', 'arn:aws:sqs:eu-west-1:123456789012:*'),
      'broad_arn fail sqs:SendMessage on arn:aws:sqs:eu-west-1:123456789012:*, every one of the type',
    ],
    [
      'a policy template for every table',
      { DynamoDBCrudPolicy: { TableName: '*' } },
      'unscoped_sam_template fail DynamoDBCrudPolicy on arn:${partition}:dynamodb:${region}:${account}:table/*',
    ],
    [
      'a policy template for every function',
      { LambdaInvokePolicy: { FunctionName: '*' } },
      'unscoped_sam_template fail LambdaInvokePolicy on arn:${partition}:lambda:${region}:${account}:function:*',
    ],
    [
      'what a wildcard beside it covers',
      allow(['sqs:SendMessage', 'sqs:*', 'sqs:ReceiveMessage']),
      'wildcard_actions fail sqs:* on *',
    ],
    [
      'what lists beside what reads every bucket',
      allow(['s3:GetObject', 's3:ListBucket']),
      'unscoped_sensitive_read fail s3:GetObject on *',
    ],
  ])('%s', async (_what, policy, finding) => {
    expect(await told(policy)).toEqual([finding])
  })
})

test('What a managed policy of AWS allows is told with its name', async () => {
  expect(await told('AmazonS3ReadOnlyAccess')).toEqual([
    'unscoped_sensitive_read fail AmazonS3ReadOnlyAccess allows s3:GetObject, s3:GetObjectVersion on *',
  ])
  expect(await told('AmazonS3FullAccess')).toEqual(['broad_managed_policy fail AmazonS3FullAccess is attached'])
  expect(await told('AdministratorAccess')).toEqual(['full_admin fail AdministratorAccess allows * on *'])
})

describe('Two faults of a statement are told as two: ', () => {
  test('reading every table, and writing to it', async () => {
    expect(await told(allow(['dynamodb:GetItem', 'dynamodb:PutItem']))).toEqual([
      'unscoped_sensitive_read fail dynamodb:GetItem on *',
      'wildcard_resource fail dynamodb:PutItem on *',
    ])
  })

  test('doing at all what a deployment does, and on everything', async () => {
    expect(await told(allow('dynamodb:DeleteTable'))).toEqual([
      'control_plane_actions fail dynamodb:DeleteTable on *',
      'wildcard_resource fail dynamodb:DeleteTable on *',
    ])
  })
})

test('Where a condition is not known, all that may be told is unknown', async () => {
  const Condition = { StringLike: { 'aws:ResourceAccount': { 'Fn::ImportValue': 'trusted' } } }
  const found = await told(allow('secretsmanager:GetSecretValue', '*', { Condition }))
  expect(found).toEqual([
    'unscoped_sensitive_read unknown secretsmanager:GetSecretValue on *',
    'wildcard_resource unknown secretsmanager:GetSecretValue on *',
  ])
})
