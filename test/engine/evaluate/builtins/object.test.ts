import { expect, test } from 'vitest'
import { call } from './call.ts'

test.each([
  ['{"a": {"b": 1, "c": [1, 2, 3]}, "d": {1, 2}}', '{"a": {"c": [2, 3]}, "d": {2}}', 'true'],
  ['{"a": {"b": 1}}', '{"a": {"b": 1.0}}', 'true'],
  ['{"a": 1}', '{"a": 1, "b": null}', 'false'],
  ['{{"a": 1, "b": 2}}', '{{"a": 1}}', 'false'],
  ['[1, 2, 3]', '[1, 3]', 'false'],
  ['[1, 1, 2]', '[1, 2]', 'true'],
  ['[3, 1, 2]', '{1, 3}', 'true'],
  ['[]', 'set()', 'false'],
  ['{1}', '[1]', 'error: both arguments object.subset must be of the same type or array and set'],
])('object.subset(%s, %s) is %s', (all, part, result) => {
  expect(call('object.subset', all, part)).toBe(result)
})
