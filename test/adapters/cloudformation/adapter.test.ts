import { expect, test } from 'vitest'
import type { Stack } from '../../../model/stack.ts'
import { given, problemsOf, readOne, readStacks, templates } from './reading.ts'

const topic = 'Resources: {A: {Type: AWS::SNS::Topic}}\n'

test.each([
  ['a template', topic],
  ['a template in JSON', '{"Resources": {"A": {"Type": "AWS::SNS::Topic"}}}'],
  ['a template in which a resource lacks its type', 'Resources: {A: {Type: Custom::Thing}, B: {}}'],
])('%s is a stack, whatever the file is called', (_, text) => {
  for (const path of ['template.yaml', 'a.template', 'stdin', 'infra.json']) {
    expect(readStacks(text, { path }).map(({ id, path, format, files }) => ({ id, path, format, files }))).toEqual([
      { id: path, path, format: 'cloudformation', files: [path] },
    ])
  }
})

test.each([
  ['no resources', 'a: b'],
  ['resources without types', 'Resources: {A: {Kind: x::y}}'],
  ['an OpenAPI document that speaks of AWS', 'openapi: 3.0.1\npaths: {}\nx: "AWS::Lambda::Function Resources"'],
  ['a Serverless service', 'service: x\nresources:\n  Resources:\n    A: {Type: AWS::SNS::Topic}'],
  ['other YAML that is broken', 'Resources: are here ::\n  a: "'],
  ['a list', '- Resources: {A: {Type: AWS::SNS::Topic}}'],
])('%s is no stack of this format', (_, text) => {
  expect(readStacks(text)).toEqual([])
})

test('a file of Terraform is left alone', () => {
  expect(readStacks(topic, { path: 'main.tf' })).toEqual([])
})

test('a template that cannot be read is a failed stack that says where', () => {
  const stack = readOne('Resources:\n  A:\n    Type: AWS::SNS::Topic\n   B: [\n')
  expect([stack.status, problemsOf(stack), stack.resources]).toEqual([
    'failed',
    [
      'error SYNTAX 4:1 This is not valid YAML: All mapping items must start at the same column. Align it with its neighbours.',
    ],
    [],
  ])
})

test.each([
  [
    'Resources: [AWS::SNS::Topic]\nTransform: X',
    [
      'error INVALID_TEMPLATE 1:1 "Resources" must be a map of names, but is a list.',
      'warning OPAQUE 2:12 The macro X runs at deployment; what it adds or changes is not read.',
    ],
  ],
  [
    `AWSTemplateFormatVersion: 2010-09-09\nResources:\n  A: {Properties: {}}\n  B: 3\n  C: {Type: AWS::SNS::Topic}`,
    [
      'error INVALID_TEMPLATE 3:3 The resource "A" has no "Type", so it is not read. Say what it is: "Type: AWS::…".',
      'error INVALID_TEMPLATE 4:3 The resource "B" must be a map with "Type", but is the number 3.',
    ],
  ],
  [
    'Resources:\n  A: {Type: AWS::SNS::Topic, Properties: [1]}',
    ['error INVALID_TEMPLATE 2:30 The properties of "A" must be a map, but here is a list.'],
  ],
  [
    'Resources:\n  Topic: {Type: AWS::SNS::Topic, DependsOn: [Topik]}',
    ['error REFERENCE_NOT_FOUND 2:46 "Topic" depends on "Topik", which is no resource here. Did you mean "Topic"?'],
  ],
  [
    'Resources:\n  A: {Type: AWS::SNS::Topic, Condition: Prod}',
    ['error REFERENCE_NOT_FOUND 2:41 There is no condition "Prod".'],
  ],
  [
    'Resources:\n  A: {Type: AWS::SNS::Topic}\nParameters: {P: 3}',
    ['error INVALID_TEMPLATE 3:14 The parameter "P" must be a map with "Type".'],
  ],
])('%j is partly read, and what is wrong is said', (text, messages) => {
  const stack = readOne(text)
  expect([stack.status, problemsOf(stack)]).toEqual(['partial', messages])
})

