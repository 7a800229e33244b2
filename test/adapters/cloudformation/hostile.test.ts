import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openSources } from '../../../adapters/sources/open.ts'
import { nativeView } from '../../../model/native.ts'
import type { Stack } from '../../../model/stack.ts'
import { scanTexts } from '../../support/scan.ts'
import { evaluate, given, problemsOf, readFiles, readOne, templates } from './reading.ts'

const head = 'Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      X: '
const tooDeep = 'Nested more than 200 levels deep; nothing of the file is read. Flatten it.'

test.each([
  ['lists in brackets', `${head}${'['.repeat(10_000)}`, '5:208'],
  ['maps in braces', `${head}${'{a: '.repeat(10_000)}`, '5:799'],
  ['list items on one line', `${head}\n        ${'- '.repeat(10_000)}x`, '6:404'],
  ['explicit keys', `${head}\n        ${'? '.repeat(10_000)}x`, '6:404'],
  [
    'indentation',
    `${head}\n${Array.from({ length: 2000 }, (_, index) => `${' '.repeat(8 + index)}a:`).join('\n')}`,
    '203:207',
  ],
])('%s nested thousands deep are one diagnostic', (_, text, place) => {
  const stack = readOne(text)
  expect([stack.status, problemsOf(stack)]).toEqual(['failed', [`error TOO_DEEP ${place} ${tooDeep}`]])
})

test('JSON nested 10,000 deep is one diagnostic', () => {
  const stack = readOne(`{"Resources": {"A": {"Type": "AWS::SNS::Topic", "Properties": ${'['.repeat(10_000)}`)
  expect(problemsOf(stack)).toEqual([
    'error TOO_DEEP 1:260 Nested more than 200 levels deep; nothing below is read. Flatten the file.',
  ])
})

test('aliases of aliases are counted as if they were written out', () => {
  const letters = [...'abcdefghij']
  const lines = letters.map((letter, index) =>
    index === 0
      ? 'a: &a [x, x, x, x, x, x, x, x]'
      : `${letter}: &${letter} [${Array(8)
          .fill(`*${letters[index - 1]}`)
          .join(', ')}]`,
  )
  const stack = readOne(`${lines.join('\n')}\n${head}*j\n`)
  expect([stack.status, problemsOf(stack)]).toEqual([
    'failed',
    [
      'error TOO_MANY_VALUES 6:28 More than 250000 values, anchors written out; nothing of the file is read. Repeat less.',
    ],
  ])
})

test('merge keys of merge keys are counted too', () => {
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  const lines = letters.map((letter, index) => {
    const last = letters[index - 1]
    return index === 0
      ? 'a: &a {x: 1}'
      : `${letter}: &${letter} {<<: *${last}, y${index}: *${last}, z${index}: *${last}}`
  })
  expect(readOne(`${lines.join('\n')}\n${head}*z\n`).diagnostics.map(({ code }) => code)).toEqual(['TOO_MANY_VALUES'])
})

test('a resource and a property may have the names of prototypes; such a logical id is said', async () => {
  const text =
    'Resources:\n  __proto__:\n    Type: AWS::SNS::Topic\n    Properties: {__proto__: {x: 1}, constructor: 2}\n'
  const stack = readOne(text)
  expect(stack.resources.map(({ id, properties }) => [id, JSON.stringify(nativeView(properties))])).toEqual([
    ['__proto__', '{"__proto__":{"x":1},"constructor":2}'],
  ])
  expect(problemsOf(stack)).toEqual([
    'warning INVALID_TEMPLATE 2:3 "__proto__" is no logical id: the service takes letters and digits only. Name the resource otherwise.',
  ])
  const report = await scanTexts({ 't.yaml': text })
  expect(report.summary).toMatchObject({ stacks: 1, resources: 1 })
})

test('51 conditions in a circle are one error, and unknown', () => {
  const conditions = Array.from({ length: 51 }, (_, index) => `  C${index}: !Not [!Condition C${(index + 1) % 51}]`)
  const stack = readOne(
    `Conditions:\n${conditions.join('\n')}\nResources:\n  A: {Type: AWS::SNS::Topic, Condition: C7}\n`,
  )
  expect([stack.status, problemsOf(stack), stack.resources.map(({ exists }) => exists.op !== 'true')]).toEqual([
    'partial',
    ['error REFERENCE_CYCLE 52:25 The condition "C0" depends on itself. Break the circle.'],
    [true],
  ])
})

