import { expect, test } from 'vitest'
import { nativeView } from '../../../model/native.ts'
import { problemsOf, readOne, resourceOf } from './reading.ts'

const extended = 'Transform: AWS::LanguageExtensions\n'

test('a loop makes resources, outputs and properties; a loop may stand in another', () => {
  const stack = readOne(
    `${extended}Parameters: {Stages: {Type: CommaDelimitedList, Default: 'dev, prod-eu'}}
Mappings: {Sizes: {Small: {Names: [s, t]}}}
Resources:
  Fn::ForEach::Stages:
    - Stage
    - !Ref Stages
    - Fn::ForEach::Sizes:
        - Size
        - !FindInMap [Sizes, Small, Names]
        - Queue&{Stage}\${Size}:
            Type: AWS::SQS::Queue
            Properties:
              QueueName: !Sub 'jobs-\${Stage}-\${Size}-\${AWS::Region}'
              Fn::ForEach::Flags:
                - Flag
                - [FifoQueue, ContentBasedDeduplication]
                - \${Flag}: true
              Stage: !Ref Stage
              Literal: '\${!Stage}'
              Other: !GetAtt [!Sub 'Queue&{Stage}s', Arn]
Outputs:
  Fn::ForEach::Out: [Size, [s], {'Name\${Size}': {Value: !GetAtt 'Queuedev\${Size}.QueueName'}}]
`,
    { region: 'eu-central-1' },
  )
  expect([stack.status, problemsOf(stack), stack.resources.map(({ id }) => id)]).toEqual([
    'complete',
    [],
    ['Queuedevs', 'Queuedevt', 'Queueprodeus', 'Queueprodeut'],
  ])
  expect(nativeView(resourceOf(stack, 'Queueprodeut').properties)).toEqual({
    QueueName: 'jobs-prod-eu-t-eu-central-1',
    FifoQueue: true,
    ContentBasedDeduplication: true,
    Stage: 'prod-eu',
    Literal: '${!Stage}',
    Other: { $unknown: { why: 'it is known after deployment', refs: ['Queueprodeus.Arn'] } },
  })
  expect([...stack.outputs].map(([name, value]) => [name, nativeView(value)])).toEqual([
    ['Names', { $unknown: { why: 'it is known after deployment', refs: ['Queuedevs.QueueName'] } }],
  ])
})

test('what a loop puts into a text says which item it was', () => {
  const stack = readOne(
    `${extended}Resources:\n  Fn::ForEach::Q: [N, [a, b], {'Q\${N}': {Type: AWS::SQS::Queue, Properties: {QueueName: 'jobs-\${N}'}}}]\n`,
  )
  const value = resourceOf(stack, 'Qb').properties.entries.get('QueueName')?.value
  expect(value?.via?.map(({ reason, location }) => [reason, location.startLine, location.startColumn])).toEqual([
    ['for_each', 3, 27],
  ])
})

test('conditions may be made by a loop', () => {
  const stack = readOne(`${extended}Parameters: {Stage: {Type: String, Default: prod}}
Conditions:
  Fn::ForEach::Is: [Name, [dev, prod], {'Is\${Name}': !Equals [!Ref Stage, !Ref Name]}]
Resources:
  A: {Type: AWS::SNS::Topic, Condition: Isdev}
  B: {Type: AWS::SNS::Topic, Condition: Isprod}
`)
  expect(stack.resources.map(({ id }) => id)).toEqual(['B'])
})

test('a loop over what is not known stays, and the stack is open; a value opens it', () => {
  const text = `${extended}Parameters: {Names: {Type: CommaDelimitedList}}
Resources:
  T: {Type: AWS::SNS::Topic}
  Fn::ForEach::Queues: [Name, !Ref Names, {'Queue\${Name}': {Type: AWS::SQS::Queue}}]
`
  const open = readOne(text)
  expect([open.status, open.opaque, open.open?.needs, problemsOf(open)]).toEqual([
    'complete',
    ['Fn::ForEach::Queues'],
    ['--parameter Names=…'],
    [
      'warning OPAQUE 5:36 The loop Fn::ForEach::Queues is not expanded, because what it goes over is not known: Names has no value. Give --parameter Names=….',
    ],
  ])
  const known = readOne(text, { parameters: { Names: 'A,B' } })
  expect([known.open, known.resources.map(({ id }) => id)]).toEqual([undefined, ['T', 'QueueA', 'QueueB']])
})

