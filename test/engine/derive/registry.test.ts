import { expect, test } from 'vitest'
import type { Value } from '../../../model/value.ts'
import { contextOf } from '../../support/derived.ts'
import { account, reference, region, text } from '../../support/values.ts'

const stack = contextOf({
  Orders: ['function', 'shop-orders'],
  Staged: ['function', text('orders-', region)],
  Jobs: ['queue', 'jobs'],
})

function followed(value: Value): string {
  const target = stack.follow(value, ['function'])
  if (target.state === 'entity') return target.id
  return target.state === 'external' ? `outside: ${target.symbol}` : target.state
}

test('a function is found by each of the names the service takes', () => {
  expect(followed(reference('Orders'))).toBe('Orders')
  expect(followed(text('shop-orders'))).toBe('Orders')
  expect(followed(text('shop-orders:live'))).toBe('Orders')
  expect(followed(text('123456789012:function:shop-orders'))).toBe('Orders')
  expect(followed(text('123456789012:function:shop-orders:live'))).toBe('Orders')
  expect(followed(text('arn:aws:lambda:eu-west-1:123456789012:function:shop-orders:live'))).toBe('Orders')
})

test('a function is found by names put together of references and symbols', () => {
  expect(followed(text(account, ':', reference('Orders')))).toBe('Orders')
  expect(followed(text(reference('Orders', 'Arn'), ':live'))).toBe('Orders')
  expect(followed(text('orders-', region, ':v2'))).toBe('Staged')
  expect(followed(text('arn:aws:lambda:', region, ':', account, ':function:', reference('Orders')))).toBe('Orders')
})

test('a name that only begins like one of ours is somebody else’s', () => {
  expect(followed(text('shop-orders-archive'))).toBe('outside: shop-orders-archive')
  expect(followed(text(reference('Orders'), '-archive'))).toBe('outside: ${Orders}-archive')
})

test('a queue of that name is no function', () => {
  expect(followed(text('jobs'))).toBe('outside: jobs')
})
