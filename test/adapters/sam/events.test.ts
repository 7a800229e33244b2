import { describe, expect, test } from 'vitest'
import { valueAt } from '../../../adapters/sam/edit.ts'
import { expand, expandValues, propertiesOf, typesOf, withFunction } from './expanding.ts'

const withEvent = (event: string, rest = '', more = ''): string =>
  withFunction(`${more}Events:\n  Nightly:\n${event.replaceAll(/^(?=.)/gm, '    ')}`, rest)

const withMachine = (event: string, more = ''): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: s3://bucket/orders.json
      Role: arn:aws:iam::123456789012:role/orders${more}
      Events:
        Nightly:
${event.replaceAll(/^(?=.)/gm, '          ')}`

describe('rules', () => {
  test('a schedule becomes a rule that may call the function, and points at the event', () => {
    const text = withEvent('Type: Schedule\nProperties:\n  Schedule: rate(1 day)\n  Enabled: false')
    const outcome = expand(text)
    expect(propertiesOf(outcome, 'JobsNightly')).toEqual({
      ScheduleExpression: 'rate(1 day)',
      State: 'DISABLED',
      Targets: [{ Arn: { 'Fn::GetAtt': ['Jobs', 'Arn'] }, Id: 'JobsNightlyLambdaTarget' }],
    })
    expect(propertiesOf(outcome, 'JobsNightlyPermission')).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: { Ref: 'Jobs' },
      Principal: 'events.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': ['JobsNightly', 'Arn'] },
    })
    const principal = valueAt(
      expandValues(text).template,
      'Resources',
      'JobsNightlyPermission',
      'Properties',
      'Principal',
    )
    expect(principal).toMatchObject({ at: { startLine: 10, startColumn: 9 }, via: [{ reason: 'transform' }] })
  })

  test('the id of a target has 64 characters at most', () => {
    const id = 'A'.repeat(80)
    const text = withEvent('Type: Schedule\nProperties: { Schedule: rate(1 day) }').replace('Nightly', id)
    const targets = propertiesOf(expand(text), `Jobs${id}`).Targets
    expect(targets).toMatchObject([{ Id: `Jobs${'A'.repeat(48)}LambdaTarget` }])
  })

  test('a dead-letter queue is made where only its type is said, and the rule may send to it', () => {
    const event =
      'Type: EventBridgeRule\nProperties:\n  Pattern: { source: [aws.s3] }\n  DeadLetterConfig: { Type: SQS }'
    const outcome = expand(withEvent(event))
    expect(propertiesOf(outcome, 'JobsNightly')).toMatchObject({
      Targets: [{ DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['JobsNightlyQueue', 'Arn'] } } }],
    })
    expect(propertiesOf(outcome, 'JobsNightlyQueuePolicy')).toMatchObject({
      PolicyDocument: {
        Statement: [
          {
            Principal: { Service: 'events.amazonaws.com' },
            Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': ['JobsNightly', 'Arn'] } } },
          },
        ],
      },
      Queues: [{ Ref: 'JobsNightlyQueue' }],
    })
  })

  test.each([
    ['{}', "No 'Arn' or 'Type' property provided for DeadLetterConfig."],
    ['{ Type: SQS, Arn: a }', "You can either define 'Arn' or 'Type' property of DeadLetterConfig."],
    ['{ Type: SNS }', "The only valid value for 'Type' property of DeadLetterConfig is 'SQS'."],
    ['{ Type: SQS, QueueLogicalId: { Ref: X } }', 'QueueLogicalId must be a string'],
  ])('a dead-letter configuration %s is refused: %s', (config, problem) => {
    const event = `Type: Schedule\nProperties:\n  Schedule: rate(1 day)\n  DeadLetterConfig: ${config}`
    expect(expand(withEvent(event)).problems).toEqual([
      `14:31 Resource with id [Jobs] is invalid. Event with id [JobsNightly] is invalid. ${problem}`,
    ])
  })

  test('a rule of a state machine starts it by a role of its own', () => {
    const outcome = expand(withMachine('Type: Schedule\nProperties: { Schedule: rate(1 day) }'))
    expect(typesOf(outcome)).toEqual({
      Orders: 'AWS::StepFunctions::StateMachine',
      OrdersNightly: 'AWS::Events::Rule',
      OrdersNightlyRole: 'AWS::IAM::Role',
    })
    expect(propertiesOf(outcome, 'OrdersNightlyRole').Policies).toEqual([
      {
        PolicyName: 'OrdersNightlyRoleStartExecutionPolicy',
        PolicyDocument: {
          Statement: [{ Effect: 'Allow', Action: 'states:StartExecution', Resource: { Ref: 'Orders' } }],
        },
      },
    ])
  })

  test('a schedule of the scheduler has a role and no permission, and no name where that is left out', () => {
    const event = 'Type: ScheduleV2\nProperties:\n  ScheduleExpression: rate(1 day)\n  OmitName: true'
    const outcome = expand(withEvent(event))
    expect(typesOf(outcome)).toEqual({
      Jobs: 'AWS::Lambda::Function',
      JobsRole: 'AWS::IAM::Role',
      JobsNightly: 'AWS::Scheduler::Schedule',
      JobsNightlyRole: 'AWS::IAM::Role',
    })
    expect(propertiesOf(outcome, 'JobsNightly')).toEqual({
      ScheduleExpression: 'rate(1 day)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: { 'Fn::GetAtt': ['Jobs', 'Arn'] },
        RoleArn: { 'Fn::GetAtt': ['JobsNightlyRole', 'Arn'] },
      },
    })
  })
})

describe('resources that events change', () => {
  const bucket = '  Images:\n    Type: AWS::S3::Bucket\n    DependsOn: Topic\n'
  const created = 'Type: S3\nProperties: { Bucket: { Ref: Images }, Events: "s3:ObjectCreated:*" }'

  test('a bucket tells the function of its objects and waits for the permission', () => {
    const outcome = expand(withEvent(created, bucket))
    expect(outcome.resources.Images).toEqual({
      Type: 'AWS::S3::Bucket',
      DependsOn: ['Topic', 'JobsNightlyPermission'],
      Properties: {
        NotificationConfiguration: {
          LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: { 'Fn::GetAtt': ['Jobs', 'Arn'] } }],
        },
      },
    })
    expect(propertiesOf(outcome, 'JobsNightlyPermission').SourceAccount).toEqual({ Ref: 'AWS::AccountId' })
  })

  test('a bucket waits by a tag for the permission of a function that exists under a condition', () => {
    const conditional = withEvent(created, bucket).replace(
      '    Type: AWS::Serverless',
      '    Condition: Big\n    Type: AWS::Serverless',
    )
    expect(propertiesOf(expand(conditional), 'Images').Tags).toEqual([
      {
        Key: 'sam:ConditionalDependsOn:JobsNightlyPermission',
        Value: { 'Fn::If': ['Big', { Ref: 'JobsNightlyPermission' }, 'no dependency'] },
      },
    ])
  })

  test('a bucket must be of the template and a bucket', () => {
    expect(expand(withEvent(created)).problems).toEqual([
      '12:33 Resource with id [Jobs] is invalid. Event with id [Nightly] is invalid. S3 events must reference an S3 bucket in the same template.',
    ])
    expect(expand(withEvent(created, '  Images:\n    Type: AWS::SQS::Queue\n')).problems).toEqual([
      "14:5 Resource with id [Images] is invalid. Resource has incorrect Type; expected 'AWS::S3::Bucket', got 'AWS::SQS::Queue'",
    ])
  })

  test('a user pool has one function for each trigger', () => {
    const pool = '  Pool:\n    Type: AWS::Cognito::UserPool\n'
    const trigger = (names: string) => `Type: Cognito\nProperties: { UserPool: { Ref: Pool }, Trigger: ${names} }`
    expect(propertiesOf(expand(withEvent(trigger('[PreSignUp, PostConfirmation]'), pool)), 'Pool')).toEqual({
      LambdaConfig: {
        PreSignUp: { 'Fn::GetAtt': ['Jobs', 'Arn'] },
        PostConfirmation: { 'Fn::GetAtt': ['Jobs', 'Arn'] },
      },
    })
    expect(expand(withEvent(trigger('[PreSignUp, PreSignUp]'), pool)).problems).toEqual([
      `12:71 Resource with id [Jobs] is invalid. Event with id [Nightly] is invalid. Cognito trigger "['PreSignUp', 'PreSignUp']" defined multiple times.`,
    ])
  })
})

describe('queues and streams', () => {
  const roleOf = (event: string) => {
    const { ManagedPolicyArns, Policies } = propertiesOf(expand(withEvent(event)), 'JobsRole')
    return { ManagedPolicyArns, Policies }
  }

  test('a function that reads a queue may read it, and send what it fails on', () => {
    const event = `Type: SQS