test('a SAM template of another version is never taken for whole', () => {
  const stack = readOne(
    'Transform: AWS::Serverless-2026-01-01\nResources:\n  F: {Type: AWS::Serverless::Function, Properties: {Role: !GetAtt FRole.Arn}}\n',
  )
  expect([stack.format, stack.status, problemsOf(stack), stack.open?.why]).toEqual([
    'sam',
    'partial',
    [
      'error OPAQUE 1:12 AWS::Serverless-2026-01-01 is not expanded, so its functions, roles and APIs are not judged. SAM is AWS::Serverless-2016-10-31.',
    ],
    'AWS::Serverless-2026-01-01 is not expanded',
  ])
  expect([...stack.normalise(stack.resources).unmapped]).toEqual([['AWS::Serverless::Function', 1]])
})

test('what a macro, a module, a remote nested stack or a loop without its transform holds is not read, and that is said', () => {
  const stack = readOne(`Transform: [AWS::Include, Team]
Resources:
  Fn::ForEach::Buckets: [Name, [a, b], {'Bucket\${Name}': {Type: AWS::S3::Bucket}}]
  Net: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: 'https://example.com/net.yaml'}}
  Module: {Type: Team::Queue::MODULE}
  Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref ModuleQueue}}
`)
  expect([stack.status, stack.opaque, problemsOf(stack)]).toEqual([
    'partial',
    ['AWS::Include', 'Team', 'Fn::ForEach::Buckets', 'Net', 'Module'],
    [
      'warning OPAQUE 1:13 The macro AWS::Include runs at deployment; what it adds or changes is not read.',
      'warning OPAQUE 1:27 The macro Team runs at deployment; what it adds or changes is not read.',
      'error FUNCTION_NOT_SUPPORTED 3:3 The loop Fn::ForEach::Buckets is not expanded, because the template does not list the transform AWS::LanguageExtensions.',
      'warning OPAQUE 4:3 What is inside "Net" (AWS::CloudFormation::Stack) is not read; nothing in it is judged.',
      'warning OPAQUE 5:3 What is inside "Module" (Team::Queue::MODULE) is not read; nothing in it is judged.',
    ],
  ])
})

test('a value for a parameter that no template declares is a warning, once', () => {
  const files = [
    { path: 'a.yaml', text: `${topic}Parameters: {Stage: {Type: String}}` },
    { path: 'b.yaml', text: `${topic}Parameters: {Name: {Type: String}}` },
  ]
  const options = given({ parameters: { Name: 'x', Stge: 'prod', 'a.yaml:Name': 'y', 'b.yaml:Name': 'z' } })
  const stacks = templates.read({ files, read: () => undefined }, options) as readonly Stack[]
  expect(stacks.map(problemsOf)).toEqual([
    [
      'warning PARAMETER_NOT_DECLARED - "Stge" is given, but no template declares such a parameter. Did you mean "Stage"?',
      'warning PARAMETER_NOT_DECLARED - "Name" is given, but a.yaml declares no such parameter.',
    ],
    [],
  ])
})

test('a value that a parameter does not allow is a warning, in which a hidden value does not stand', () => {
  const text = `${topic}Parameters:\n  Stage: {Type: String, AllowedValues: [dev, prod]}\n  Key: {Type: String, NoEcho: true, AllowedValues: [a]}\n`
  expect(problemsOf(readOne(text, { parameters: { Stage: 'live', Key: 'not-a-real-key' } }))).toEqual([
    'warning INVALID_VALUE 3:3 "live" is not among the allowed values of Stage: dev, prod.',
    'warning INVALID_VALUE 4:3 The value given is not among the allowed values of Key.',
  ])
})

