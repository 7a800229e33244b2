import { expect, test } from 'vitest'
import { parseTemplate } from '../../../adapters/cloudformation/parse.ts'
import { nativeView } from '../../../model/native.ts'
import type { Value } from '../../../model/value.ts'

const parse = (text: string) => parseTemplate({ path: 't.yaml', text })
const plain = (text: string) => {
  const { value, diagnostics } = parse(text)
  expect(diagnostics).toEqual([])
  return value && nativeView(value)
}
const problems = (text: string) =>
  parse(text).diagnostics.map(
    ({ severity, code, message, location }) =>
      `${severity} ${code} ${location?.startLine}:${location?.startColumn} ${message}`,
  )
const entry = (value: Value | undefined, key: string) => (value?.type === 'map' ? value.entries.get(key) : undefined)

test.each([
  ['a date stays a text', 'v: 2012-10-17', '2012-10-17'],
  ['a time of day stays a text', 'v: 1:30', '1:30'],
  ['yes is a text, which a flag is read from later', 'v: yes', 'yes'],
  ['an account id with leading zeros keeps them', 'v: 012345678901', '012345678901'],
  ['an octal-looking number stays as written', 'v: 000400', '000400'],
  ['an integer beyond 2^53 keeps its digits', 'v: 12345678901234567890', '12345678901234567890'],
  ['a version without quotes is a number and loses its last zero', 'v: 1.10', 1.1],
  ['e1 is no number', 'v: e1', 'e1'],
  ['a number', 'v: 128', 128],
  ['a fraction', 'v: 0.5', 0.5],
  ['a truth value', 'v: true', true],
  ['nothing', 'v:', null],
  ['a tagged number is a text', 'v: !!str 128', '128'],
  ['a folded text', 'v: >-\n  a\n  b', 'a b'],
])('%s', (_, text, value) => {
  expect(plain(text)).toEqual({ v: value })
})

test('a numeric key is a text, as written', () => {
  expect(plain('123456789012: a\n012: b')).toEqual({ '123456789012': 'a', '012': 'b' })
})

test('short tags become the functions they are short for', () => {
  expect(
    plain('a: !Ref X\nb: !Sub x\nc: !GetAtt A.B.C\nd: !If [x, !Ref Y, {z: !GetAtt [A, B]}]\ne: !Condition C'),
  ).toEqual({
    a: { Ref: 'X' },
    b: { 'Fn::Sub': 'x' },
    c: { 'Fn::GetAtt': ['A', 'B.C'] },
    d: { 'Fn::If': ['x', { Ref: 'Y' }, { z: { 'Fn::GetAtt': ['A', 'B'] } }] },
    e: { Condition: 'C' },
  })
})

test('anchors and merge keys are followed: what is there stays, the first merged wins', () => {
  expect(plain('a: &a {x: 1, y: 2}\nb: &b {x: 3, z: 4}\nc: {<<: [*a, *b], y: 5}\nd: *a')).toEqual({
    a: { x: 1, y: 2 },
    b: { x: 3, z: 4 },
    c: { x: 1, y: 5, z: 4 },
    d: { x: 1, y: 2 },
  })
})

test('keys and values know where they stand', () => {
  const { value } = parse('Resources:\n  Jobs:\n    Name: !Sub "a-b"\n    List:\n      - x\n')
  const jobs = entry(entry(value, 'Resources')?.value, 'Jobs')
  const name = entry(jobs?.value, 'Name')
  const list = entry(jobs?.value, 'List')?.value
  const at = (startLine: number, startColumn: number, endLine: number, endColumn: number) => ({
    file: 't.yaml',
    startLine,
    startColumn,
    endLine,
    endColumn,
  })
  expect([
    jobs?.key,
    name?.key,
    entry(name?.value, 'Fn::Sub')?.value.at,
    list?.type === 'list' && list.items[0]?.at,
  ]).toEqual([at(2, 3, 2, 7), at(3, 5, 3, 9), at(3, 16, 3, 21), at(5, 9, 5, 10)])
})

test('quotes and brackets may go on at any indentation, and places stay those of the file', () => {
  const text = `Resources:
  Policy:
    Document: !Sub '{
  "Version": "2012-10-17"
}'
    List: [
  a,
b
]
  After: x
`
  const { value } = parse(text)
  expect(value && nativeView(value)).toEqual({
    Resources: {
      Policy: { Document: { 'Fn::Sub': '{ "Version": "2012-10-17" }' }, List: ['a', 'b'] },
      After: 'x',
    },
  })
  const list = entry(entry(entry(value, 'Resources')?.value, 'Policy')?.value, 'List')?.value
  expect(list?.type === 'list' && list.items.map(({ at }) => [at.startLine, at.startColumn, at.endColumn])).toEqual([
    [7, 3, 4],
    [8, 1, 2],
  ])
})

test('JSON with comments and trailing commas is read as YAML', () => {
  expect(plain('{\n  "a": [1, 2,], # two\n}')).toEqual({ a: [1, 2] })
})

test.each([
  [
    'a: 1\na: 2',
    [
      'warning DUPLICATE_KEY 2:1 The key "a" is here for the second time (first at line 1, column 1). The last one counts; remove the other.',
    ],
  ],
  ['a:\n\tb: 1', ['error SYNTAX 2:1 This is not valid YAML: Tabs are not allowed as indentation. Indent with spaces.']],
  [
    'a: "x\nb: 1',
    ['error SYNTAX 1:4 This is not valid YAML: Missing closing "quote. Close it, or put the text in quotes.'],
  ],
  [
    'a: !Base64 !Sub x',
    [
      'error SYNTAX 1:12 This is not valid YAML: A node can have at most one tag. Write the outer function in its long form: "Fn::Base64:" and the inner one below it.',
    ],
  ],
  [
    'a: [!Sub b: c]',
    ['error SYNTAX 1:10 The function !Sub stands before a key. Put what it takes on a line of its own, or in braces.'],
  ],
  ['? [a]\n: b', ['error SYNTAX 1:3 A key must be a text, not a map or a list. Put it in quotes.']],
  ['a: *b', ['error SYNTAX 1:4 The alias *b names no anchor above it. Write the value out.']],
  ['a: &a [*a]', ['error SYNTAX 1:8 The alias *a stands inside the very value it repeats. Write the value out.']],
  [
    'a: 1\n---\nb: 2',
    ['error INVALID_TEMPLATE 3:1 A second YAML document begins here; only the first is read. Use a file for each.'],
  ],
  ['', ['error INVALID_TEMPLATE 1:1 The file is empty.']],
])('of %j it says what is wrong and where', (text, messages) => {
  expect(problems(text)).toEqual(messages)
})
