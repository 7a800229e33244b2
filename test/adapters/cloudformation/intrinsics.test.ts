import { describe, expect, test } from 'vitest'
import { evaluate, problemsWith, readOne, resourceOf } from './reading.ts'

const parameters = `Parameters:
  Stage: {Type: String}
  Name: {Type: String, Default: shop}
  Size: {Type: Number, Default: 30}
  Zones: {Type: CommaDelimitedList, Default: 'a, b,c'}
  Hidden: {Type: String, NoEcho: true, Default: not-a-real-password}
  Role: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /team/role}
`
const conditions = `${parameters}Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsShop: !Equals [!Ref Name, shop]
`
const noStage = { $unknown: { why: 'Stage has no value', refs: ['Stage'] } }
const deployed = (name: string) => ({ $unknown: { why: 'it is known after deployment', refs: [name] } })
const symbol = (name: string) => ({ $unknown: { why: `the ${name} that is deployed to is not given`, refs: [name] } })

describe('Ref', () => {
  test.each([
    ['a default', '!Ref Name', 'shop'],
    ['a number, which is a text on the wire', '!Ref Size', '30'],
    ['a list of which the items are trimmed', '!Ref Zones', ['a', 'b', 'c']],
    ['a parameter without value', '!Ref Stage', noStage],
    ['a hidden parameter', '!Ref Hidden', { $unknown: { why: 'its value is hidden', refs: [] } }],
    [
      'a stored parameter',
      '!Ref Role',
      {
        $unknown: { why: 'Role is read from the parameter store at deployment (/team/role)', refs: ['ssm:/team/role'] },
      },
    ],
    ['a resource', '!Ref Jobs', deployed('Jobs')],
    ['the account', '!Ref AWS::AccountId', symbol('account')],
    ['nothing', '!Ref AWS::NoValue', undefined],
  ])('gives %s', (_, expression, value) => {
    expect(evaluate(expression, parameters)).toEqual(value)
  })

  test('a given value comes before the default, for one stack before all', () => {
    expect(evaluate('!Ref Name', parameters, { parameters: { Name: 'other' } })).toBe('other')
    expect(evaluate('!Ref Name', parameters, { parameters: { Name: 'other', 'template.yaml:Name': 'this' } })).toBe(
      'this',
    )
  })

  test('the value of a default stands where it is used, and knows where it was declared', () => {
    const stack = readOne(
      `${parameters}Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: !Ref Name\n`,
    )
    const file = 'template.yaml'
    expect(resourceOf(stack, 'Jobs').properties.entries.get('QueueName')).toEqual({
      key: { file, startLine: 12, startColumn: 7, endLine: 12, endColumn: 16 },
      value: {
        type: 'scalar',
        value: 'shop',
        at: { file, startLine: 12, startColumn: 23, endLine: 12, endColumn: 27 },
        via: [{ reason: 'default', location: { file, startLine: 3, startColumn: 3, endLine: 3, endColumn: 7 } }],
      },
    })
  })

  test('region and account are known once given', () => {
    const options = { region: 'cn-north-1', account: '123456789012' }
    const text = "!Sub '${AWS::AccountId} ${AWS::Region} ${AWS::Partition} ${AWS::URLSuffix}'"
    expect(evaluate(text, '', options)).toBe('123456789012 cn-north-1 aws-cn amazonaws.com.cn')
  })

  test('a name that is nowhere is an error with a suggestion', () => {
    expect(problemsWith('!Ref Job')).toEqual([
      'error REFERENCE_NOT_FOUND 5:19 There is no parameter and no resource "Job". Did you mean "Jobs"?',
    ])
  })
})

describe('Fn::GetAtt', () => {
  test.each([
    ['!GetAtt Jobs.Arn', deployed('Jobs.Arn')],
    ['!GetAtt [Jobs, Arn]', deployed('Jobs.Arn')],
    ['!GetAtt Jobs.Outputs.Url', deployed('Jobs.Outputs.Url')],
    ['{"Fn::GetAtt": "Jobs.Arn"}', deployed('Jobs.Arn')],
  ])('%s refers to the attribute', (expression, value) => {
    expect(evaluate(expression)).toEqual(value)
  })

  test('of a parameter it is an error', () => {
    expect(problemsWith('!GetAtt Name.Arn', parameters)).toEqual([
      'error REFERENCE_NOT_FOUND 5:22 "Name" is a parameter; Fn::GetAtt takes a resource. Use Ref.',
    ])
  })
})

