import { describe, expect, test } from 'vitest'
import { onOneLine, textWidth, wrapText } from '../../../report/map/picture/measure.ts'

describe('a name is broken', () => {
  test.each([
    ['shop-orders', ['shop-orders']],
    ['customer-notification-dispatcher', ['customer-', 'notification-', 'dispatcher']],
    ['CustomerNotificationDispatcher', ['Customer', 'Notification', 'Dispatcher']],
    ['GET /orders/{id}, POST /orders', ['GET /orders/', '{id}, POST', '/orders']],
    ['aws_lambda_function.report', ['aws_lambda_', 'function.', 'report']],
  ])('%s where it has joints', (name, lines) => {
    expect(wrapText(name, { size: 13, width: 95, most: 3 })).toEqual(lines)
  })

  test('anywhere, where it has none, and ends in … where it is too long', () => {
    expect(wrapText('x'.repeat(10_000), { size: 10, width: 60, most: 2 })).toEqual(['xxxxxxxxxx', 'xxxxxxxx…'])
  })

  test('never within a character that people see as one', () => {
    expect(wrapText('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', { size: 10, width: 30, most: 2 })).toEqual(['👩‍👩‍👧👩‍👩‍👧', '👩‍👩‍👧'])
  })
})

test('wide characters take more room than narrow ones, and marks none', () => {
  expect(textWidth('iii', 100)).toBe(84)
  expect(textWidth('WWW', 100)).toBe(297)
  expect(textWidth('注文', 100)).toBe(280)
  expect(textWidth('e\u0301', 100)).toBe(textWidth('é', 100))
})

test('on one line a long name keeps its beginning and its end', () => {
  expect(onOneLine('catalogue-api-endpoint-archive', { size: 10, width: 100 })).toBe('catalogu…-archive')
  expect(onOneLine('orders', { size: 10, width: 100 })).toBe('orders')
})
