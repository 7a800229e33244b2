import { describe, expect, test } from 'vitest'
import { expand, propertiesOf, typesOf, withFunction } from './expanding.ts'

const managed = 'arn:aws:iam::aws:policy/'

test('a function gets a role of its own that lets it write logs', () => {
  const outcome = expand(withFunction(''))
  expect(outcome.problems).toEqual([])
  expect(outcome.declaredBy).toEqual({ JobsRole: 'Jobs' })
  expect(outcome.resources).toEqual({
    Jobs: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: 'src/',
        Handler: 'index.handler',
        Runtime: 'nodejs22.x',
        Role: { 'Fn::GetAtt': ['JobsRole', 'Arn'] },
        Tags: [{ Key: 'lambda:createdBy', Value: 'SAM' }],
      },
    },
    JobsRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: ['sts:AssumeRole'], Principal: { Service: ['lambda.amazonaws.com'] } },
          ],
        },
        ManagedPolicyArns: [`${managed}service-role/AWSLambdaBasicExecutionRole`],
        Tags: [{ Key: 'lambda:createdBy', Value: 'SAM' }],
      },
    },
  })
})

test('what is said of a function holds for all that is made of it; only what it depends on stays with it', () => {
  const outcome = expand(`Resources:
  Jobs:
    Type: AWS::Serverless::Function
    Condition: IsProd
    DeletionPolicy: Retain
    DependsOn: Table
    Properties: { CodeUri: src/, Handler: a.b, Runtime: nodejs22.x, FunctionUrlConfig: { AuthType: AWS_IAM } }
`)
  const attributes = Object.fromEntries(
    Object.entries(outcome.resources).map(([id, { Type: _, Properties: __, ...rest }]) => [id, rest]),
  )
  expect(attributes).toEqual({
    Jobs: { Condition: 'IsProd', DeletionPolicy: 'Retain', DependsOn: 'Table' },
    JobsUrl: { Condition: 'IsProd', DeletionPolicy: 'Retain' },
    JobsRole: { Condition: 'IsProd', DeletionPolicy: 'Retain' },
  })
})

describe('the role', () => {
  const roleOf = (properties: string, region?: string) =>
    propertiesOf(expand(withFunction(properties), region === undefined ? {} : { region }), 'JobsRole')

  test('lets a function trace and reach into a network where it is configured to', () => {
    const { ManagedPolicyArns } = roleOf('Tracing: Active\nVpcConfig: { SubnetIds: [subnet-1] }')
    expect(ManagedPolicyArns).toEqual([
      `${managed}service-role/AWSLambdaBasicExecutionRole`,
      `${managed}AWSXrayWriteOnlyAccess`,
      `${managed}service-role/AWSLambdaVPCAccessExecutionRole`,
    ])
  })

  test('has the policies of its partition', () => {
    expect(roleOf('Tracing: Active', 'cn-north-1').ManagedPolicyArns).toEqual([
      'arn:aws-cn:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
      'arn:aws-cn:iam::aws:policy/AWSXRayDaemonWriteAccess',
    ])
  })

  test('has managed policies by their ARN and documents by their place in the list', () => {
    const role = roleOf(`
Policies:
  - AmazonS3ReadOnlyAccess
  - Statement: [{ Effect: Allow, Action: 's3:*', Resource: '*' }]
  - TeamPolicy
  - AWSLambdaBasicExecutionRole
  - SQSPollerPolicy: { QueueName: !GetAtt Queue.QueueName }`)
    expect(role.ManagedPolicyArns).toEqual([
      `${managed}service-role/AWSLambdaBasicExecutionRole`,
      `${managed}AmazonS3ReadOnlyAccess`,
      'TeamPolicy',
    ])
    expect(role.Policies).toEqual([
      {
        PolicyName: 'JobsRolePolicy1',
        PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] },
      },
      {
        PolicyName: 'JobsRolePolicy4',
        PolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Action: [
                'sqs:ChangeMessageVisibility',
                'sqs:ChangeMessageVisibilityBatch',
                'sqs:DeleteMessage',
                'sqs:DeleteMessageBatch',
                'sqs:GetQueueAttributes',
                'sqs:ReceiveMessage',
              ],
              Resource: {
                'Fn::Sub': [
                  'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${queueName}',
                  { queueName: { 'Fn::GetAtt': ['Queue', 'QueueName'] } },
                ],
              },
            },
          ],
        },
      },
    ])
  })

  test('may send what failed to the queue for it', () => {
    expect(roleOf('DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Failed.Arn }').Policies).toEqual([
      {
        PolicyName: 'DeadLetterQueuePolicy',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: { 'Fn::GetAtt': ['Failed', 'Arn'] } }],
        },
      },
    ])
  })

  test('is not made where one is given, whatever the policies say', () => {
    const outcome = expand(withFunction('Role: arn:aws:iam::123456789012:role/jobs\nPolicies: AdministratorAccess'))
    expect(typesOf(outcome)).toEqual({ Jobs: 'AWS::Lambda::Function' })
  })

  test('is made under the condition that none is given', () => {
    const outcome = expand(withFunction('Role: !If [HasRole, !Ref RoleArn, !Ref AWS::NoValue]'))
    expect(propertiesOf(outcome, 'Jobs').Role).toEqual({
      'Fn::If': ['HasRole', { Ref: 'RoleArn' }, { 'Fn::GetAtt': ['JobsRole', 'Arn'] }],
    })
    expect(outcome.resources.JobsRole?.Condition).toBe('NOTHasRole')
    expect(outcome.conditions).toEqual({ NOTHasRole: { 'Fn::Not': [{ Condition: 'HasRole' }] } })
  })
})