describe('on a disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-hostile-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'root'))
  writeFileSync(
    join(folder, 'secret.yaml'),
    'Resources: {S: {Type: AWS::SNS::Topic, Properties: {TopicName: outside}}}',
  )
  symlinkSync(join(folder, 'secret.yaml'), join(folder, 'root/link.yaml'))
  symlinkSync(folder, join(folder, 'root/up'))

  test.each([
    ['../secret.yaml', 'OUTSIDE_ROOT'],
    ['link.yaml', 'OUTSIDE_ROOT'],
    ['up/secret.yaml', 'OUTSIDE_ROOT'],
    [join(folder, 'secret.yaml'), 'PATH_NOT_FOUND'],
    ['/etc/passwd', 'PATH_NOT_FOUND'],
    ['.', 'PATH_NOT_FOUND'],
    ['nope.yaml', 'PATH_NOT_FOUND'],
  ])('%s is neither included nor nested, and that is said', (location, code) => {
    const path = join(folder, 'root/t.yaml')
    writeFileSync(
      path,
      `Resources:
  A: {Type: AWS::SNS::Topic, Properties: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: '${location}'}}}}
  N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: '${location}'}}
`,
    )
    const found = openSources([path], { cwd: folder, root: join(folder, 'root') })
    const [stack] = templates.read(found.sources, given()) as readonly Stack[]
    const codes = [...found.diagnostics, ...(stack?.diagnostics ?? [])].map((one) => one.code)
    expect(codes).toContain(code)
    expect(codes.filter((one) => one === 'PATH_NOT_FOUND')).toHaveLength(2)
    expect([stack?.status, stack?.resources.length, JSON.stringify(stack?.files)]).toEqual([
      'partial',
      2,
      JSON.stringify(['root/t.yaml']),
    ])
  })
})

test('a text over 40 undecided conditions becomes unknown, and says why', () => {
  const numbers = Array.from({ length: 40 }, (_, index) => index)
  const rest = `Parameters:\n${numbers.map((index) => `  P${index}: {Type: String}`).join('\n')}
Conditions:\n${numbers.map((index) => `  C${index}: !Equals [!Ref P${index}, a]`).join('\n')}\n`
  const value = JSON.stringify(
    evaluate(`!Join ['', [${numbers.map((index) => `!If [C${index}, a, b]`).join(', ')}]]`, rest),
  )
  expect(value.length).toBeLessThan(20_000)
  expect(value).toContain('it depends on too many conditions, among them C')
})

test('a line of five million spaces is read in time', () => {
  const stack = readOne(`${head}x${' '.repeat(5_000_000)}\n  "a`)
  expect(stack.status).toBe('failed')
}, 5_000)

function nested(times: number, around: (inner: string) => string, innermost: string): string {
  return times === 0 ? innermost : around(nested(times - 1, around, innermost))
}

const twice = (inner: string): string => `!Sub ['\${a}\${a}', {a: ${inner}}]`
const json = (inner: string): string => `{Fn::ToJsonString: {a: ${inner}}}`
const beginning = 'Transform: AWS::LanguageExtensions\nParameters: {P: {Type: String}}\n'

test.each([
  ['a text of a parameter doubled 28 times', nested(28, twice, '!Ref P')],
  ['a text of letters doubled 28 times', nested(28, twice, 'x')],
  [
    'a text doubled 28 times and joined again',
    `!Join ['-', [${nested(28, twice, '!Ref P')}, ${nested(28, twice, 'y')}]]`,
  ],
  ['a text doubled 28 times, cut', `!Split [x, ${nested(28, twice, 'x')}]`],
  ['JSON in JSON 27 times', nested(27, json, 'x')],
  ['JSON in JSON 27 times, doubled', nested(9, (inner) => twice(json(json(inner))), '!Ref P')],
])(
  '%s is one error in bounded time',
  (_, value) => {
    const stack = readOne(`${beginning}${head}${value}\n      Y: {Ref: P}\n`)
    expect([stack.status, stack.diagnostics.map(({ code }) => code)]).toEqual(['partial', ['TOO_MANY_VALUES']])
    expect(JSON.stringify(stack.resources.map((one) => nativeView(one.properties))).length).toBeLessThan(2_000_000)
  },
  5_000,
)

test('what is too large is said once, at the function that makes it', () => {
  expect(problemsOf(readOne(`${beginning}${head}\n        ${nested(28, twice, '!Ref P')}\n`))).toEqual([
    'error TOO_MANY_VALUES 8:278 The functions here make a value of more than 100000 pieces or 1000000 characters, or with those before it more than 250000 or 16000000; it is taken as unknown. Repeat less.',
  ])
})

test.each([
  ['a text', 'String', () => `!Sub '${'${P}'.repeat(60)}'`],
  ['a list', 'CommaDelimitedList', () => `[${Array(60).fill('!Ref P').join(', ')}]`],
])(
  'eight nested stacks, each given %s sixty times over, are an error in bounded time',
  (_, type, given) => {
    const texts = Array.from({ length: 8 }, (_, index) => [
      `l${index}.yaml`,
      `Parameters: {P: {Type: ${type}}}
Resources:
  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref P}}
${index === 7 ? '' : `  N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./l${index + 1}.yaml, Parameters: {P: ${given()}}}}`}
`,
    ])
    const [stack] = readFiles(Object.fromEntries(texts))
    expect([stack?.status, stack?.resources.length, stack?.diagnostics.map(({ code }) => code)]).toEqual([
      'partial',
      15,
      ['TOO_MANY_VALUES'],
    ])
  },
  30_000,
)

test('ten thousand uses of a list of ten thousand are an error in bounded time', () => {
  const uses = Array(10_000).fill('!Ref L').join(', ')
  const items = 'a,'.repeat(9_999)
  const stack = readOne(`Parameters: {L: {Type: CommaDelimitedList, Default: '${items}a'}}\n${head}[${uses}]\n`)
  expect([stack.status, stack.diagnostics.map(({ code }) => code)]).toEqual(['partial', ['TOO_MANY_VALUES']])
}, 5_000)