Properties:
  Queue: arn:aws:sqs:eu-west-1:123456789012:jobs
  BatchSize: 5
  DestinationConfig: { OnFailure: { Type: SNS, Destination: { Ref: Failed } } }`
    expect(propertiesOf(expand(withEvent(event)), 'JobsNightly')).toEqual({
      FunctionName: { Ref: 'Jobs' },
      EventSourceArn: 'arn:aws:sqs:eu-west-1:123456789012:jobs',
      BatchSize: 5,
      DestinationConfig: { OnFailure: { Destination: { Ref: 'Failed' } } },
    })
    expect(roleOf(event)).toEqual({
      ManagedPolicyArns: [
        'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
        'arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole',
      ],
      Policies: [
        {
          PolicyName: 'JobsNightlySNSPolicy',
          PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sns:publish', Resource: { Ref: 'Failed' } }] },
        },
      ],
    })
  })

  const kafka = (access: string) => `Type: SelfManagedKafka
Properties:
  KafkaBootstrapServers: ['kafka.example.com:9092']
  Topics: [orders]
  SourceAccessConfigurations: ${access}`

  test('a function that reads Kafka within a VPC may read the secret and reach the network', () => {
    const access =
      '[{ Type: BASIC_AUTH, URI: { Ref: Secret } }, { Type: VPC_SUBNET, URI: subnet-1 }, { Type: VPC_SECURITY_GROUP, URI: sg-1 }]'
    expect(roleOf(kafka(access)).Policies).toMatchObject([
      {
        PolicyName: 'SelfManagedKafkaExecutionRolePolicy',
        PolicyDocument: {
          Statement: [
            { Action: ['secretsmanager:GetSecretValue'], Resource: { Ref: 'Secret' } },
            { Resource: '*', Action: expect.arrayContaining(['ec2:CreateNetworkInterface']) },
          ],
        },
      },
    ])
  })

  test.each([
    ['[]', 'No SourceAccessConfigurations for self managed kafka event provided.'],
    [
      '[{ Type: VPC_SUBNET, URI: subnet-1 }]',
      'VPC_SUBNET and VPC_SECURITY_GROUP in SourceAccessConfigurations for SelfManagedKafka must be both provided.',
    ],
    ['[{ Type: MAGIC, URI: x }]', 'Invalid SourceAccessConfigurations Type provided for self managed kafka event.'],
  ])('access to Kafka as %s is refused', (access, problem) => {
    expect(expand(withEvent(kafka(access))).problems).toEqual([
      `15:41 Resource with id [Jobs] is invalid. Event with id [Nightly] is invalid. ${problem}`,
    ])
  })

  test('what a broker lacks is said, even where the function has a role of its own', () => {
    const event = 'Type: MQ\nProperties: { Broker: { Ref: Broker }, Queues: [jobs] }'
    expect(expand(withEvent(event, '', 'Role: arn:aws:iam::123456789012:role/jobs\n')).problems).toEqual([
      '11:9 Resource with id [Jobs] is invalid. Event with id [Nightly] is invalid. No SourceAccessConfigurations for Amazon MQ event provided.',
    ])
  })

  test('a topic is read by way of a queue that it may send to', () => {
    const topic = '  Orders:\n    Type: AWS::SNS::Topic\n    Properties: { FifoTopic: true }\n'
    const outcome = expand(withEvent('Type: SNS\nProperties: { Topic: { Ref: Orders }, SqsSubscription: true }', topic))
    expect(propertiesOf(outcome, 'JobsNightlyQueue')).toEqual({ FifoQueue: true })
    expect(propertiesOf(outcome, 'JobsNightlyQueuePolicy').PolicyDocument).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Action: 'sqs:SendMessage',
          Effect: 'Allow',
          Principal: '*',
          Resource: { 'Fn::GetAtt': ['JobsNightlyQueue', 'Arn'] },
          Condition: { ArnEquals: { 'aws:SourceArn': { Ref: 'Orders' } } },
        },
      ],
    })
    expect(propertiesOf(outcome, 'JobsNightlyEventSourceMapping').BatchSize).toBe(10)
  })
})

test.each([
  ['5', "'int' object has no attribute 'get'"],
  ['{}', 'Resource dict has missing or invalid value for key Type. Event Type is: None.'],
  ['{ Type: [API] }', "Resource dict has missing or invalid value for key Type. Event Type is: ['API']."],
])('an event written as %s is refused', (event, problem) => {
  const text = withFunction(`Events:\n  Nightly: ${event}`)
  expect(expand(text).problems).toEqual([
    `10:9 Resource with id [Jobs] is invalid. Event with id [Nightly] is invalid. ${problem}`,
  ])
})