test('a URL for everyone is opened by two permissions', () => {
  const outcome = expand(
    withFunction('FunctionUrlConfig: { AuthType: NONE, Cors: { AllowOrigins: [https://a.example] } }'),
  )
  expect(propertiesOf(outcome, 'JobsUrl')).toEqual({
    AuthType: 'NONE',
    Cors: { AllowOrigins: ['https://a.example'] },
    TargetFunctionArn: { Ref: 'Jobs' },
  })
  expect(propertiesOf(outcome, 'JobsUrlPublicPermissions')).toEqual({
    Action: 'lambda:InvokeFunctionUrl',
    FunctionName: { Ref: 'Jobs' },
    Principal: '*',
    FunctionUrlAuthType: 'NONE',
  })
  expect(propertiesOf(outcome, 'JobsURLInvokeAllowPublicAccess')).toEqual({
    Action: 'lambda:InvokeFunction',
    FunctionName: { Ref: 'Jobs' },
    Principal: '*',
    InvokedViaFunctionUrl: true,
  })
})

test('a queue for results that is not named is made, under the condition that none is', () => {
  const outcome = expand(
    withFunction(`
EventInvokeConfig:
  MaximumRetryAttempts: 1
  DestinationConfig:
    OnFailure: { Type: SQS, Destination: !If [HasQueue, !Ref QueueArn, !Ref AWS::NoValue] }`),
  )
  const name = 'NOTHasQueue78f6dc75be'
  const target = {
    'Fn::If': [name, { 'Fn::GetAtt': ['JobsEventInvokeConfigOnFailureQueue', 'Arn'] }, { Ref: 'QueueArn' }],
  }
  expect(outcome.conditions).toEqual({ [name]: { 'Fn::Not': [{ Condition: 'HasQueue' }] } })
  expect(outcome.resources.JobsEventInvokeConfigOnFailureQueue).toEqual({
    Type: 'AWS::SQS::Queue',
    Condition: name,
    Properties: {},
  })
  expect(propertiesOf(outcome, 'JobsEventInvokeConfig')).toEqual({
    FunctionName: { Ref: 'Jobs' },
    Qualifier: '$LATEST',
    MaximumRetryAttempts: 1,
    DestinationConfig: { OnFailure: { Destination: target } },
  })
  expect(propertiesOf(outcome, 'JobsRole').Policies).toEqual([
    {
      PolicyName: 'JobsEventInvokeConfigOnFailureSQSPolicy',
      PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: target }] },
    },
  ])
})

