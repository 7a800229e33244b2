import { expect, test } from 'vitest'
import { defaultLimits, parseJson, readJson } from '../../../adapters/sources/json.ts'
import { nativeView } from '../../../model/native.ts'
import type { Value } from '../../../model/value.ts'

const parse = (text: string) => parseJson({ path: 'a.json', text })
const plain = (value: Value | undefined) => value && nativeView(value)
const problem = (text: string) =>
  parse(text).diagnostics.map(
    ({ code, message, location }) => `${code} ${location?.startLine}:${location?.startColumn} ${message}`,
  )

test('every JSON value is read as JSON.parse reads it', () => {
  const text = '{"a": [1, -2.5, 1e3, true, false, null, "x"], "b": {"": {}}, "c": []}'
  expect(plain(parse(text).value)).toEqual(JSON.parse(text))
})

test('escapes in texts and keys are those of JSON', () => {
  const text = String.raw`{"\u0041\n\"": "\\\/\b\f\r\t\uD83D\uDE00"}`
  expect(plain(parse(text).value)).toEqual(JSON.parse(text))
})

test('keys and values know where they stand, over lines', () => {
  const { value } = parse('{\n  "Name": "shop",\n  "List": [\n    30\n  ]\n}\n')
  const at = (startLine: number, startColumn: number, endLine: number, endColumn: number) => ({
    file: 'a.json',
    startLine,
    startColumn,
    endLine,
    endColumn,
  })
  const map = value?.type === 'map' ? value : undefined
  const list = map?.entries.get('List')?.value
  expect({
    map: map?.at,
    key: map?.entries.get('Name')?.key,
    text: map?.entries.get('Name')?.value.at,
    list: list?.at,
    item: list?.type === 'list' ? list.items[0]?.at : undefined,
  }).toEqual({
    map: at(1, 1, 6, 2),
    key: at(2, 3, 2, 9),
    text: at(2, 11, 2, 17),
    list: at(3, 11, 5, 4),
    item: at(4, 5, 4, 7),
  })
})

test('a number that a double cannot hold keeps its digits', () => {
  expect(plain(parse('[9007199254740993, 123456789012, 0.12345678901234567890, 1e999]').value)).toEqual([
    '9007199254740993',
    123456789012,
    '0.12345678901234567890',
    '1e999',
  ])
})

test('the last of two equal keys wins, and both places are named', () => {
  const { value, diagnostics } = parse('{"a": 1,\n "a": 2}')
  expect(plain(value)).toEqual({ a: 2 })
  expect(diagnostics).toEqual([
    {
      code: 'DUPLICATE_KEY',
      severity: 'warning',
      message:
        'The key "a" is here for the second time (first at line 1, column 2). The last one counts; remove the other.',
      location: { file: 'a.json', startLine: 2, startColumn: 2, endLine: 2, endColumn: 5 },
    },
  ])
})

test.each([
  ['', 'SYNTAX 1:1 This is not valid JSON: expected a value, found the end of the file.'],
  ['{"a": 1,}', 'SYNTAX 1:9 This is not valid JSON: expected a key in double quotes, found "}".'],
  ["{'a': 1}", 'SYNTAX 1:2 This is not valid JSON: expected a key in double quotes or "}", found "\'".'],
  ['{"a" 1}', 'SYNTAX 1:6 This is not valid JSON: expected ":" after the key "a", found "1".'],
  ['{"a": 1\n"b": 2}', 'SYNTAX 2:1 This is not valid JSON: expected "," or "}", found """.'],
  ['[1 2]', 'SYNTAX 1:4 This is not valid JSON: expected "," or "]", found "2".'],
  ['[tru]', 'SYNTAX 1:2 This is not valid JSON: expected a value, found "t".'],
  ['{} x', 'SYNTAX 1:4 This is not valid JSON: expected the end of the file, found "x".'],
  [
    '"a\nb"',
    'SYNTAX 1:3 This is not valid JSON: expected the closing quote of the text that begins at column 1, found the end of the line.',
  ],
  [
    '"\\x"',
    'SYNTAX 1:2 This is not valid JSON: expected an escape: \\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four hexadecimal digits, found "\\".',
  ],
])('of %j it says what is wrong and where', (text, message) => {
  expect(problem(text)).toEqual([message])
  expect(parse(text).value).toBeUndefined()
})