test('a default that its own declaration does not allow is a warning at its place, in which a hidden value does not stand', () => {
  const text = `Parameters:
  Stage: {Type: String, Default: live, AllowedValues: [dev, prod]}
  Count: {Type: Number, Default: many}
  Size: {Type: Number, Default: 9, MinValue: 10}
  Zones: {Type: 'List<Number>', Default: '1, 20', MaxValue: 10}
  Short: {Type: String, Default: ab, MinLength: '3'}
  Long: {Type: String, Default: abcd, MaxLength: 3}
  Name: {Type: String, Default: A b, AllowedPattern: '[a-z]+'}
  Key: {Type: String, NoEcho: true, Default: not-a-real-key, AllowedValues: [a]}
  Ahead: {Type: String, Default: x, AllowedPattern: '(?=y)x'}
  Fine: {Type: Number, Default: '1.5', MinValue: 1, MaxValue: 2, AllowedPattern: '[\\d.]+'}
${topic}`
  expect(problemsOf(readOne(text))).toEqual([
    'warning INVALID_VALUE 2:34 The default "live" is not among the allowed values of Stage: dev, prod.',
    'warning INVALID_VALUE 3:34 The default "many" is not a number, as Count must be.',
    'warning INVALID_VALUE 4:33 The default "9" is less than 10, the MinValue of Size.',
    'warning INVALID_VALUE 5:42 The default "1, 20" is more than 10, the MaxValue of Zones.',
    'warning INVALID_VALUE 6:34 The default "ab" is shorter than 3, the MinLength of Short.',
    'warning INVALID_VALUE 7:33 The default "abcd" is longer than 3, the MaxLength of Long.',
    'warning INVALID_VALUE 8:33 The default "A b" does not match the AllowedPattern of Name: [a-z]+',
    'warning INVALID_VALUE 9:46 The default is not among the allowed values of Key.',
  ])
})

test.each([
  ['a file that is not there', 'TemplateURL: nested/net.yaml', 'partial', 'error PATH_NOT_FOUND'],
  ['one of two files', 'TemplateURL: !If [A, ./a.yaml, ./b.yaml]', 'partial', 'error OPAQUE'],
  ['a text that is no template', 'TemplateBody: "{}"', 'partial', 'error INVALID_TEMPLATE'],
  ['a template in a bucket', 'TemplateURL: https://s3.amazonaws.com/b/net.yaml', 'complete', 'warning OPAQUE'],
  ['what a parameter tells', 'TemplateURL: !Ref Url', 'complete', 'warning OPAQUE'],
])('a nested stack of %s is not read, and that is said once', (_, property, status, said) => {
  const stack = readOne(`Parameters: {Url: {Type: String}}
Conditions: {A: !Equals [!Ref Url, a]}
Resources: {Net: {Type: AWS::CloudFormation::Stack, Properties: {${property.replace(/: (.*)$/, ': $1')}}}}
`)
  expect([stack.status, stack.diagnostics.map((each) => `${each.severity} ${each.code}`)]).toEqual([status, [said]])
})

test('a resource that is left out leaves the stack open', () => {
  const { status, open } = readOne('Resources:\n  A: {Properties: {}}\n  B: {Type: AWS::SQS::Queue}\n')
  expect([status, open?.why, open?.at?.startLine]).toEqual(['partial', 'a part of the template could not be read', 2])
})

test('problems are in the order of their places', () => {
  const stack = readOne('Resources:\n  A: {Type: AWS::SQS::Queue, DependsOn: X}\n  B: {Properties: {}}\n')
  expect(stack.diagnostics.map(({ location }) => location?.startLine)).toEqual([2, 3])
})

