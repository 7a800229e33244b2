import { describe, expect, test } from 'vitest'
import { valueAt } from '../../../adapters/sam/edit.ts'
import { expand, expandValues, propertiesOf, typesOf, withFunction } from './expanding.ts'

const connected = (source: string, destination: string, permissions: string, rest = ''): string =>
  withFunction(
    '',
    `  Link:
    Type: AWS::Serverless::Connector
    Properties:
      Source: ${source}
      Destination: ${destination}
      Permissions: ${permissions}
${rest}`,
  )

const queue = '  Queue:\n    Type: AWS::SQS::Queue\n'
const mapping = `  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    DependsOn: Link
    Properties: { FunctionName: !Ref Jobs, EventSourceArn: !GetAtt Queue.Arn }
`

describe('what a connector grants', () => {
  test('a function may write to a table by a policy of its role, which points at the connector', () => {
    const table = '  Items:\n    Type: AWS::DynamoDB::Table\n'
    const text = connected('{ Id: Jobs }', '{ Id: Items }', '[Write]', table)
    const { Roles, PolicyDocument } = propertiesOf(expand(text), 'LinkPolicy')
    expect(Roles).toEqual([{ Ref: 'JobsRole' }])
    expect(PolicyDocument).toMatchObject({
      Statement: [
        {
          Effect: 'Allow',
          Resource: [
            { 'Fn::GetAtt': ['Items', 'Arn'] },
            { 'Fn::Sub': ['${DestinationArn}/index/*', { DestinationArn: { 'Fn::GetAtt': ['Items', 'Arn'] } }] },
          ],
        },
      ],
    })
    const policy = valueAt(expandValues(text).template, 'Resources', 'LinkPolicy', 'Properties', 'PolicyDocument')
    const effect = valueAt(policy, 'Statement', 0, 'Effect')
    expect(effect?.at).toMatchObject({ startLine: 9, startColumn: 3 })
  })

  test('a mapping waits for the policy by which the function reads the queue', () => {
    const outcome = expand(connected('{ Id: Queue }', '{ Id: Jobs }', '[Read, Write]', queue + mapping))
    expect(outcome.problems).toEqual([])
    expect(outcome.resources.Mapping?.DependsOn).toEqual(['LinkPolicy'])
    expect(outcome.resources.LinkPolicy?.Metadata).toEqual({
      'aws:sam:connectors': {
        Link: { Source: { Type: 'AWS::SQS::Queue' }, Destination: { Type: 'AWS::Serverless::Function' } },
      },
    })
  })

  test('a rule acts by the role of the target that it is connected to', () => {
    const rule = `  Rule:
    Type: AWS::Events::Rule
    Properties:
      Targets:
        - { Id: bus, Arn: !GetAtt Bus.Arn, RoleArn: !GetAtt Other.Arn }
        - { Id: machine, Arn: !Ref Orders, RoleArn: !GetAtt Starter.Arn }
  Orders:
    Type: AWS::StepFunctions::StateMachine
`
    const outcome = expand(connected('{ Id: Rule }', '{ Id: Orders }', '[Write]', rule))
    expect(propertiesOf(outcome, 'LinkPolicy').Roles).toEqual([{ Ref: 'Starter' }])
  })

  test('each of several destinations has its own', () => {
    const topic = '  Topic:\n    Type: AWS::SNS::Topic\n'
    const outcome = expand(connected('{ Id: Topic }', '[{ Id: Queue }, { Id: Jobs }]', '[Write]', topic + queue))
    expect(typesOf(outcome)).toMatchObject({
      LinkQueuePolicyDestination0: 'AWS::SQS::QueuePolicy',
      LinkWriteLambdaPermissionDestination1: 'AWS::Lambda::Permission',
    })
  })

  test('part of an API may be all that calls', () => {
    const source = '{ Type: AWS::Serverless::HttpApi, ResourceId: !Ref Api, Qualifier: prod/GET/orders }'
    const outcome = expand(connected(source, '{ Id: Jobs }', '[Write]'))
    expect(propertiesOf(outcome, 'LinkWriteLambdaPermission').SourceArn).toEqual({
      'Fn::Sub': [
        'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${SourceResourceId}/${SourceQualifier}',
        { SourceResourceId: { Ref: 'Api' }, SourceQualifier: 'prod/GET/orders' },
      ],
    })
  })
})

test('a connector within a resource becomes one of its own and leaves the resource', () => {
  const outcome = expand(`Transform: AWS::Serverless-2016-10-31
Resources:
  Rule:
    Type: AWS::Events::Rule
    Connectors:
      Tell:
        Properties: { Destination: { Id: Topic }, Permissions: [Write] }
  Topic:
    Type: AWS::SNS::Topic
`)
  expect(outcome.problems).toEqual([])
  expect(outcome.resources.Rule).toEqual({ Type: 'AWS::Events::Rule' })
  expect(propertiesOf(outcome, 'RuleTellTopicPolicy').PolicyDocument).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Resource: { Ref: 'Topic' },
        Action: 'sns:Publish',
        Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': ['Rule', 'Arn'] } } },
      },
    ],
  })
})

test.each([
  ['{ Id: Queue }', '{ Id: Jobs }', '[Write]', 'valid combinations are: Read + Write.'],
  ['{ Id: Jobs }', '{ Id: Queue }', '[Admin]', 'valid values are: Read, Write.'],
  ['{ Id: Jobs }', '{ Id: Queue }', '[]', "'Permissions' cannot be empty; valid values are: Read, Write."],
  ['{ Id: Jobs }', '{ Id: Nowhere }', '[Write]', "Unable to find resource with logical ID 'Nowhere'."],
  ['{ Id: Jobs, Arn: x }', '{ Id: Queue }', '[Write]', "Must provide 'Id' (with optional 'Qualifier')"],
  ['{ Arn: x }', '{ Id: Queue }', '[Write]', "'Type' is missing or not a string."],
  ['{ Id: Queue }', '{ Id: Queue }', '[Write]', 'Unable to create connector from AWS::SQS::Queue to AWS::SQS::Queue;'],
  ['{ Type: AWS::SNS::Topic }', '{ Id: Queue }', '[Write]', 'Source.Arn is missing.'],
  [
    '{ Type: AWS::Lambda::Function }',
    '{ Id: Queue }',
    '[Write]',
    "Unable to get IAM role name from 'Source' resource.",
  ],
])('from %s to %s with %s is refused', (source, destination, permissions, problem) => {
  const [said, ...others] = expand(connected(source, destination, permissions, queue)).problems
  expect(said).toContain('Resource with id [Link] is invalid.')
  expect(said).toContain(problem)
  expect(others).toEqual([])
})