test('a destination of Globals is made for the first function, and all others send there', () => {
  const outcome =
    expand(`Globals: { Function: { EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SQS } } } } }
Resources:
  Jobs: { Type: AWS::Serverless::Function, Properties: { CodeUri: a, Handler: a.b, Runtime: r } }
  Mail: { Type: AWS::Serverless::Function, Properties: { CodeUri: a, Handler: a.b, Runtime: r } }
`)
  const destination = { 'Fn::GetAtt': ['JobsEventInvokeConfigOnFailureQueue', 'Arn'] }
  expect(propertiesOf(outcome, 'MailEventInvokeConfig')).toEqual({
    FunctionName: { Ref: 'Mail' },
    Qualifier: '$LATEST',
    DestinationConfig: { OnFailure: { Destination: destination } },
  })
  expect(Object.entries(typesOf(outcome)).filter(([, type]) => type === 'AWS::SQS::Queue')).toEqual([
    ['JobsEventInvokeConfigOnFailureQueue', 'AWS::SQS::Queue'],
  ])
})

describe('where the code lies', () => {
  test.each([
    ['a folder beside the template stays as it is written', 'CodeUri: ./app', './app'],
    [
      'an address is taken apart',
      'CodeUri: s3://team-code/jobs/app.zip?versionId=3',
      { S3Bucket: 'team-code', S3Key: 'jobs/app.zip', S3ObjectVersion: '3' },
    ],
    [
      'its parts are named',
      'CodeUri: { Bucket: !Ref Bucket, Key: app.zip }',
      { S3Bucket: { Ref: 'Bucket' }, S3Key: 'app.zip' },
    ],
    ['code in the template wins over an address', 'CodeUri: .\nInlineCode: pass', { ZipFile: 'pass' }],
  ])('%s', (_, written, code) => {
    const [first = '', second = ''] = written.split('\n')
    const text = withFunction(second).replace('CodeUri: src/', first)
    expect(propertiesOf(expand(text), 'Jobs').Code).toEqual(code)
  })

  test('an image that is built from beside the template', () => {
    const outcome = expand(`Resources:
  Jobs:
    Type: AWS::Serverless::Function
    Metadata: { Dockerfile: Dockerfile, DockerContext: ./app }
    Properties: { PackageType: Image }
`)
    expect([outcome.problems, propertiesOf(outcome, 'Jobs').Code]).toEqual([[], { ImageUri: './app' }])
  })
})

describe('what the service refuses of a function', () => {
  const refused = (properties: string): readonly string[] => expand(withFunction(properties)).problems
  test.each([
    [
      'a property it does not have',
      'Memory: 128',
      '9:7 Resource with id [Jobs] is invalid. property Memory not defined for resource of type AWS::Serverless::Function',
    ],
    [
      'a policy template without its parameter',
      'Policies:\n  - SQSPollerPolicy: {}',
      "10:11 Resource with id [Jobs] is invalid. Following required parameters of template 'SQSPollerPolicy' don't have values: ['QueueName']",
    ],
    [
      'a policy that is none',
      'Policies:\n  - { Polling: {} }',
      "10:11 Resource with id [Jobs] is invalid. Policy at index 0 in the 'Policies' property is not valid",
    ],
    [
      'an event of a type that is not known',
      'Events:\n  Nightly: { Type: Cron }',
      '10:9 Resource with id [Jobs] is invalid. Event with id [Nightly] is invalid. Resource dict has missing or invalid value for key Type. Event Type is: Cron.',
    ],
    [
      'a URL that says nothing of who may call',
      'FunctionUrlConfig: { InvokeMode: BUFFERED }',
      '9:26 Resource with id [Jobs] is invalid. AuthType is required to configure function property `FunctionUrlConfig`. Please provide either AWS_IAM or NONE.',
    ],
    [
      'a tag that is its own',
      'Tags: { "lambda:createdBy": me }',
      '9:15 Resource with id [Jobs] is invalid. lambda:createdBy is a reserved Tag key name and cannot be set on your resource. Please change the tag key in the input.',
    ],
    [
      'concurrency without a version',
      'ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 1 }',
      '9:37 Resource with id [Jobs] is invalid. To set ProvisionedConcurrencyConfig AutoPublishALias must be defined on the function',
    ],
    [
      'a role whose id the author has taken',
      'Description: ""\n\n  JobsRole: { Type: AWS::S3::Bucket }',
      '3:3 Transforming resource with id [Jobs] attempts to create a new resource with id [JobsRole] and type "AWS::IAM::Role". A resource with that id already exists within this template. Please use a different id for that resource.',
    ],
  ])('%s', (_, properties, problem) => {
    const [own = '', more = ''] = properties.split('\n\n')
    const problems = more === '' ? refused(own) : expand(withFunction(own, `${more}\n`)).problems
    expect(problems).toEqual([problem])
  })
})
