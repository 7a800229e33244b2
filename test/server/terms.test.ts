import { expect, test } from 'vitest'
import { parseTerm } from '../../engine/evaluate/terms.ts'
import { indented } from '../../server/data/indent.ts'
import { jsonOfTerm, walk } from '../../server/data/terms.ts'

const value = parseTerm('{"a": [10, {"b": {"x", 7}}], 1: "one", "1": "text", "big": 12345678901234567890}')

test.each([
  ['a/0', '10'],
  ['a/1/b', '[7,"x"]'],
  ['a/1/b/x', '"x"'],
  ['a/1/b/7', '7'],
  ['1', '"one"'],
  ['big', '12345678901234567890'],
])('at %s lies %s', (path, json) => {
  const found = walk(value, path.split('/'))
  expect(found === undefined ? undefined : jsonOfTerm(found)).toBe(json)
})

test.each(['a/2', 'a/-1', 'a/x', 'a/0/0', 'a/1/b/8', 'big/0', 'c'])('at %s lies nothing', (path) => {
  expect(walk(value, path.split('/'))).toBeUndefined()
})

test('as JSON, sets are sorted lists and keys that are no strings are written out', () => {
  const term = parseTerm('{[1]: {"b", "a", 2}, true: null}')
  expect(JSON.parse(jsonOfTerm(term))).toEqual({ '[1]': [2, 'a', 'b'], true: null })
})

test.each(['{}', '[]', '[[],{}]', '{"a":{"b":[1,"x,{}\\"[",true,null]},"c":"é\\\\"}'])(
  '%s is indented as JSON is',
  (text) => {
    expect(indented(text)).toBe(JSON.stringify(JSON.parse(text), null, 2))
  },
)

test('numbers stay as they are written when indented', () => {
  expect(indented('[1.50,12345678901234567890,1e3]')).toBe('[\n  1.50,\n  12345678901234567890,\n  1e3\n]')
})
