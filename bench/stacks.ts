/** How generated stacks are: nearly all as it should be, or with about two findings a function. */
export const families = ['few findings', 'many findings'] as const
export type Family = (typeof families)[number]

/**
 * A CloudFormation template in JSON with this many functions, each with a role, a log group and an environment; every
 * second one is run by a queue, every tenth serves a bucket, every twentieth has a URL, and ten share a table.
 * They are numbered from `first` on, a multiple of ten, so that templates can be parts of a larger one.
 */
export function template(functions: number, family: Family, first = 0): string {
  const entries = Array.from({ length: functions }, (_, index) => unit(first + index, family)).flat()
  return JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', Resources: Object.fromEntries(entries) }, null, 1)
}

type Entry = readonly [string, object]

function unit(index: number, family: Family): readonly Entry[] {
  const faults = faultsOf(index, family)
  return [
    [`Role${index}`, role(index, faults)],
    [`Function${index}`, lambda(index, faults)],
    [
      `Logs${index}`,
      resource('AWS::Logs::LogGroup', { LogGroupName: `/aws/lambda/unit-${index}`, RetentionInDays: 30 }),
    ],
    ...(index % 10 === 0 ? table(index) : []),
    ...(index % 2 === 0 ? queue(index) : []),
    ...(index % 10 === 1 ? bucket(index) : []),
    ...(index % 20 === 3 ? url(index) : []),
  ]
}

interface Faults {
  readonly untraced: boolean
  readonly wildcard: boolean
  readonly loop: boolean
  readonly outdated: boolean
  readonly secret: boolean
  readonly unverified: boolean
}

function faultsOf(index: number, family: Family): Faults {
  if (family === 'few findings') {
    const one = index % 50
    return {
      untraced: one === 3,
      wildcard: one === 25,
      loop: one === 48,
      outdated: false,
      secret: false,
      unverified: false,
    }
  }
  return {
    untraced: true,
    wildcard: index % 5 === 0,
    loop: index % 10 === 6,
    outdated: index % 5 === 1,
    secret: index % 5 === 2,
    unverified: index % 5 === 3,
  }
}

function role(index: number, { wildcard, loop }: Faults): object {
  const orders = { 'Fn::GetAtt': [`Table${index - (index % 10)}`, 'Arn'] }
  const statements = [
    allow(wildcard ? ['dynamodb:*'] : ['dynamodb:GetItem', 'dynamodb:Query'], [orders]),
    ...(index % 2 === 0
      ? [
          allow(
            ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', ...(loop ? ['sqs:SendMessage'] : [])],
            { 'Fn::GetAtt': [`Queue${index}`, 'Arn'] },
          ),
        ]
      : []),
    ...(index % 10 === 1 ? [allow(['s3:GetObject'], `arn:aws:s3:::unit-${index}-uploads/*`)] : []),
  ]
  return resource('AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    ManagedPolicyArns: [
      'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
      'arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess',
    ],
    Policies: [{ PolicyName: 'access', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
  })
}

function allow(actions: readonly string[], target: unknown): object {
  return { Effect: 'Allow', Action: actions, Resource: target }
}

function lambda(index: number, { untraced, outdated, secret, unverified }: Faults): object {
  return resource('AWS::Lambda::Function', {
    FunctionName: `unit-${index}`,
    Runtime: outdated ? 'nodejs14.x' : 'nodejs24.x',
    Handler: 'index.handler',
    MemorySize: 512,
    Timeout: 30,
    Role: { 'Fn::GetAtt': [`Role${index}`, 'Arn'] },
    Code: { S3Bucket: 'unit-builds', S3Key: `unit-${index}.zip` },
    Environment: {
      Variables: {
        TABLE: { Ref: `Table${index - (index % 10)}` },
        STAGE: 'production',
        LOG_LEVEL: 'info',
        SERVICE_URL: `https://api.example/units/${index}`,
        ...(secret ? { DATABASE_URL: 'postgres://unit:not-a-real-one@db.example:5432/units' } : {}),
        ...(unverified ? { NODE_TLS_REJECT_UNAUTHORIZED: '0' } : {}),
      },
    },
    TracingConfig: { Mode: untraced ? 'PassThrough' : 'Active' },
    Tags: [{ Key: 'team', Value: `team-${index % 7}` }],
  })
}

function table(index: number): readonly Entry[] {
  const attributes = [{ AttributeName: 'id', AttributeType: 'S' }]
  const keys = [{ AttributeName: 'id', KeyType: 'HASH' }]
  const properties = { BillingMode: 'PAY_PER_REQUEST', AttributeDefinitions: attributes, KeySchema: keys }
  return [[`Table${index}`, resource('AWS::DynamoDB::Table', properties)]]
}

function queue(index: number): readonly Entry[] {
  const mapping = {
    FunctionName: { Ref: `Function${index}` },
    EventSourceArn: { 'Fn::GetAtt': [`Queue${index}`, 'Arn'] },
    BatchSize: 10,
  }
  return [
    [`Queue${index}`, resource('AWS::SQS::Queue', { QueueName: `unit-${index}`, VisibilityTimeout: 180 })],
    [`Mapping${index}`, resource('AWS::Lambda::EventSourceMapping', mapping)],
  ]
}

function bucket(index: number): readonly Entry[] {
  const called = { 'Fn::GetAtt': [`Function${index}`, 'Arn'] }
  const uploads = { S3Key: { Rules: [{ Name: 'prefix', Value: 'uploads/' }] } }
  const notification = { Event: 's3:ObjectCreated:*', Function: called, Filter: uploads }
  const name = `unit-${index}-uploads`
  return [
    [
      `Bucket${index}`,
      resource('AWS::S3::Bucket', {
        BucketName: name,
        NotificationConfiguration: { LambdaConfigurations: [notification] },
      }),
    ],
    [
      `Invoke${index}`,
      resource('AWS::Lambda::Permission', {
        Action: 'lambda:InvokeFunction',
        FunctionName: { Ref: `Function${index}` },
        Principal: 's3.amazonaws.com',
        SourceArn: `arn:aws:s3:::${name}`,
      }),
    ],
  ]
}

function url(index: number): readonly Entry[] {
  const properties = { TargetFunctionArn: { Ref: `Function${index}` }, AuthType: 'AWS_IAM' }
  return [[`Url${index}`, resource('AWS::Lambda::Url', properties)]]
}

function resource(type: string, properties: object): object {
  return { Type: type, Properties: properties }
}