describe('Fn::Sub', () => {
  test.each([
    ["!Sub '${Name}-x'", 'shop-x'],
    ["!Sub '${ Name }-x'", 'shop-x'],
    ["!Sub '${!Name} costs $5'", '${Name} costs $5'],
    ["!Sub ['${Name}-${Extra}', {Name: own, Extra: !Ref Size}]", 'own-30'],
    ["!Sub 'a-${Stage}-${Name}'", { $partial: ['a-', noStage, '-shop'] }],
    ["!Sub '${Jobs.Arn}/*'", { $partial: [deployed('Jobs.Arn'), '/*'] }],
    ["!Sub '${Stage}'", noStage],
    ["!Sub ''", ''],
  ])('%s', (expression, value) => {
    expect(evaluate(expression, parameters)).toEqual(value)
  })

  test('a hidden value stays hidden in a text', () => {
    const hidden = { $unknown: { why: 'its value is hidden', refs: ['hidden value'] } }
    expect(evaluate("!Sub 'postgres://u:${Hidden}@db'", parameters)).toEqual({
      $partial: ['postgres://u:', hidden, '@db'],
    })
    expect(evaluate("!Sub '${Stage}:${Hidden}'", parameters)).toEqual({ $partial: [noStage, ':', hidden] })
  })

  test('a list in a text is an error that names it', () => {
    expect(problemsWith("!Sub 'x ${Zones}'", parameters)).toEqual([
      'error INVALID_VALUE 5:19 Fn::Sub: "Zones" is no text, but a list or a map.',
    ])
  })

  test('a JSON document with references keeps its structure', () => {
    const stack = readOne(`Resources:
  Jobs: {Type: AWS::SQS::Queue}
  P:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy: !Sub '{"deadLetterTargetArn": "\${Jobs.Arn}", "maxReceiveCount": \${Count}}'
Parameters:
  Count: {Type: Number}
`)
    const value = resourceOf(stack, 'P').properties.entries.get('RedrivePolicy')?.value
    expect(
      value?.type === 'json' && value.value.type === 'map'
        ? [...value.value.entries].map(([key, { value }]) => [key, value.type])
        : value,
    ).toEqual([
      ['deadLetterTargetArn', 'reference'],
      ['maxReceiveCount', 'unknown'],
    ])
  })
})

describe('Fn::Join', () => {
  test.each([
    ["!Join ['-', [a, b, !Ref Name]]", 'a-b-shop'],
    ["!Join [':', !Ref Zones]", 'a:b:c'],
    ["!Join ['', [a, !Ref 'AWS::NoValue', b]]", 'ab'],
    ["!Join ['-', [a, !Ref Stage]]", { $partial: ['a-', noStage] }],
    ["!Join ['-', !GetAZs '']", { $unknown: { why: 'the availability zones are known at deployment', refs: [] } }],
  ])('%s', (expression, value) => {
    expect(evaluate(expression, parameters)).toEqual(value)
  })

  test('elements that depend on conditions make a choice of texts, each condition taken once', () => {
    expect(evaluate("!Join ['-', [!If [IsProd, a, b], !If [IsProd, c, !Ref AWS::NoValue]]]", conditions)).toEqual({
      $choice: { if: 'IsProd', then: 'a-c', else: 'b' },
    })
  })
})

describe('Fn::Split and Fn::Select', () => {
  test.each([
    ["!Split [',', 'a,b,c']", ['a', 'b', 'c']],
    ["!Select [1, !Split ['/', 'a/b/c']]", 'b'],
    ["!Select ['0', !Ref Zones]", 'a'],
    ["!Select [2, !Split [':', !Sub 'arn:aws:sqs:${AWS::Region}:${Stage}']]", 'sqs'],
    ["!Select [3, !Split [':', !Sub 'arn:aws:sqs:${AWS::Region}:${Stage}']]", symbol('region')],
    [
      "!Select [4, !Split [':', !Sub 'arn:aws:sqs:${AWS::Region}:${Stage}']]",
      { $unknown: { why: 'Stage has no value', refs: [] } },
    ],
    ['!Select [0, !GetAZs ""]', { $unknown: { why: 'the availability zones are known at deployment', refs: [] } }],
  ])('%s', (expression, value) => {
    expect(evaluate(expression, parameters)).toEqual(value)
  })

  test('an index past the end is an error', () => {
    expect(problemsWith('!Select [3, [a, b]]')).toEqual([
      'error INVALID_VALUE 5:22 Fn::Select: the list has 2 elements, so there is none at index 3 (the first is 0).',
    ])
  })
})

