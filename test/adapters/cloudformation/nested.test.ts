import { expect, test } from 'vitest'
import { templateTransforms } from '../../../adapters/all.ts'
import { templateAdapter } from '../../../adapters/cloudformation/adapter.ts'
import { memorySources } from '../../../adapters/sources/memory.ts'
import { nativeView } from '../../../model/native.ts'
import type { Stack } from '../../../model/stack.ts'
import { given, problemsOf, readFiles, resourceOf } from './reading.ts'

const properties = (stack: Stack | undefined, id: string): unknown =>
  stack && nativeView(resourceOf(stack, id).properties)

test('a nested template is judged in the one around it: bound to what that gives, its outputs followed', () => {
  const stacks = readFiles({
    'app/template.yaml': `Parameters: {Stage: {Type: String, AllowedValues: [dev, prod]}}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
Resources:
  Jobs: {Type: AWS::SQS::Queue}
  Data:
    Type: AWS::CloudFormation::Stack
    Condition: IsProd
    Properties:
      TemplateURL: ./data/table.yaml
      Parameters: {Stage: !Ref Stage, Queue: !GetAtt Jobs.Arn, Subnets: !Join [',', [a, !Ref Jobs]]}
  Reader:
    Type: AWS::SSM::Parameter
    Properties: {Value: !Sub 'table \${Data.Outputs.TableName}', Other: !GetAtt Data.Outputs.Literal}
`,
    'app/data/table.yaml': `Parameters:
  Stage: {Type: String}
  Queue: {Type: String}
  Subnets: {Type: CommaDelimitedList}
  Size: {Type: Number, Default: 5}
Conditions: {Production: !Equals [!Ref Stage, prod]}
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      Queue: !Ref Queue
      Subnets: !Ref Subnets
      Size: !Ref Size
      Name: !If [Production, live, test]
      Stack: !Ref AWS::StackName
Outputs:
  TableName: {Value: !Ref Table}
  Literal: {Value: fixed}
`,
  })
  const [stack] = stacks
  expect(stacks.map(({ id, files, status, opaque }) => ({ id, files, status, opaque }))).toEqual([
    {
      id: 'app/template.yaml',
      files: ['app/template.yaml', 'app/data/table.yaml'],
      status: 'complete',
      opaque: [],
    },
  ])
  expect(stack?.resources.map(({ id, exists }) => [id, exists.op === 'atom' ? exists.atom.id : exists.op])).toEqual([
    ['Jobs', 'true'],
    ['Data', 'IsProd'],
    ['Data/Table', 'IsProd'],
    ['Reader', 'true'],
  ])
  expect(properties(stack, 'Data/Table')).toEqual({
    Queue: { $unknown: { why: 'it is known after deployment', refs: ['Jobs.Arn'] } },
    Subnets: ['a', { $unknown: { why: 'it is known after deployment', refs: ['Jobs'] } }],
    Size: '5',
    Name: { $choice: { if: 'IsProd', then: 'live', else: 'test' } },
    Stack: { $unknown: { why: 'the stack is named at deployment', refs: ['Data/AWS::StackName'] } },
  })
  expect(properties(stack, 'Reader')).toEqual({
    Value: { $partial: ['table ', { $unknown: { why: 'it is known after deployment', refs: ['Data/Table'] } }] },
    Other: 'fixed',
  })
})

test('a value from around has the place where it is used, and the way it came', () => {
  const [stack] = readFiles({
    'a.yaml': `Resources:
  Net:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: b.yaml
      Parameters: {Name: jobs}
`,
    'b.yaml': `Parameters: {Name: {Type: String}}
Resources:
  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Name}}
`,
  })
  const value = stack && resourceOf(stack, 'Net/Q').properties.entries.get('QueueName')?.value
  const place = (at: { file: string; startLine: number; startColumn: number }) =>
    `${at.file}:${at.startLine}:${at.startColumn}`
  expect(value && [place(value.at), value.via?.map(({ reason, location }) => `${reason} ${place(location)}`)]).toEqual([
    'b.yaml:3:59',
    ['parameter b.yaml:1:14', 'module a.yaml:6:26'],
  ])
})