test.each([
  ['!FindInMap [!Ref Hidden, a, b]', 'Fn::FindInMap: there is no mapping a hidden value.'],
  ['!FindInMap [Sizes, !Ref Hidden, b]', 'Fn::FindInMap: Sizes has no key a hidden value.'],
  [
    '!Select [!Ref Number, [a]]',
    'Fn::Select: the list has 1 elements, so there is none at the hidden index (the first is 0).',
  ],
  ['!Cidr [!Ref Hidden, 1, 8]', 'Fn::Cidr: a hidden value is no address block.'],
])('a hidden value does not stand in what is said of it: %s', (expression, message) => {
  const stack = readOne(`Parameters:
  Hidden: {Type: String, NoEcho: true, Default: not-a-real-secret}
  Number: {Type: String, NoEcho: true, Default: '4711'}
Mappings: {Sizes: {dev: {b: 1}}}
Resources: {P: {Type: AWS::SSM::Parameter, Properties: {Value: ${expression}}}}
`)
  expect(stack.diagnostics.map((each) => each.message)).toEqual([message])
  expect(JSON.stringify(stack.resources)).not.toMatch(/not-a-real-secret|4711/)
})

test('a hidden value does not stand in the question that a condition asks', () => {
  const stack = readOne(`Parameters:
  Hidden: {Type: String, NoEcho: true, Default: not-a-real-secret}
  Open: {Type: String}
Conditions: {Same: !Equals [!Sub 'x-\${Open}', !Ref Hidden], Alike: !Equals [!Ref Open, !Ref Hidden]}
Resources:
  A: {Type: AWS::SQS::Queue, Condition: Same}
  B: {Type: AWS::SQS::Queue, Condition: Alike}
`)
  expect(JSON.stringify(stack.resources.map(({ exists }) => exists))).not.toContain('not-a-real-secret')
})

test('outputs are evaluated; one whose condition is open is a choice', () => {
  const stack = readOne(`Parameters: {Stage: {Type: String}}
Conditions: {IsProd: !Equals [!Ref Stage, prod], Never: !Equals [a, b]}
Resources: {Jobs: {Type: AWS::SQS::Queue}}
Outputs:
  Url: {Value: !Ref Jobs}
  Arn: {Condition: IsProd, Value: !GetAtt Jobs.Arn}
  No: {Condition: Never, Value: x}
`)
  expect([...stack.outputs].map(([name, value]) => [name, value.type])).toEqual([
    ['Url', 'reference'],
    ['Arn', 'choice'],
  ])
})

test('parameters are entities', () => {
  const stack = readOne(`Resources: {A: {Type: AWS::SNS::Topic}}
Parameters:
  Stage: {Type: String, AllowedValues: [dev, prod], Default: dev, Description: Where to}
`)
  const [parameter] = stack.normalise(stack.resources).entities.filter(({ kind }) => kind === 'input_parameter')
  expect(parameter?.owner).toEqual({
    id: 'Stage',
    type: 'Parameter',
    at: { file: 'template.yaml', startLine: 3, startColumn: 3, endLine: 3, endColumn: 8 },
  })
})

test('an empty property is a warning, and counts as not there', () => {
  const stack = readOne(
    'Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties:\n      Tags:\n      QueueName: jobs\n      List: [a, null]\n',
  )
  expect([stack.status, problemsOf(stack)]).toEqual([
    'complete',
    [
      'warning INVALID_VALUE 5:12 "Tags" is empty, which the service refuses; it is taken as not there. Give it a value or remove it.',
      'warning INVALID_VALUE 7:17 "List" is empty, which the service refuses; it is taken as not there. Give it a value or remove it.',
    ],
  ])
})

test('a module of rain is not read, which is said with what to do', () => {
  const stack = readOne(
    'Resources:\n  Net: {Type: !Rain::Module ./net.yml}\n  T: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref NetVpc}}\n',
  )
  expect([stack.status, stack.opaque, problemsOf(stack)]).toEqual([
    'partial',
    ['Net'],
    [
      'error OPAQUE 2:3 "Net" is a module of rain, which is not expanded. Check what "rain pkg" writes of the template.',
    ],
  ])
})
