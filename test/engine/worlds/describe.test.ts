import { expect, test } from 'vitest'
import { describeWorlds } from '../../../engine/worlds/describe.ts'
import type { World } from '../../../model/condition.ts'

const world = (answers: Record<string, boolean>): World => new Map(Object.entries(answers))

const prodVpc = world({ HasVpc: true, IsProd: true })
const prod = world({ HasVpc: false, IsProd: true })
const vpc = world({ HasVpc: true, IsProd: false })
const neither = world({ HasVpc: false, IsProd: false })
const all = [prodVpc, prod, vpc, neither]

test('what holds in every world has no condition', () => {
  expect(describeWorlds(all, all)).toBeNull()
})

test('a question that changes nothing is left out', () => {
  expect(describeWorlds([prodVpc, prod], all)).toBe('IsProd')
})

test('two questions together are joined in the order of their names', () => {
  expect(describeWorlds([prod], all)).toBe('!HasVpc && IsProd')
})

test('either of two is said as either', () => {
  expect(describeWorlds([prodVpc, prod, vpc], all)).toBe('HasVpc || IsProd')
})

test('a question that is no name is bracketed when it is negated', () => {
  const staged = [world({ 'Stage == prod': true }), world({ 'Stage == prod': false })]
  expect(describeWorlds(staged.slice(1), staged)).toBe('!(Stage == prod)')
})
