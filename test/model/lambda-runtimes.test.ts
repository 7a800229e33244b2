import { expect, test } from 'vitest'
import { runtimeSupport } from '../../model/facts/lambda-runtimes.ts'

test('a deprecated runtime has been without updates for as many days as its days left are negative', () => {
  expect(runtimeSupport('nodejs14.x', '2026-11-22')).toEqual({
    deprecated_on: '2023-12-04',
    create_blocked_on: '2024-01-09',
    update_blocked_on: '2027-03-03',
    days_left: -1084,
  })
})

test('a supported runtime has its announced dates', () => {
  expect(runtimeSupport('python3.13', '2026-11-22')).toEqual({
    deprecated_on: '2029-06-30',
    create_blocked_on: '2029-07-31',
    update_blocked_on: '2029-08-31',
    days_left: 951,
  })
})

test.each([
  ['2026-04-29', 1],
  ['2026-04-30', 0],
  ['2026-05-01', -1],
  ['2024-02-28', 792],
  ['2024-03-01', 790],
  ['2023-12-31', 851],
])('on %s nodejs20.x has %i days left', (today, days) => {
  expect(runtimeSupport('nodejs20.x', today)?.days_left).toBe(days)
})

test('a time of day does not count', () => {
  expect(runtimeSupport('nodejs20.x', '2026-04-29T23:59:59Z')?.days_left).toBe(1)
})

test('a runtime that exists as a container image only is never blocked', () => {
  expect(runtimeSupport('dotnet9', '2026-11-22')).toEqual({
    deprecated_on: '2026-11-10',
    create_blocked_on: null,
    update_blocked_on: null,
    days_left: -12,
  })
})

test.each(['nodejs99.x', 'NodeJS22.x', '', 'constructor'])('of %j nothing is known', (runtime) => {
  expect(runtimeSupport(runtime, '2026-11-22')).toBeUndefined()
})
