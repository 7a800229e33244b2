import { expect, test } from 'vitest'
import { canonicalSet } from '../../bench/same.ts'

test('results in another order, with members in another order, are the same', () => {
  const ours = [{ id: 'A', entity: { in: 'roles', id: 'R' } }, { id: 'B' }]
  const theirs = [{ id: 'B' }, { entity: { id: 'R', in: 'roles' }, id: 'A' }]
  expect(canonicalSet(ours)).toBe(canonicalSet(theirs))
})

test('attributes in another order are not the same', () => {
  expect(canonicalSet([{ attributes: ['a', 'b'] }])).not.toBe(canonicalSet([{ attributes: ['b', 'a'] }]))
})

test('a result more is not the same', () => {
  expect(canonicalSet([{ id: 'A' }])).not.toBe(canonicalSet([{ id: 'A' }, { id: 'A' }]))
})