test('nesting of 10,000 levels is one diagnostic with a place', () => {
  expect(problem('['.repeat(10_000))).toEqual([
    'TOO_DEEP 1:201 Nested more than 200 levels deep; nothing below is read. Flatten the file.',
  ])
  expect(problem('{"a":'.repeat(10_000))).toEqual([
    'TOO_DEEP 1:1001 Nested more than 200 levels deep; nothing below is read. Flatten the file.',
  ])
})

test('more values than the limit are refused', () => {
  const limits = { depth: 10, values: 3 }
  expect(parseJson({ path: 'a.json', text: '[1, 2, 3]' }, limits).diagnostics.map(({ code }) => code)).toEqual([
    'TOO_MANY_VALUES',
  ])
  expect(parseJson({ path: 'a.json', text: '[1, 2]' }, limits).diagnostics).toEqual([])
})

test('a byte order mark is no part of the file', () => {
  expect(plain(parse('\uFEFF{"a": 1}').value)).toEqual({ a: 1 })
})

test('a key that a prototype has is a key like any other', () => {
  const { value } = parse('{"__proto__": 1, "constructor": 2}')
  expect(value?.type === 'map' ? [...value.entries.keys()] : []).toEqual(['__proto__', 'constructor'])
})

test('JSON inside a text has the place of the text', () => {
  const at = { file: 't.yaml', startLine: 3, startColumn: 5, endLine: 3, endColumn: 20 }
  expect(readJson(' {"a": [1]}', at)).toEqual({
    type: 'map',
    at,
    entries: new Map([['a', { key: at, value: { type: 'list', at, items: [{ type: 'scalar', value: 1, at }] } }]]),
  })
})

test.each(['text', '"text"', '3', '{"a":', '{{resolve:ssm:x}}', ''])('%j is no JSON object or list', (text) => {
  const at = { file: 't.yaml', startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 }
  expect(readJson(text, at)).toBeUndefined()
})

test('objects that are read later hold the same, at the same places', () => {
  const text = '{"a": {"b": [1, {"c": "x"}], "later": {"d": {}}},\n "later": {"e": [true],\n  "f": null}, "g": {}}'
  const whole = parseJson({ path: 'a.json', text })
  const later = parseJson({ path: 'a.json', text }, defaultLimits, new Set(['later']))
  expect(later.diagnostics).toEqual([])
  expect(unfolded(later.value)).toEqual(whole.value)
})

test('what is wrong in an object that is read later is said at once', () => {
  const said = (text: string, limits = defaultLimits) =>
    parseJson({ path: 'a.json', text }, limits, new Set(['later'])).diagnostics.map(({ message }) => message)
  expect(said('{"later": {"a": [1,]}}')).toEqual(['This is not valid JSON: expected a value, found "]".'])
  expect(said('{"later": {"a" 1}}')).toEqual(['This is not valid JSON: expected ":" after the key "a", found "1".'])
  expect(said('{"later": {"a": "x')).toEqual([
    'This is not valid JSON: expected the closing quote of the text that begins at column 17, found the end of the file.',
  ])
  expect(said('{"later": {"a": [[[0]]]}}', { depth: 4, values: 10 })).toEqual([
    'Nested more than 4 levels deep; nothing below is read. Flatten the file.',
  ])
  expect(said('{"later": {"a": [1, 2, 3]}}', { depth: 4, values: 5 })).toEqual([
    'More than 5 values; the file is not read. Split it.',
  ])
})

/** A value whose entries were all asked for. */
function unfolded(value: Value | undefined): Value | undefined {
  if (value?.type === 'list') return { ...value, items: value.items.flatMap((item) => unfolded(item) ?? []) }
  if (value?.type !== 'map') return value
  const entries = [...value.entries].map(
    ([key, entry]) => [key, { ...entry, value: unfolded(entry.value) ?? entry.value }] as const,
  )
  return { ...value, entries: new Map(entries) }
}