test('a hidden value stays hidden in a nested template', () => {
  const [stack] = readFiles(
    {
      'a.yaml': `Parameters: {Key: {Type: String, NoEcho: true}}
Resources:
  Net: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: b.yaml, Parameters: {Key: !Ref Key, Word: plain-text}}}
`,
      'b.yaml': `Parameters: {Key: {Type: String}, Word: {Type: String, NoEcho: true}}
Resources:
  P: {Type: AWS::SSM::Parameter, Properties: {Value: !Ref Key, Name: !Sub 'a-\${Word}'}}
`,
    },
    { parameters: { Key: 'not-a-real-key' } },
  )
  const shown = JSON.stringify(properties(stack, 'Net/P'))
  expect([shown.includes('not-a-real-key'), shown.includes('plain-text')]).toEqual([false, false])
})

test('what a nested template needs and does not get, or gets and does not know, is said', () => {
  const [stack] = readFiles({
    'a.yaml': `Resources:
  Net:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: b.yaml, Parameters: {Stge: x}}
  P: {Type: AWS::SSM::Parameter, Properties: {Value: !GetAtt Net.Outputs.Nam}}
`,
    'b.yaml':
      'Parameters: {Stage: {Type: String}}\nResources: {Q: {Type: AWS::SQS::Queue}}\nOutputs: {Name: {Value: !GetAtt Q.QueueName}}\n',
  })
  expect(stack && problemsOf(stack)).toEqual([
    'warning INVALID_VALUE 2:3 "Net" is given no "Stage", which its template needs.',
    'warning PARAMETER_NOT_DECLARED 4:52 "Net" is given "Stge", but its template declares no such parameter. Did you mean "Stage"?',
    'error REFERENCE_NOT_FOUND 5:62 "Net" has no output "Nam". Did you mean "Name"?',
  ])
})

const nesting = (url: string) =>
  `Resources:\n  N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ${url}}}\n`

test('templates that nest each other in a circle are one stack with an error', () => {
  const stacks = readFiles({ 'a.yaml': nesting('b.yaml'), 'b.yaml': nesting('./a.yaml') })
  expect(stacks.map((stack) => [stack.id, stack.resources.map(({ id }) => id), problemsOf(stack)])).toEqual([
    ['a.yaml', ['N', 'N/N'], ['error REFERENCE_CYCLE 2:67 The template a.yaml is nested in itself. Break the circle.']],
  ])
})

test('templates nested ever deeper, or ever more of them, end in an error', () => {
  const chain = Object.fromEntries(
    Array.from({ length: 15 }, (_, index) => [`t${index}.yaml`, nesting(`t${index + 1}.yaml`)]),
  )
  const deep = readFiles(chain)
  expect(deep.map((stack) => [stack.id, stack.status, stack.diagnostics.map(({ message }) => message)])).toContainEqual(
    ['t0.yaml', 'partial', ['Stacks are nested more than 10 levels deep, so what is in "N" is not judged.']],
  )
  const tree = Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [
      `t${index}.yaml`,
      `Resources:\n${[...'abcdefgh'].map((id) => `  ${id}: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: t${index + 1}.yaml}}`).join('\n')}`,
    ]),
  )
  const [wide] = readFiles({ ...tree, 't8.yaml': 'Resources: {Q: {Type: AWS::SQS::Queue}}' })
  expect(wide?.resources.length).toBeLessThan(500)
  expect(wide?.diagnostics[0]?.message).toMatch(/^Stacks are nested in each other, more than 200, so what is in/)
}, 5_000)

test('two nested stacks that are given each other’s outputs are an error', () => {
  const [stack] = readFiles({
    'a.yaml': `Resources:
  A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: b.yaml, Parameters: {In: !GetAtt B.Outputs.Out}}}
  B: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: b.yaml, Parameters: {In: !GetAtt A.Outputs.Out}}}
`,
    'b.yaml':
      'Parameters: {In: {Type: String}}\nResources: {Q: {Type: AWS::SQS::Queue}}\nOutputs: {Out: {Value: !Ref In}}\n',
  })
  expect(stack && problemsOf(stack)).toEqual([
    'error REFERENCE_CYCLE 2:100 What "B" is given depends on its own output "Out". Break the circle.',
  ])
})

