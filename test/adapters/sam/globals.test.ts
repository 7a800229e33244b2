import { describe, expect, test } from 'vitest'
import { valueAt } from '../../../adapters/sam/edit.ts'
import { expand, expandValues, propertiesOf } from './expanding.ts'

const template = (globals: string, function_ = '', attributes = ''): string => `Globals:
  Function:
    CodeUri: src/
    Handler: index.handler
    Runtime: nodejs22.x
${globals.replaceAll(/^(?=.)/gm, '    ')}
Resources:
  Jobs:
    Type: AWS::Serverless::Function
${attributes}    Properties:
      Role: arn:aws:iam::123456789012:role/jobs
${function_.replaceAll(/^(?=.)/gm, '      ')}
`

describe('what Globals say of all functions', () => {
  test.each([
    ['is taken', 'Timeout: 10', '', { Timeout: 10 }],
    ['yields to what the function says', 'Timeout: 10', 'Timeout: 20', { Timeout: 20 }],
    [
      'is merged into maps',
      'Environment: { Variables: { A: all, B: all } }',
      'Environment: { Variables: { B: own } }',
      { Environment: { Variables: { A: 'all', B: 'own' } } },
    ],
    ['comes first in lists', 'Layers: [a, b]', 'Layers: [b, c]', { Layers: ['a', 'b', 'b', 'c'] }],
    [
      'is not merged with a function call',
      'Environment: { Variables: { A: all } }',
      'Environment: !If [C, { Variables: {} }, !Ref AWS::NoValue]',
      { Environment: { 'Fn::If': ['C', { Variables: {} }, { Ref: 'AWS::NoValue' }] } },
    ],
  ])('%s', (_, globals, own, expected) => {
    expect(propertiesOf(expand(template(globals, own)), 'Jobs')).toMatchObject(expected)
  })

  test('is left out where the function ignores it', () => {
    const text = template('Timeout: 10\nMemorySize: 256', '', '    IgnoreGlobals: [Timeout]\n')
    const { Timeout, MemorySize } = propertiesOf(expand(text), 'Jobs')
    expect([Timeout, MemorySize]).toEqual([undefined, 256])
  })

  test('keeps its place in the file', () => {
    const timeout = valueAt(
      expandValues(template('Timeout: 10')).template,
      'Resources',
      'Jobs',
      'Properties',
      'Timeout',
    )
    expect(timeout).toMatchObject({
      value: 10,
      at: { startLine: 6, startColumn: 14 },
      via: [{ reason: 'globals', location: { startLine: 1, startColumn: 1 } }],
    })
  })
})

test.each([
  [
    'a section that is none',
    'Globals: { Queue: {} }',
    "1:12 'Globals' section is invalid. 'Queue' is not supported. Must be one of the following values - ['Api', 'CapacityProvider', 'Function', 'HttpApi', 'LayerVersion', 'SimpleTable', 'StateMachine', 'WebSocketApi']",
  ],
  [
    'a property that only a resource may have',
    'Globals: { SimpleTable: { TableName: x } }',
    "1:27 'Globals' section is invalid. 'TableName' is not a supported property of 'SimpleTable'. Must be one of the following values - ['SSESpecification']",
  ],
  ['no map', 'Globals: all', "1:10 'Globals' section is invalid. It must be a non-empty dictionary"],
])('Globals with %s are refused', (_, globals, problem) => {
  const text = `${globals}\nResources: { Users: { Type: AWS::Serverless::SimpleTable } }\n`
  expect(expand(text).problems).toEqual([problem])
})
