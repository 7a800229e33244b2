import { describe, expect, test } from 'vitest'
import { valueAt } from '../../../adapters/sam/edit.ts'
import { expand, expandValues, propertiesOf, typesOf } from './expanding.ts'

const machine = (properties: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
${properties.replaceAll(/^(?=.)/gm, '      ')}`

const definition = `Definition:
  States:
    Wait: { Type: Wait, Seconds: 2.0, Next: Call }
    Call: { Type: Task, Resource: !GetAtt Jobs.Arn, End: true }
  StartAt: Wait`

describe('the definition', () => {
  test('becomes lines of JSON with sorted keys, what is known later a substitution', () => {
    const { DefinitionString, DefinitionSubstitutions } = propertiesOf(expand(machine(definition)), 'Orders')
    expect(DefinitionSubstitutions).toEqual({ definition_substitution_1: { 'Fn::GetAtt': ['Jobs', 'Arn'] } })
    expect(DefinitionString).toEqual({
      'Fn::Join': [
        '\n',
        [
          '{',
          '    "StartAt": "Wait",',
          '    "States": {',
          '        "Call": {',
          '            "End": true,',
          '            "Resource": "${definition_substitution_1}",',
          '            "Type": "Task"',
          '        },',
          '        "Wait": {',
          '            "Next": "Call",',
          '            "Seconds": 2.0,',
          '            "Type": "Wait"',
          '        }',
          '    }',
          '}',
        ],
      ],
    })
  })

  test('keeps the place of each line', () => {
    const line = valueAt(
      expandValues(machine(definition)).template,
      ...['Resources', 'Orders', 'Properties', 'DefinitionString', 'Fn::Join', 1, 5],
    )
    expect(line?.at).toMatchObject({ startLine: 9, startColumn: 49 })
  })

  test.each([
    ['Name: orders', "Either 'Definition' or 'DefinitionUri' property must be specified."],
    ['Definition: text', "Property 'Definition' should be a map."],
    ['DefinitionUri: { Bucket: b }', "'DefinitionUri' requires Bucket and Key properties to be specified."],
    [
      'Definition: { StartAt: A }\nDefinitionUri: s3://b/k',
      "Specify either 'Definition' or 'DefinitionUri' property and not both.",
    ],
  ])('that says %j is refused', (properties, problem) => {
    const [said] = expand(machine(properties)).problems
    expect(said).toContain(`Resource with id [Orders] is invalid. ${problem}`)
  })
})

test('a state machine gets a role of its policies, with tracing where that is enabled', () => {
  const outcome = expand(
    machine(`DefinitionUri: s3://bucket/orders.json
Tracing: { Enabled: true }
Policies:
  - LambdaInvokePolicy: { FunctionName: jobs }`),
  )
  expect(propertiesOf(outcome, 'OrdersRole')).toMatchObject({
    AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: ['states.amazonaws.com'] } }] },
    ManagedPolicyArns: ['arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess'],
    Policies: [{ PolicyName: 'OrdersRolePolicy0' }],
    Tags: [{ Key: 'stateMachine:createdBy', Value: 'SAM' }],
  })
})

test('events may call the alias that is published', () => {
  const outcome = expand(
    machine(`DefinitionUri: s3://bucket/orders.json
Role: arn:aws:iam::123456789012:role/orders
AutoPublishAlias: live
UseAliasAsEventTarget: true
DeploymentPreference: { Type: CANARY, Percentage: 10, Interval: 5 }
Events:
  Nightly:
    Type: Schedule
    Properties: { Schedule: rate(1 day) }`),
  )
  expect(typesOf(outcome)).toEqual({
    Orders: 'AWS::StepFunctions::StateMachine',
    OrdersVersion: 'AWS::StepFunctions::StateMachineVersion',
    OrdersAliaslive: 'AWS::StepFunctions::StateMachineAlias',
    OrdersNightly: 'AWS::Events::Rule',
    OrdersNightlyRole: 'AWS::IAM::Role',
  })
  expect(outcome.resources.OrdersVersion).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' })
  expect(propertiesOf(outcome, 'OrdersAliaslive').DeploymentPreference).toEqual({
    Type: 'CANARY',
    Percentage: 10,
    Interval: 5,
    StateMachineVersionArn: { Ref: 'OrdersVersion' },
  })
  expect(propertiesOf(outcome, 'OrdersNightly').Targets).toMatchObject([{ Arn: { Ref: 'OrdersAliaslive' } }])
})

test.each(['DeploymentPreference: { Type: ALL_AT_ONCE }', 'UseAliasAsEventTarget: true'])(
  '%s asks for an alias',
  (property) => {
    const name = property.split(':')[0]
    expect(expand(machine(`DefinitionUri: s3://b/k\n${property}`)).problems).toEqual([
      `7:7 Resource with id [Orders] is invalid. '${name}' requires 'AutoPublishAlias' property to be specified.`,
    ])
  },
)