test('two hundred nested stacks, each given what the next one gives, are an error and no crash', () => {
  const deep = (text: string) => `${"{'Fn::Sub': ['${a}', {a: ".repeat(20)}${text}${'}]}'.repeat(20)}`
  const stacks = Array.from({ length: 200 }, (_, index) => {
    const given = index === 199 ? 'x' : deep(`!GetAtt S${index + 1}.Outputs.Out`)
    return `  S${index}: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: c.yaml, Parameters: {In: ${given}}}}`
  })
  const [stack] = readFiles({
    't.yaml': `Resources:\n${stacks.join('\n')}\n`,
    'c.yaml': `Parameters: {In: {Type: String}}\nResources: {Q: {Type: AWS::SQS::Queue}}\nOutputs: {Out: {Value: ${deep('!Ref In')}}}\n`,
  })
  expect([stack?.status, new Set(stack?.diagnostics.map(({ code, message }) => `${code} ${message}`))]).toEqual([
    'partial',
    new Set(['TOO_DEEP Values depend on each other over more than 600 steps here.']),
  ])
}, 10_000)

test('a path that leads out of the root is not read', () => {
  const [stack] = readFiles({ 'a.yaml': nesting('../../etc/secrets.yaml') })
  expect(stack && problemsOf(stack)).toEqual([
    'error PATH_NOT_FOUND 2:67 The template ../../etc/secrets.yaml is not there or must not be read, so what "N" creates is not judged.',
  ])
})

test('a stack set is a stack of its own, of no known account or region', () => {
  const stacks = readFiles(
    {
      'a.yaml': `Resources:
  Guard:
    Type: AWS::CloudFormation::StackSet
    Properties:
      Parameters: [{ParameterKey: Name, ParameterValue: audit}]
      TemplateBody: |
        Parameters: {Name: {Type: String}}
        Resources:
          Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '\${Name}-\${AWS::Region}'}}
`,
    },
    { region: 'eu-central-1' },
  )
  expect(stacks.map(({ id, path, status }) => [id, path, status])).toEqual([
    ['a.yaml', 'a.yaml', 'complete'],
    ['a.yaml/Guard', 'a.yaml', 'complete'],
  ])
  expect(properties(stacks[1], 'Q')).toEqual({
    QueueName: {
      $partial: ['audit-', { $unknown: { why: 'the region that is deployed to is not given', refs: ['region'] } }],
    },
  })
})

test('a nested application of SAM is expanded with what it is given, its loops before it', async () => {
  const adapter = templateAdapter({ transforms: await templateTransforms() })
  const sources = memorySources({
    'app/template.yaml': `Transform: AWS::Serverless-2016-10-31
Resources:
  Child:
    Type: AWS::Serverless::Application
    Properties: {Location: child/template.yaml, Parameters: {Alias: live}}
`,
    'app/child/template.yaml': `Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Parameters: {Alias: {Type: String}}
Resources:
  Fn::ForEach::Fs:
    - Name
    - [Mail, Orders]
    - F\${Name}:
        Type: AWS::Serverless::Function
        Properties: {Handler: a.b, Runtime: nodejs22.x, CodeUri: ., Role: !Ref Alias, AutoPublishAlias: !Ref Alias}
`,
  })
  const stacks = (await adapter.read(sources, given())) as readonly Stack[]
  expect(stacks.map(({ id, format, status }) => [id, format, status])).toEqual([
    ['app/template.yaml', 'sam', 'complete'],
  ])
  expect(stacks[0]?.resources.map(({ id, declaredBy }) => [id.replace(/[0-9a-f]{10}$/, '#'), declaredBy])).toEqual([
    ['Child', undefined],
    ['Child/FMail', undefined],
    ['Child/FMailVersion#', 'Child/FMail'],
    ['Child/FMailAliaslive', 'Child/FMail'],
    ['Child/FOrders', undefined],
    ['Child/FOrdersVersion#', 'Child/FOrders'],
    ['Child/FOrdersAliaslive', 'Child/FOrders'],
  ])
})
