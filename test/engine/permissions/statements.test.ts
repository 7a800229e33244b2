import { describe, expect, test } from 'vitest'
import { effective } from './effective.ts'
import { allow, asInTemplates, deny, type Written, writings } from './writings.ts'

interface Case {
  readonly title: string
  readonly statements: readonly Written[]
  readonly boundary?: readonly Written[]
  readonly permits: readonly string[]
}

const orders = 'arn:aws:dynamodb:eu-west-1:123456789012:table/shop-orders'
const jobs = 'arn:aws:sqs:eu-west-1:123456789012:shop-jobs'
const ours = { 'aws:ResourceAccount': '123456789012' }

const cases: readonly Case[] = [
  // What a statement names.
  {
    title: 'one action on one table',
    statements: [allow('dynamodb:GetItem', orders)],
    permits: [`dynamodb:GetItem on ${orders} = table Orders`],
  },
  {
    title: 'a list of actions on a list of resources',
    statements: [allow(['sqs:SendMessage', 's3:PutObject'], [jobs, 'arn:aws:s3:::shop-images/thumbs/*'])],
    permits: [
      `sqs:SendMessage s3:PutObject on ${jobs} = queue Jobs`,
      'sqs:SendMessage s3:PutObject on arn:aws:s3:::shop-images/thumbs/* = bucket Images',
    ],
  },
  {
    title: 'an index of a table lies in the table',
    statements: [allow('dynamodb:Query', `${orders}/index/*`)],
    permits: [`dynamodb:Query on ${orders}/index/* = table Orders`],
  },
  {
    title: 'two statements stay two',
    statements: [allow('sqs:SendMessage', jobs), allow('sqs:ReceiveMessage', jobs)],
    permits: [`sqs:SendMessage on ${jobs} = queue Jobs`, `sqs:ReceiveMessage on ${jobs} = queue Jobs`],
  },
  { title: 'everything on everything', statements: [allow('*', '*')], permits: ['* on *'] },
  {
    title: 'a statement without an Effect is no Allow',
    statements: [{ Action: 's3:*', Resource: '*' }],
    permits: ['s3:* on * ? the statement has no Effect, and no service takes one without'],
  },
  { title: 'a Deny alone permits nothing', statements: [deny('s3:*', '*')], permits: [] },
  {
    title: 'NotAction leaves everything else',
    statements: [{ Effect: 'Allow', NotAction: ['iam:*', 'sts:*'], Resource: '*' }],
    permits: ['* but iam:* sts:* on *'],
  },
  {
    title: 'NotResource leaves everything else',
    statements: [{ Effect: 'Allow', Action: 's3:GetObject', NotResource: 'arn:aws:s3:::payroll/*' }],
    permits: ['s3:GetObject on all but arn:aws:s3:::payroll/*'],
  },
  {
    title: 'NotAction with NotResource',
    statements: [{ Effect: 'Allow', NotAction: 'iam:*', NotResource: orders }],
    permits: [`* but iam:* on all but ${orders} = table Orders`],
  },

  // A Deny takes away what it covers.
  {
    title: 'a Deny of the same action on the same resource takes it away',
    statements: [allow('dynamodb:GetItem', orders), deny('dynamodb:GetItem', orders)],
    permits: [],
  },
  {
    title: 'it does so whatever the order',
    statements: [deny('dynamodb:GetItem', orders), allow('dynamodb:GetItem', orders)],
    permits: [],
  },
  {
    title: 'a Deny of everything takes everything away',
    statements: [allow('*', '*'), deny('*', '*')],
    permits: [],
  },
  {
    title: 'a Deny of a service leaves the others',
    statements: [allow('*', '*'), deny('iam:*', '*')],
    permits: ['* less iam:* on *'],
  },
  {
    title: 'a Deny of one action leaves the rest of the service',
    statements: [allow('dynamodb:*', orders), deny('dynamodb:DeleteTable', '*')],
    permits: [`dynamodb:* less dynamodb:DeleteTable on ${orders} = table Orders`],
  },
  {
    title: 'a Deny of other actions takes nothing away',
    statements: [allow('dynamodb:GetItem', orders), deny('dynamodb:PutItem', orders)],
    permits: [`dynamodb:GetItem on ${orders} = table Orders`],
  },
  {
    title: 'one of several actions is taken away',
    statements: [allow(['sqs:SendMessage', 'sqs:PurgeQueue'], jobs), deny('sqs:Purge*', '*')],
    permits: [`sqs:SendMessage less sqs:Purge* on ${jobs} = queue Jobs`],
  },
  {
    title: 'case does not count in actions',
    statements: [allow('DynamoDB:getitem', orders), deny('dynamodb:GETITEM', orders)],
    permits: [],
  },
  {
    title: 'a question mark stands for one character',
    statements: [allow(['s3:GetObject', 's3:PutObject'], '*'), deny('s3:?etObject', '*')],
    permits: ['s3:PutObject less s3:?etObject on *'],
  },
  {
    title: 'a question mark does not stand for a star',
    statements: [allow('s3:*', '*'), deny('s3:??????????', '*')],
    permits: ['s3:* less s3:?????????? on *'],
  },
  {
    title: 'stars that cross leave what only one of them matches',
    statements: [allow('s3:Get*', '*'), deny('s3:*Acl', '*')],
    permits: ['s3:Get* less s3:*Acl on *'],
  },
  {
    title: 'a star for the service',
    statements: [allow('s3:GetObject', '*'), deny('*:Get*', '*')],
    permits: [],
  },
  {
    title: '`*:*` is `*`',
    statements: [allow(['*', 's3:GetObject'], '*'), deny('*:*', '*')],
    permits: [],
  },
  {
    title: 'a Deny on another resource takes nothing away',
    statements: [allow('sqs:SendMessage', jobs), deny('sqs:*', 'arn:aws:sqs:eu-west-1:123456789012:shop-other')],
    permits: [`sqs:SendMessage on ${jobs} = queue Jobs`],
  },
  {
    title: 'a Deny on a part of what is allowed leaves the pattern',
    statements: [allow('s3:*', '*'), deny('s3:*', 'arn:aws:s3:::payroll/*')],
    permits: ['s3:* on *'],
  },
  {
    title: 'a Deny by the name of the bucket is a Deny on its objects only if it covers them',
    statements: [allow('s3:GetObject', 'arn:aws:s3:::shop-images/*'), deny('s3:*', 'arn:aws:s3:::shop-images')],
    permits: ['s3:GetObject on arn:aws:s3:::shop-images/* = bucket Images'],
  },
  {
    title: 'a Deny by a prefix covers what begins with it',
    statements: [allow('s3:GetObject', 'arn:aws:s3:::shop-images/raw/*'), deny('s3:Get*', 'arn:aws:s3:::shop-*')],
    permits: [],
  },
  {
    title: 'a Deny by a longer prefix does not',
    statements: [
      allow('s3:GetObject', 'arn:aws:s3:::shop-images/*'),
      deny('s3:Get*', 'arn:aws:s3:::shop-images/raw/*'),
    ],
    permits: ['s3:GetObject on arn:aws:s3:::shop-images/* = bucket Images'],
  },
  {
    title: 'a Deny in any region and account covers one',
    statements: [allow('dynamodb:PutItem', orders), deny('dynamodb:*', 'arn:aws:dynamodb:*:*:table/shop-orders')],
    permits: [],
  },
  {
    title: 'partitions do not tell resources apart: a role only ever meets its own',
    statements: [allow('s3:GetObject', 'arn:aws:s3:::shop-a/*'), deny('s3:*', 'arn:aws-cn:s3:::shop-a/*')],
    permits: [],
  },
  {
    title: 'a Deny in another region is about another queue',
    statements: [
      allow('sqs:SendMessage', 'arn:aws:sqs:eu-west-1:123456789012:mail-*'),
      deny('sqs:*', 'arn:aws:sqs:us-east-1:123456789012:*'),
    ],
    permits: ['sqs:SendMessage on arn:aws:sqs:eu-west-1:123456789012:mail-*'],
  },
  {
    title: 'a Deny in another account is about another queue',
    statements: [
      allow('sqs:SendMessage', 'arn:aws:sqs:eu-west-1:123456789012:mail-*'),
      deny('sqs:*', 'arn:aws:sqs:*:210987654321:*'),
    ],
    permits: ['sqs:SendMessage on arn:aws:sqs:eu-west-1:123456789012:mail-*'],
  },
  {
    title: 'an ARN that ends early goes on with stars',
    statements: [allow('sqs:SendMessage', jobs), deny('sqs:*', 'arn:aws:sqs:eu-west-1')],
    permits: [],
  },
  {
    title: 'a Deny of any ARN is a Deny of everything that has one',
    statements: [allow('sqs:SendMessage', jobs), deny('*', 'arn:*:*:*:*:*')],
    permits: [],
  },
  {
    title: 'any ARN is not everything',
    statements: [allow('ec2:DescribeVpcs', '*'), deny('*', 'arn:aws:s3:::*')],
    permits: ['ec2:DescribeVpcs on *'],
  },
  {
    title: 'a policy variable covers itself',
    statements: [
      allow('s3:GetObject', 'arn:aws:s3:::homes/${aws:username}/*'),
      deny('s3:*', 'arn:aws:s3:::homes/${aws:username}/*'),
    ],
    permits: [],
  },
  {
    title: 'a Deny for whoever asks leaves the wider pattern',
    statements: [allow('s3:*', 'arn:aws:s3:::homes/*'), deny('s3:*', 'arn:aws:s3:::homes/${aws:username}/*')],
    permits: ['s3:* on arn:aws:s3:::homes/*'],
  },
  {
    title: 'a Deny under a condition takes nothing away',
    statements: [allow('s3:*', '*'), deny('s3:*', '*', { Bool: { 'aws:SecureTransport': 'false' } })],
    permits: ['s3:* on *'],
  },
  {
    title: 'a Deny under a condition that always holds takes nothing away either: nobody evaluates it here',
    statements: [allow('s3:*', '*'), deny('s3:*', '*', { StringLike: { 'aws:PrincipalArn': '*' } })],
    permits: ['s3:* on *'],
  },
  {
    title: 'an Allow under a condition is taken away all the same',
    statements: [allow('s3:*', '*', { StringEquals: ours }), deny('s3:*', '*')],
    permits: [],
  },
  {
    title: 'several Deny statements add up',
    statements: [allow('*', '*'), deny('iam:*', '*'), deny(['kms:*', 'iam:*'], '*')],
    permits: ['* less iam:* kms:* on *'],
  },
  {
    title: 'a Deny is about each resource of a statement by itself',
    statements: [allow('sqs:SendMessage', [jobs, 'arn:aws:sqs:eu-west-1:123456789012:mail']), deny('sqs:*', jobs)],
    permits: ['sqs:SendMessage on arn:aws:sqs:eu-west-1:123456789012:mail'],
  },
  {
    title: 'a Deny with NotAction lets through what it names',
    statements: [allow('*', '*'), { Effect: 'Deny', NotAction: ['s3:*', 'logs:*'], Resource: '*' }],
    permits: ['* only s3:* logs:* on *'],
  },
  {
    title: 'a Deny with NotAction takes the rest away',
    statements: [allow(['s3:GetObject', 'sqs:SendMessage'], '*'), { Effect: 'Deny', NotAction: 's3:*', Resource: '*' }],
    permits: ['s3:GetObject only s3:GetObject on *'],
  },
  {
    title: 'a Deny with NotAction that names all actions of a statement leaves it alone',
    statements: [allow('s3:GetObject', '*'), { Effect: 'Deny', NotAction: 's3:Get*', Resource: '*' }],
    permits: ['s3:GetObject on *'],
  },
  {
    title: 'two Deny statements with NotAction let through what both name',
    statements: [
      allow('*', '*'),
      { Effect: 'Deny', NotAction: ['s3:*', 'sqs:*'], Resource: '*' },
      { Effect: 'Deny', NotAction: ['s3:Get*', 'sns:*'], Resource: '*' },
    ],
    permits: ['* only s3:Get* on *'],
  },
  {
    title: 'a Deny with NotAction under a condition takes nothing away',
    statements: [
      allow('*', '*'),
      { Effect: 'Deny', NotAction: 's3:*', Resource: '*', Condition: { Bool: { 'aws:ViaAWSService': 'false' } } },
    ],
    permits: ['* on *'],
  },
  {
    title: 'a Deny with NotResource spares what it names',
    statements: [allow('sqs:*', jobs), { Effect: 'Deny', Action: 'sqs:*', NotResource: jobs }],
    permits: [`sqs:* on ${jobs} = queue Jobs`],
  },
  {
    title: 'a Deny with NotResource takes everything else away',
    statements: [
      allow('sqs:*', 'arn:aws:sqs:eu-west-1:123456789012:mail'),
      { Effect: 'Deny', Action: 'sqs:*', NotResource: jobs },
    ],
    permits: [],
  },
  {
    title: 'a Deny with NotResource leaves a pattern of which it spares a part',
    statements: [allow('sqs:*', '*'), { Effect: 'Deny', Action: 'sqs:*', NotResource: jobs }],
    permits: ['sqs:* on *'],
  },
  {
    title: 'an Allow with NotResource loses what is denied everywhere',
    statements: [
      { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], NotResource: 'arn:aws:s3:::payroll/*' },
      deny('s3:Put*', '*'),
    ],
    permits: ['s3:GetObject less s3:Put* on all but arn:aws:s3:::payroll/*'],
  },
  {
    title: 'an Allow with NotAction loses what is denied, unless it never had it',
    statements: [{ Effect: 'Allow', NotAction: ['iam:*'], Resource: '*' }, deny(['kms:*', 'iam:PassRole'], '*')],
    permits: ['* but iam:* less kms:* on *'],
  },
  {
    title: 'a statement without an Effect may deny',
    statements: [allow('s3:GetObject', '*'), { Action: 's3:*', Resource: '*' }],
    permits: [
      's3:GetObject on * ? the statement has no Effect, and no service takes one without',
      's3:* on * ? the statement has no Effect, and no service takes one without',
    ],
  },

  // A permissions boundary lets through what it allows.
  {
    title: 'a boundary of everything',
    statements: [allow('s3:*', '*')],
    boundary: [allow('*', '*')],
    permits: ['s3:* only s3:* on *'],
  },
  {
    title: 'a boundary of one service',
    statements: [allow(['s3:GetObject', 'sqs:SendMessage'], '*')],
    boundary: [allow('s3:*', '*')],
    permits: ['s3:GetObject only s3:GetObject on *'],
  },
  {
    title: 'a boundary narrower than a wildcard',
    statements: [allow('*', '*')],
    boundary: [allow(['s3:GetObject', 'logs:*'], '*')],
    permits: ['* only s3:GetObject logs:* on *'],
  },
  {
    title: 'patterns of which neither covers the other have single actions in common',
    statements: [allow('sqs:*Queue', '*')],
    boundary: [allow('sqs:P*', '*')],
    permits: ['sqs:*Queue only sqs:PurgeQueue on *'],
  },
  {
    title: 'a boundary of another service lets nothing through',
    statements: [allow('s3:GetObject', '*')],
    boundary: [allow('sqs:*', '*')],
    permits: [],
  },
  { title: 'an empty boundary lets nothing through', statements: [allow('*', '*')], boundary: [], permits: [] },
  {
    title: 'a boundary on other resources lets nothing through',
    statements: [allow('sqs:SendMessage', jobs)],
    boundary: [allow('*', 'arn:aws:s3:::*')],
    permits: [],
  },
  {
    title: 'a boundary on a part of a pattern lets that part through',
    statements: [allow('s3:*', '*')],
    boundary: [allow('s3:GetObject', 'arn:aws:s3:::shop-images/*')],
    permits: ['s3:* only s3:GetObject on *'],
  },
  {
    title: 'a Deny of the boundary takes away',
    statements: [allow(['s3:GetObject', 'iam:PassRole'], '*')],
    boundary: [allow('*', '*'), deny('iam:*', '*')],
    permits: ['s3:GetObject less iam:* only s3:GetObject iam:PassRole on *'],
  },
  {
    title: 'a Deny of the boundary under a condition does not',
    statements: [allow('iam:PassRole', '*')],
    boundary: [allow('*', '*'), deny('iam:*', '*', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } })],
    permits: ['iam:PassRole only iam:PassRole on *'],
  },
  {
    title: 'a boundary under a condition still lets through',
    statements: [allow('s3:GetObject', '*')],
    boundary: [allow('s3:*', '*', { StringEquals: ours })],
    permits: ['s3:GetObject only s3:GetObject on *'],
  },
  {
    title: 'a boundary with NotAction takes away what it names',
    statements: [allow(['s3:GetObject', 'iam:PassRole'], '*')],
    boundary: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
    permits: ['s3:GetObject less iam:* only s3:GetObject iam:PassRole on *'],
  },
  {
    title: 'what another statement of the boundary allows is not taken away',
    statements: [allow(['sqs:PurgeQueue', 'sqs:SendMessage'], '*')],
    boundary: [{ Effect: 'Allow', NotAction: 'sqs:P*', Resource: '*' }, allow('sqs:PurgeQueue', '*')],
    permits: ['sqs:PurgeQueue sqs:SendMessage only sqs:PurgeQueue sqs:SendMessage on *'],
  },
  {
    title: 'of two boundaries with NotAction only what both leave out is taken away',
    statements: [allow(['iam:PassRole', 'kms:Decrypt', 'sts:AssumeRole'], '*')],
    boundary: [
      { Effect: 'Allow', NotAction: ['iam:*', 'kms:*'], Resource: '*' },
      { Effect: 'Allow', NotAction: ['kms:*', 'sts:*'], Resource: '*' },
    ],
    permits: ['iam:PassRole sts:AssumeRole less kms:* only iam:PassRole kms:Decrypt sts:AssumeRole on *'],
  },
  {
    title: 'a boundary with NotResource lets nothing through on what it names',
    statements: [allow('sqs:SendMessage', jobs), allow('sqs:SendMessage', 'arn:aws:sqs:*:*:mail')],
    boundary: [{ Effect: 'Allow', Action: '*', NotResource: jobs }],
    permits: ['sqs:SendMessage only sqs:SendMessage on arn:aws:sqs:*:*:mail'],
  },
  {
    title: 'a boundary on NotAction of the role',
    statements: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
    boundary: [allow(['s3:*', 'iam:PassRole'], '*')],
    permits: ['* but iam:* only s3:* on *'],
  },
  {
    title: 'a boundary and a Deny with NotAction let through what both do',
    statements: [allow('*', '*'), { Effect: 'Deny', NotAction: ['s3:*'], Resource: '*' }],
    boundary: [allow(['s3:Get*', 'sqs:*'], '*')],
    permits: ['* only s3:Get* on *'],
  },

  // Conditions that say which resources, and those that do not.
  ...(
    [
      ['s3:GetObject', 'StringEquals', ours, 'narrows'],
      ['s3:GetObject', 'StringEquals', { 'aws:ResourceOrgID': 'o-a1b2c3' }, 'narrows'],
      ['dynamodb:*', 'StringEquals', { 'aws:ResourceTag/team': 'orders' }, 'narrows'],
      ['ssm:GetParameter', 'StringEquals', { 'ssm:ResourceTag/team': 'orders' }, 'narrows'],
      ['sqs:SendMessage', 'StringEquals', { 'ssm:ResourceTag/team': 'orders' }, 'idle'],
      ['dynamodb:GetItem', 'ForAnyValue:StringEquals', { 'dynamodb:LeadingKeys': 'orders' }, 'narrows'],
      ['dynamodb:GetItem', 'ForAllValues:StringEquals', { 'dynamodb:LeadingKeys': 'orders' }, 'idle'],
      ['sqs:SendMessage', 'StringEquals', { 'dynamodb:LeadingKeys': 'orders' }, 'idle'],
      [['dynamodb:GetItem', 's3:GetObject'], 'StringEquals', { 'dynamodb:LeadingKeys': 'orders' }, 'idle'],
      ['s3:ListBucket', 'StringLike', { 's3:prefix': 'home/*' }, 'narrows'],
      ['s3:ListBucket', 'StringLike', { 's3:prefix': '*' }, 'idle'],
      ['s3:ListBucket', 'StringLike', { 's3:prefix': ['home/*', '*'] }, 'idle'],
      ['s3:GetObject', 'StringLike', { 's3:prefix': 'home/*' }, 'idle'],
      ['s3:ListBucket', 'StringEquals', { 's3:prefix': '' }, 'idle'],
      ['iam:PassRole', 'StringEquals', { 'iam:PassedToService': 'lambda.amazonaws.com' }, 'narrows'],
      ['iam:Pass*', 'StringEquals', { 'iam:PassedToService': 'lambda.amazonaws.com' }, 'narrows'],
      ['iam:*', 'StringEquals', { 'iam:PassedToService': 'lambda.amazonaws.com' }, 'idle'],
      ['iam:PassRole', 'StringEquals', { 'iam:ResourceTag/team': 'orders' }, 'narrows'],
      [
        'iam:AttachRolePolicy',
        'ArnEquals',
        { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess' },
        'narrows',
      ],
      [
        'iam:PutRolePolicy',
        'ArnEquals',
        { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess' },
        'idle',
      ],
      ['iam:AttachRolePolicy', 'ArnLike', { 'iam:PolicyARN': '*' }, 'idle'],
      [
        ['iam:CreateRole', 'iam:PutRolePolicy'],
        'StringEquals',
        { 'iam:PermissionsBoundary': 'arn:aws:iam::123456789012:policy/limit' },
        'narrows',
      ],
      ['iam:*', 'StringEquals', { 'iam:PermissionsBoundary': 'arn:aws:iam::123456789012:policy/limit' }, 'idle'],
      ['iam:CreateServiceLinkedRole', 'StringEquals', { 'iam:AWSServiceName': 'ecs.amazonaws.com' }, 'narrows'],
      ['s3:GetObject', 'StringEquals', { 's3:ResourceAccount': '123456789012' }, 'narrows'],
      ['s3:GetObject', 'StringEquals', { 's3:ExistingObjectTag/open': 'yes' }, 'narrows'],
      ['s3:DeleteObject', 'StringEquals', { 's3:ExistingObjectTag/open': 'yes' }, 'idle'],
      [
        'secretsmanager:GetSecretValue',
        'StringLike',
        { 'secretsmanager:SecretId': 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-*' },
        'narrows',
      ],
      ['ses:SendEmail', 'StringEquals', { 'ses:FromAddress': 'shop@acme.example' }, 'narrows'],
      ['cloudwatch:PutMetricData', 'StringEquals', { 'cloudwatch:namespace': 'shop' }, 'narrows'],
      ['ecs:RunTask', 'ArnEquals', { 'ecs:cluster': 'arn:aws:ecs:eu-west-1:123456789012:cluster/jobs' }, 'narrows'],
      ['kms:Decrypt', 'ForAnyValue:StringEquals', { 'kms:ResourceAliases': 'alias/shop' }, 'narrows'],
      ['kms:Decrypt', 'StringEquals', { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' }, 'narrows'],
      ['kms:Decrypt', 'StringEquals', { 'kms:EncryptionContext:app': 'shop' }, 'narrows'],
      [
        'lambda:*EventSourceMapping',
        'ArnEquals',
        { 'lambda:FunctionArn': 'arn:aws:lambda:eu-west-1:123456789012:function:a' },
        'narrows',
      ],
      ['s3:GetObject', 'StringEqualsIfExists', ours, 'idle'],
      ['s3:GetObject', 'StringNotEquals', ours, 'idle'],
      ['s3:GetObject', 'StringLike', { 'aws:ResourceAccount': '*' }, 'idle'],
      ['s3:GetObject', 'Null', { 'aws:ResourceTag/team': 'false' }, 'idle'],
      ['s3:GetObject', 'Bool', { 'aws:SecureTransport': 'true' }, 'idle'],
      ['s3:GetObject', 'IpAddress', { 'aws:SourceIp': '203.0.113.0/24' }, 'idle'],
      ['s3:GetObject', 'DateLessThan', { 'aws:CurrentTime': '2030-01-01T00:00:00Z' }, 'idle'],
      ['s3:GetObject', 'StringEquals', { 'aws:PrincipalOrgID': 'o-a1b2c3' }, 'idle'],
      ['s3:GetObject', 'ArnLike', { 'aws:SourceArn': 'arn:aws:lambda:eu-west-1:123456789012:function:a' }, 'idle'],
      ['s3:GetObject', 'StringEquals', { 'aws:SourceVpce': 'vpce-1a2b3c4d' }, 'idle'],
      ['*', 'StringEquals', ours, 'narrows'],
    ] as const
  ).map(([action, operator, test, effect]): Case => {
    const [key = ''] = Object.keys(test)
    const written = [action].flat().join(' ')
    return {
      title: `${operator} ${key} on ${written}: ${effect}`,
      statements: [allow(action, '*', { [operator]: test })],
      permits: [`${written} on * if ${operator} ${key.toLowerCase()} (${effect})`],
    }
  }),
]

describe.each(Object.entries(writings))('%s', (_, write) => {
  test.each(cases)('$title', async ({ statements, boundary, permits }) => {
    const roles = Object.values(await effective(write(statements, boundary)))
    expect(roles.map((lines) => lines.map(asInTemplates))).toEqual([permits])
  })
})
