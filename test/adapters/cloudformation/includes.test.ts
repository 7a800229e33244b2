import { expect, test } from 'vitest'
import { nativeView } from '../../../model/native.ts'
import type { Stack } from '../../../model/stack.ts'
import { problemsOf, readFiles, resourceOf } from './reading.ts'

const including = (location: string) => `Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        Fn::Transform: {Name: AWS::Include, Parameters: {Location: ${location}}}
`
const properties = (stack: Stack | undefined, id: string): unknown =>
  stack && nativeView(resourceOf(stack, id).properties)

test('a local file stands where it is included, its values at their places in it', () => {
  const [stack] = readFiles({
    'app/template.yaml': including('./api.yaml'),
    'app/api.yaml': 'openapi: 3.0.1\npaths:\n  /jobs: {get: {summary: !Ref AWS::Region}}\n',
  })
  expect([stack?.status, stack?.files, stack && problemsOf(stack)]).toEqual([
    'complete',
    ['app/template.yaml', 'app/api.yaml'],
    [],
  ])
  expect(properties(stack, 'Api')).toEqual({
    Body: {
      openapi: '3.0.1',
      paths: {
        '/jobs': {
          get: { summary: { $unknown: { why: 'the region that is deployed to is not given', refs: ['region'] } } },
        },
      },
    },
  })
  const body = stack && resourceOf(stack, 'Api').properties.entries.get('Body')?.value
  const version = body?.type === 'map' ? body.entries.get('openapi')?.value : undefined
  expect([
    version?.at.file,
    version?.at.startLine,
    version?.via?.[0]?.reason,
    version?.via?.[0]?.location.file,
  ]).toEqual(['app/api.yaml', 1, 'transform', 'app/template.yaml'])
})

test('beside other keys the file’s keys are added; what is written stays', () => {
  const [stack] = readFiles({
    'a.yaml': `Resources:
  Q: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 5, 'Fn::Transform': {Name: AWS::Include, Parameters: {Location: q.json}}}}
  Fn::Transform: {Name: AWS::Include, Parameters: {Location: !Sub '\${Folder}/more.yaml'}}
Parameters: {Folder: {Type: String, Default: ./parts}}
`,
    'q.json': '{"DelaySeconds": 9, "QueueName": "jobs"}',
    'parts/more.yaml': 'T: {Type: AWS::SNS::Topic}',
  })
  expect([stack?.resources.map(({ id }) => id), properties(stack, 'Q'), stack?.open]).toEqual([
    ['Q', 'T'],
    { DelaySeconds: 5, QueueName: 'jobs' },
    undefined,
  ])
})

test('a template may include whole sections', () => {
  const [stack] = readFiles({
    'a.yaml':
      'Transform: {Name: AWS::Include, Parameters: {Location: rest.yaml}}\nResources: {Q: {Type: AWS::SQS::Queue, Condition: Live}}\n',
    'rest.yaml': 'Conditions: {Live: !Equals [a, a]}\nResources: {T: {Type: AWS::SNS::Topic}}\n',
  })
  expect([stack?.status, stack?.opaque, stack?.resources.map(({ id }) => id).sort()]).toEqual([
    'complete',
    [],
    ['Q', 'T'],
  ])
})

test.each([
  ['a bucket', 's3://team/api.yaml', [], ['What AWS::Include puts here is not read; it is taken as unknown.']],
  [
    'a file that is not there',
    './nope.yaml',
    ['error PATH_NOT_FOUND 6:68'],
    ['What AWS::Include puts here is not read; it is taken as unknown.'],
  ],
  [
    'a file outside the root',
    '../../etc/passwd',
    ['error PATH_NOT_FOUND 6:68'],
    ['What AWS::Include puts here is not read; it is taken as unknown.'],
  ],
])('what is included from %s is unknown', (_, location, errors, warnings) => {
  const [stack] = readFiles({ 'app/template.yaml': including(location) })
  const problems = stack ? stack.diagnostics : []
  expect([
    problems
      .filter(({ severity }) => severity === 'error')
      .map(({ code, location: at }) => `error ${code} ${at?.startLine}:${at?.startColumn}`),
    problems.filter(({ severity }) => severity === 'warning').map(({ message }) => message),
    properties(stack, 'Api'),
  ]).toEqual([errors, warnings, { Body: { $unknown: { why: 'AWS::Include makes it at deployment', refs: [] } } }])
})

test('files that include each other in a circle are an error', () => {
  const include = (file: string) => `x: {'Fn::Transform': {Name: AWS::Include, Parameters: {Location: ${file}}}}\n`
  const [stack] = readFiles({ 't.yaml': including('a.yaml'), 'a.yaml': include('b.yaml'), 'b.yaml': include('a.yaml') })
  expect(stack?.diagnostics.map(({ code, location, message }) => `${code} ${location?.file} ${message}`)).toContain(
    'REFERENCE_CYCLE b.yaml a.yaml includes itself by way of other files. Break the circle.',
  )
})

test('files that include one another many times over end in an error', () => {
  const include = (file: string) => `{'Fn::Transform': {Name: AWS::Include, Parameters: {Location: ${file}}}}`
  const files = Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [
      `f${index}.yaml`,
      [...'abcdefgh'].map((key) => `${key}: ${include(`f${index + 1}.yaml`)}`).join('\n'),
    ]),
  )
  const [stack] = readFiles({ ...files, 'f8.yaml': 'x: 1', 't.yaml': including('f0.yaml') })
  expect(stack?.diagnostics.map(({ code }) => code)).toContain('TOO_MANY_VALUES')
}, 10_000)

test('what is wrong in an included file is said there', () => {
  const [stack] = readFiles({ 't.yaml': including('a.yaml'), 'a.yaml': 'x: "y' })
  expect(stack?.diagnostics.map(({ code, location }) => `${code} ${location?.file}:${location?.startLine}`)).toEqual([
    'SYNTAX a.yaml:1',
    'OPAQUE t.yaml:6',
  ])
})

test('files that are deep in each other end in an error, and many of them in time', () => {
  const deep = (file: string) =>
    `${'{a: '.repeat(150)}{'Fn::Transform': {Name: AWS::Include, Parameters: {Location: ${file}}}}${'}'.repeat(150)}`
  const [stack] = readFiles({
    't.yaml': including('a.yaml'),
    'a.yaml': deep('b.yaml'),
    'b.yaml': deep('c.yaml'),
    'c.yaml': 'x: 1',
  })
  expect(stack?.diagnostics.map(({ code }) => code)).toContain('TOO_DEEP')
  const many = Array.from(
    { length: 2000 },
    (_, index) =>
      `  Q${index}: {Type: AWS::SQS::Queue, Properties: {'Fn::Transform': {Name: AWS::Include, Parameters: {Location: !Sub '\${P}.yaml'}}}}`,
  )
  const [wide] = readFiles({
    't.yaml': `Parameters: {P: {Type: String, Default: q}}\nResources:\n${many.join('\n')}`,
    'q.yaml': 'QueueName: jobs',
  })
  expect([wide?.status, wide?.resources.length]).toEqual(['complete', 2000])
}, 10_000)