describe('Fn::FindInMap', () => {
  const mappings = `${parameters}Mappings:
  Accounts:
    123456789012: {Name: own}
    "000000000001": {Name: other}
  Sizes:
    dev: {Memory: 128, Zones: [a]}
    test: {Memory: 128, Zones: [a]}
    prod: {Memory: 1024, Zones: [a, b]}
`
  test.each([
    ['!FindInMap [Sizes, dev, Memory]', 128],
    ['!FindInMap [Sizes, prod, Zones]', ['a', 'b']],
    ['!FindInMap [Accounts, 123456789012, Name]', 'own'],
    ['!FindInMap [Accounts, "000000000001", Name]', 'other'],
    ['!FindInMap [Sizes, none, Memory, {DefaultValue: 7}]', 7],
  ])('%s', (expression, value) => {
    expect(evaluate(expression, mappings)).toEqual(value)
  })

  test('an unknown key leaves a choice among the cells, equal cells put together', () => {
    expect(evaluate('!FindInMap [Sizes, !Ref Stage, Memory]', mappings)).toEqual({
      $choice: { if: 'Stage == dev || Stage == test', then: 128, else: 1024 },
    })
  })

  test('the account that is not given is a choice too', () => {
    expect(evaluate('!FindInMap [Accounts, !Ref AWS::AccountId, Name]', mappings)).toEqual({
      $choice: { if: 'AWS::AccountId == 123456789012', then: 'own', else: 'other' },
    })
  })

  test('a mapping or key that is not there is an error with a suggestion', () => {
    expect(problemsWith('!FindInMap [Size, dev, Memory]', mappings)).toEqual([
      'error REFERENCE_NOT_FOUND 5:25 Fn::FindInMap: there is no mapping "Size". Did you mean "Sizes"?',
    ])
    expect(problemsWith('!FindInMap [Sizes, dev, Memry]', mappings)).toEqual([
      'error REFERENCE_NOT_FOUND 5:25 Fn::FindInMap: Sizes.dev has no key "Memry". Did you mean "Memory"?',
    ])
  })
})

describe('Fn::If', () => {
  test.each([
    ['!If [IsShop, a, b]', 'a'],
    ['!If [IsProd, a, b]', { $choice: { if: 'IsProd', then: 'a', else: 'b' } }],
    ['!If [IsProd, a, !Ref AWS::NoValue]', { $choice: { if: 'IsProd', then: 'a' } }],
    ['[x, !If [IsShop, !Ref AWS::NoValue, y]]', ['x']],
  ])('%s', (expression, value) => {
    expect(evaluate(expression, conditions)).toEqual(value)
  })

  test('a given value decides', () => {
    expect(evaluate('!If [IsProd, a, b]', conditions, { parameters: { Stage: 'prod' } })).toBe('a')
  })

  test('a condition that is not there is an error with a suggestion', () => {
    expect(problemsWith('!If [IsPrd, a, b]', conditions)).toEqual([
      'error REFERENCE_NOT_FOUND 5:18 There is no condition "IsPrd". Did you mean "IsProd"?',
    ])
  })

  test('whole properties may depend on a condition', () => {
    const stack = readOne(`${conditions}Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties: !If [IsProd, {QueueName: a, FifoQueue: true}, {QueueName: b}]
`)
    const { entries } = resourceOf(stack, 'Jobs').properties
    expect([...entries].map(([key, { value }]) => [key, value.type])).toEqual([
      ['QueueName', 'choice'],
      ['FifoQueue', 'choice'],
    ])
  })
})