test.each([
  [
    'an item twice',
    "  Fn::ForEach::Q: [N, [a, a], {'Q${N}': {Type: AWS::SQS::Queue}}]",
    'error DUPLICATE_KEY 3:32 Fn::ForEach::Q makes "Qa" again, which is there already. Use ${N} in the key, and no item twice.',
  ],
  [
    'a name that is written too',
    "  Fn::ForEach::Q: [N, [a], {'Q${N}': {Type: AWS::SQS::Queue}}]\n  Qa: {Type: AWS::SQS::Queue}",
    'error DUPLICATE_KEY 3:29 Fn::ForEach::Q makes "Qa" again, which is there already. Use ${N} in the key, and no item twice.',
  ],
  [
    'something else than a list',
    "  Fn::ForEach::Q: [N, a, {'Q${N}': {Type: AWS::SQS::Queue}}]",
    'error INVALID_VALUE 3:23 Fn::ForEach::Q must loop over a list, a list parameter or a cell of a mapping that holds a list.',
  ],
  [
    'too little',
    '  Fn::ForEach::Q: [N, [a]]',
    'error INVALID_VALUE 3:3 Fn::ForEach::Q takes a list of three: a name, what to loop over, and a map with what each round makes.',
  ],
])('a loop over %s is an error', (_, loop, problem) => {
  expect(problemsOf(readOne(`${extended}Resources:\n${loop}\n  T: {Type: AWS::SNS::Topic}\n`))).toContain(problem)
})

test('a loop over a million items, or over itself six times, is an error in bounded time', () => {
  const items = Array.from({ length: 1_000_000 }, (_, index) => index).join(',')
  const million = readOne(
    `${extended}Parameters: {L: {Type: CommaDelimitedList}}\nResources:\n  Fn::ForEach::Q: [N, !Ref L, {'Q\${N}': {Type: AWS::SQS::Queue}}]\n`,
    { parameters: { L: items } },
  )
  expect([million.status, problemsOf(million)]).toEqual([
    'partial',
    [
      'error TOO_MANY_VALUES 4:28 The loop Fn::ForEach::Q makes more than 250000 values, so it is not expanded. Loop over less.',
    ],
  ])
  const nested = [...'abcdef'].reduceRight(
    (body, name) => `{'Fn::ForEach::${name}': [${name}, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], ${body}]}`,
    "{'Q${a}${b}${c}${d}${e}${f}': {Type: AWS::SQS::Queue}}",
  )
  const deep = readOne(`${extended}Resources: ${nested}\n`)
  expect(deep.diagnostics.map(({ code }) => code)).toEqual(['TOO_MANY_VALUES'])
}, 30_000)

test('functions of the transform: a length, a JSON text, a cell that may lack, a policy that depends', () => {
  const stack = readOne(`${extended}Parameters: {Stage: {Type: String, Default: dev}}
Mappings: {M: {prod: {Size: 9}}}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
Resources:
  T:
    Type: AWS::SSM::Parameter
    DeletionPolicy: !If [IsProd, Retain, Delete]
    UpdateReplacePolicy: Retain
    DependsOn: Q
    Properties:
      Length: !Length [a, b, c]
      Json: !ToJsonString {a: [1, !Ref Stage]}
      Size: !FindInMap [M, !Ref Stage, Size, {DefaultValue: 3}]
  Q: {Type: AWS::SQS::Queue}
`)
  const { properties, attributes } = resourceOf(stack, 'T')
  expect([problemsOf(stack), nativeView(properties), attributes && nativeView(attributes)]).toEqual([
    [],
    { Length: 3, Json: '{"a":[1,"dev"]}', Size: 3 },
    {
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Retain',
      DependsOn: [{ $unknown: { why: 'it is known after deployment', refs: ['Q'] } }],
    },
  ])
})

test('without the transform its functions are evaluated all the same, with a warning', () => {
  const stack = readOne(`Mappings: {M: {a: {b: c}}}
Resources:
  T:
    Type: AWS::SSM::Parameter
    Properties:
      A: {'Fn::Length': [a, b]}
      B: {'Fn::ToJsonString': {a: b}}
      C: !FindInMap [M, x, y, {DefaultValue: z}]
`)
  expect([nativeView(resourceOf(stack, 'T').properties), problemsOf(stack)]).toEqual([
    { A: 2, B: '{"a":"b"}', C: 'z' },
    [
      'warning FUNCTION_NOT_SUPPORTED 6:10 Fn::Length needs the transform AWS::LanguageExtensions, which the template does not list.',
      'warning FUNCTION_NOT_SUPPORTED 7:10 Fn::ToJsonString needs the transform AWS::LanguageExtensions, which the template does not list.',
      'warning FUNCTION_NOT_SUPPORTED 8:21 The DefaultValue of Fn::FindInMap needs the transform AWS::LanguageExtensions, which the template does not list.',
    ],
  ])
})
