import { expect, test } from 'vitest'
import { nativeView } from '../../../model/native.ts'
import { problemsOf, readOne, resourceOf } from './reading.ts'

const template = (rules: string) => `Parameters:
  Stage: {Type: String}
  Size: {Type: String, Default: small}
  Zones: {Type: CommaDelimitedList, Default: 'a,b'}
Rules:
${rules}
Resources:
  T: {Type: AWS::SNS::Topic}
`

test.each([
  ['holds', '  R: {Assertions: [{Assert: !Contains [[small, large], !Ref Size]}]}', 'prod', []],
  [
    'does not hold',
    "  R: {Assertions: [{Assert: {'Fn::Contains': [[large], !Ref Size]}, AssertDescription: Only large ones}]}",
    'prod',
    ['warning INVALID_VALUE 6:29 The rule "R" refuses the values of the parameters: Only large ones.'],
  ],
  [
    'holds only elsewhere',
    '  R: {RuleCondition: !Equals [!Ref Stage, dev], Assertions: [{Assert: !Equals [!Ref Size, large]}]}',
    'prod',
    [],
  ],
  [
    'is of each element',
    '  R: {RuleCondition: !Equals [!Ref Stage, prod], Assertions: [{Assert: !EachMemberIn [!Ref Zones, [a, c]]}]}',
    'prod',
    ['warning INVALID_VALUE 6:86 The rule "R" refuses the values of the parameters.'],
  ],
  [
    'asks the service',
    "  R: {Assertions: [{Assert: !Contains [{'Fn::RefAll': 'AWS::EC2::VPC::Id'}, !Ref Size]}]}",
    'prod',
    [],
  ],
])('an assertion that %s', (_, rules, stage, problems) => {
  expect(problemsOf(readOne(template(rules), { parameters: { Stage: stage } }))).toEqual(problems)
})

test('what a rule allows for a parameter without a value is all that it may be', () => {
  const text = `Parameters: {Stage: {Type: String}}
Rules: {R: {Assertions: [{Assert: {'Fn::Contains': [[dev, prod], !Ref Stage]}}]}}
Conditions: {IsTest: !Equals [!Ref Stage, test], IsProd: !Equals [!Ref Stage, prod]}
Resources:
  T: {Type: AWS::SSM::Parameter, Properties: {A: !If [IsTest, a, b], B: !If [IsProd, a, b]}}
`
  expect(nativeView(resourceOf(readOne(text), 'T').properties)).toEqual({
    A: 'b',
    B: { $choice: { if: 'IsProd', then: 'a', else: 'b' } },
  })
})