describe('other functions', () => {
  test.each([
    ['Fn::Base64 keeps what is encoded', '{"Fn::Base64": !Sub "${Name}!"}', 'shop!'],
    ['Fn::Cidr cuts blocks', '!Cidr [10.0.1.0/16, 3, 8]', ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24']],
    ['Fn::Cidr cuts IPv6 blocks', '!Cidr ["2001:db8::/56", 2, 64]', ['2001:db8::/64', '2001:db8:0:1::/64']],
    ['Fn::Length counts', '{"Fn::Length": !Ref Zones}', 3],
    ['Fn::ToJsonString gives JSON', '{"Fn::ToJsonString": {a: 1, b: [!Ref Name]}}', '{"a":1,"b":["shop"]}'],
    [
      'Fn::ToJsonString keeps what is unknown',
      '{"Fn::ToJsonString": {a: !Ref Stage}}',
      { $partial: ['{"a":"', noStage, '"}'] },
    ],
    [
      'Fn::ImportValue names the export',
      '!ImportValue "net-${x}"',
      { $unknown: { why: 'another stack exports it as "net-${x}"', refs: ['import:net-${x}'] } },
    ],
    [
      'Fn::ImportValue names an export known in part',
      '{"Fn::ImportValue": !Sub "${Stage}-vpc"}',
      { $unknown: { why: 'another stack exports it as "${Stage}-vpc"', refs: ['import:${Stage}-vpc'] } },
    ],
    [
      'Fn::GetStackOutput names the output',
      '{"Fn::GetStackOutput": {StackName: net, OutputName: Vpc}}',
      { $unknown: { why: 'it is an output of another stack (net.Vpc)', refs: ['output:net.Vpc'] } },
    ],
  ])('%s', (_, expression, value) => {
    expect(evaluate(expression, parameters)).toEqual(value)
  })

  test('blocks that do not fit are an error', () => {
    expect(problemsWith('!Cidr [10.0.0.0/24, 3, 8]')).toEqual([
      'error INVALID_VALUE 5:20 Fn::Cidr: 3 blocks of 8 bits do not fit into 10.0.0.0/24.',
    ])
  })

  test('what a macro puts in is unknown, with a warning', () => {
    const expression = '{"Fn::Transform": {Name: AWS::Include, Parameters: {Location: s3://bucket/part.yaml}}}'
    expect(evaluate(expression)).toEqual({ $unknown: { why: 'AWS::Include makes it at deployment', refs: [] } })
    expect(problemsWith(expression)).toEqual([
      'warning OPAQUE 5:14 What AWS::Include puts here is not read; it is taken as unknown.',
    ])
  })

  test('a function that does not exist is unknown, with a warning', () => {
    expect(evaluate('!Uppercase x')).toEqual({ $unknown: { why: 'Fn::Uppercase is not evaluated', refs: [] } })
    expect(problemsWith('!Uppercase x')).toEqual([
      'warning FUNCTION_NOT_SUPPORTED 5:25 Fn::Uppercase is not a function that is evaluated here. Its value is taken as unknown.',
    ])
  })
})

describe('dynamic references', () => {
  test.each([
    [
      'a secret',
      "'{{resolve:secretsmanager:db:SecretString:password}}'",
      'secretsmanager:db:SecretString:password',
      'it is a secret that is read at deployment (secretsmanager:db:SecretString:password)',
    ],
    [
      'a secure parameter',
      "'{{resolve:ssm-secure:/db/password:1}}'",
      'ssm-secure:/db/password:1',
      'it is a secret that is read at deployment (ssm-secure:/db/password:1)',
    ],
    [
      'a stored parameter',
      "'{{resolve:ssm:/team/role}}'",
      'ssm:/team/role',
      'it is read from the parameter store at deployment (/team/role)'.replace('(/', '(ssm:/'),
    ],
    [
      'a secret of a resource',
      "!Sub '{{resolve:secretsmanager:${Jobs}:SecretString:password}}'",
      'secretsmanager:${Jobs}:SecretString:password',
      'it is a secret that is read at deployment (secretsmanager:${Jobs}:SecretString:password)',
    ],
  ])('%s is unknown and named', (_, expression, ref, why) => {
    expect(evaluate(expression)).toEqual({ $unknown: { why, refs: [ref] } })
  })

  test('inside a text only the reference is unknown', () => {
    expect(evaluate("'postgres://u:{{resolve:secretsmanager:db}}@host'")).toEqual({
      $partial: [
        'postgres://u:',
        {
          $unknown: {
            why: 'it is a secret that is read at deployment (secretsmanager:db)',
            refs: ['secretsmanager:db'],
          },
        },
        '@host',
      ],
    })
  })
})
