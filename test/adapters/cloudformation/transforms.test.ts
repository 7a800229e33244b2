import { expect, test } from 'vitest'
import { templateAdapter } from '../../../adapters/cloudformation/adapter.ts'
import { expandTemplate } from '../../../adapters/cloudformation/expand.ts'
import { printTemplate } from '../../../adapters/cloudformation/print.ts'
import type { TemplateTransform, Transforms } from '../../../adapters/cloudformation/transforms.ts'
import { memorySources } from '../../../adapters/sources/memory.ts'
import { error } from '../../../model/diagnostic.ts'
import { nativeView } from '../../../model/native.ts'
import type { Stack } from '../../../model/stack.ts'
import type { Entry, MapValue, Value } from '../../../model/value.ts'
import { given, problemsOf } from './reading.ts'

/** A macro that makes a topic named after it for every resource, and says what it was given. */
const doubling = (name: string, seen: unknown[] = []): TemplateTransform => {
  return (template, context) => {
    seen.push([name, [...context.parameters], [...context.hidden], context.arguments && nativeView(context.arguments)])
    const resources = template.entries.get('Resources')
    if (resources?.value.type !== 'map') return { template, diagnostics: [] }
    const made = [...resources.value.entries.keys()].map((id) => [`${id}${name}`, topic(resources.key)] as const)
    const all: MapValue = { ...resources.value, entries: new Map([...resources.value.entries, ...made]) }
    return {
      template: { ...template, entries: new Map(template.entries).set('Resources', { ...resources, value: all }) },
      diagnostics: [],
      declaredBy: new Map([...resources.value.entries.keys()].map((id) => [`${id}${name}`, id])),
    }
  }
}

function topic(at: Entry['key']): Entry {
  const type: Value = { type: 'scalar', value: 'AWS::SNS::Topic', at }
  return { key: at, value: { type: 'map', entries: new Map([['Type', { key: at, value: type }]]), at } }
}

function read(
  texts: Record<string, string>,
  transforms: Transforms,
  parameters: Record<string, string> = {},
): readonly Stack[] {
  return templateAdapter({ transforms }).read(memorySources(texts), given({ parameters })) as readonly Stack[]
}

test('macros apply in the order in which they are listed, loops and includes before them', () => {
  const seen: unknown[] = []
  const transforms = new Map([
    ['A', doubling('A', seen)],
    ['B', doubling('B', seen)],
  ])
  const [stack] = read(
    {
      't.yaml': `Transform: [AWS::LanguageExtensions, B, {Name: A, Parameters: {Deep: !Ref Stage}}]
Parameters: {Stage: {Type: String}, Size: {Type: Number, Default: 3}, Key: {Type: String, NoEcho: true}}
Resources:
  Fn::ForEach::Q: [N, [x], {'Q\${N}': {Type: AWS::SQS::Queue}}]
  Fn::Transform: {Name: AWS::Include, Parameters: {Location: more.yaml}}
`,
      'more.yaml': 'R: {Type: AWS::SQS::Queue}',
    },
    transforms,
    { Stage: 'prod' },
  )
  expect([stack?.status, stack?.opaque, stack?.resources.map(({ id, declaredBy }) => [id, declaredBy])]).toEqual([
    'complete',
    [],
    [
      ['Qx', undefined],
      ['R', undefined],
      ['QxB', 'Qx'],
      ['RB', 'R'],
      ['QxA', 'Qx'],
      ['RA', 'R'],
      ['QxBA', 'Qx'],
      ['RBA', 'R'],
    ],
  ])
  const parameters = [
    ['Stage', 'prod'],
    ['Size', '3'],
  ]
  expect(seen).toEqual([
    ['B', parameters, ['Key'], undefined],
    ['A', parameters, ['Key'], { Deep: { Ref: 'Stage' } }],
  ])
})

test('what a macro refuses makes the stack partial and open; a nested template has its macros too', () => {
  const refusing: TemplateTransform = (template) => ({
    template,
    diagnostics: [error('INVALID_TEMPLATE', 'No.', template.at)],
  })
  const transforms = new Map([
    ['No', refusing],
    ['A', doubling('A')],
  ])
  const [stack] = read(
    {
      't.yaml':
        'Resources: {N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: n.yaml, Parameters: {Stage: x}}}}',
      'n.yaml': 'Transform: [A, No]\nParameters: {Stage: {Type: String}}\nResources: {Q: {Type: AWS::SQS::Queue}}\n',
    },
    transforms,
  )
  expect([
    stack?.status,
    stack && problemsOf(stack),
    stack?.open?.why,
    stack?.resources.map(({ id, declaredBy }) => [id, declaredBy]),
  ]).toEqual([
    'partial',
    ['error INVALID_TEMPLATE 1:1 No.'],
    'a part of the template could not be read',
    [
      ['N', undefined],
      ['N/Q', undefined],
      ['N/QA', 'N/Q'],
    ],
  ])
})

test('the expanded template is as written but for its macros', () => {
  const sources = memorySources({
    't.yaml': `Transform: [AWS::LanguageExtensions, A, Team]
Resources:
  Fn::ForEach::Q: [N, [x], {'Q\${N}': {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '\${N}-\${AWS::Region}', P: !Ref S}}}]
  T: {Type: AWS::SNS::Topic, Properties: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: ./nope.yaml}}}}
`,
  })
  const [file] = sources.files
  const { template, diagnostics } = expandTemplate(
    file ?? { path: '', text: '' },
    given(),
    sources,
    new Map([['A', doubling('A')]]),
  )
  expect([template && nativeView(template), diagnostics.map(({ severity, code }) => `${severity} ${code}`)]).toEqual([
    {
      Transform: ['Team'],
      Resources: {
        Qx: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::Sub': 'x-${AWS::Region}' }, P: { Ref: 'S' } } },
        T: {
          Type: 'AWS::SNS::Topic',
          Properties: { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: './nope.yaml' } } },
        },
        QxA: { Type: 'AWS::SNS::Topic' },
        TA: { Type: 'AWS::SNS::Topic' },
      },
    },
    ['warning PATH_NOT_FOUND'],
  ])
})

test.each([
  ['a: b', 'FORMAT_NOT_RECOGNISED'],
  ['[a]', 'INVALID_TEMPLATE'],
  ['a: "', 'SYNTAX'],
])('%s is no template to expand', (text, code) => {
  const { template, diagnostics } = expandTemplate({ path: 't.yaml', text }, given(), memorySources({}), new Map())
  expect([template, diagnostics.map((one) => one.code)]).toEqual([undefined, [code]])
})

test('a loop over what is not known is no resource to the macros after it, and is printed with what expands it', () => {
  const text = `Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Parameters: {Teams: {Type: CommaDelimitedList}}
Resources:
  Made: {Type: AWS::SNS::Topic}
  Fn::ForEach::Queues: [Team, !Ref Teams, {'Q${'$'}{Team}': {Type: AWS::SQS::Queue}}]
`
  const seen: string[] = []
  const serverless: TemplateTransform = (template) => {
    const resources = template.entries.get('Resources')?.value
    if (resources?.type === 'map') seen.push(...resources.entries.keys())
    return { template, diagnostics: [] }
  }
  const transforms = new Map([['AWS::Serverless-2016-10-31', serverless]])
  const { template, diagnostics } = expandTemplate({ path: 't.yaml', text }, given(), memorySources({}), transforms)
  expect(seen).toEqual(['Made'])
  expect(template && printTemplate(template)).toEqual({
    Transform: 'AWS::LanguageExtensions',
    Parameters: { Teams: { Type: 'CommaDelimitedList' } },
    Resources: {
      Made: { Type: 'AWS::SNS::Topic' },
      'Fn::ForEach::Queues': ['Team', { Ref: 'Teams' }, { [`Q${'$'}{Team}`]: { Type: 'AWS::SQS::Queue' } }],
    },
  })
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'The loop Fn::ForEach::Queues is not expanded, because what it goes over is not known: Teams has no value. Give --parameter Teams=….',
    'AWS::LanguageExtensions stays listed: loops are expanded where their items are known, its other functions when it is deployed.',
  ])
})

test.each([
  ['{Fn::Length: [a, b]}', 'AWS::LanguageExtensions'],
  ['{Fn::ToJsonString: {a: 1}}', 'AWS::LanguageExtensions'],
  ['{Ref: {Fn::Sub: A}}', 'AWS::LanguageExtensions'],
  ['{Fn::GetAtt: [{Fn::Sub: A}, Arn]}', 'AWS::LanguageExtensions'],
  ['{Fn::FindInMap: [M, a, b, {DefaultValue: 1}]}', 'AWS::LanguageExtensions'],
  ['{Fn::FindInMap: [M, a, b]}', undefined],
  ['{Fn::GetAtt: [A, Arn]}', undefined],
])('of a template with %s the macros left are %s', (value, left) => {
  const text = `Transform: AWS::LanguageExtensions\nResources: {A: {Type: AWS::SQS::Queue, Properties: {X: ${value}}}}\n`
  const { template } = expandTemplate({ path: 't.yaml', text }, given(), memorySources({}), new Map())
  expect(template && printTemplate(template)).toMatchObject(left ? { Transform: left } : {})
  expect(template?.entries.has('Transform')).toBe(left !== undefined)
})
