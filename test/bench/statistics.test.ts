import { expect, test } from 'vitest'
import { growth, median } from '../../bench/statistics.ts'

test('the median of an odd number of times is the one in the middle, whatever their order', () => {
  expect(median([90, 10, 20])).toBe(20)
})

test('the median of an even number of times lies between the two in the middle', () => {
  expect(median([40, 10, 20, 1000])).toBe(30)
})

test('there is no median of nothing', () => {
  expect(() => median([])).toThrow('the median of nothing')
})

test('time that grows with its input has a growth of one', () => {
  expect(growth({ size: 100, time: 5 }, { size: 10_000, time: 500 })).toBe(1)
})

test('time that grows with the square of its input has the growth of the input', () => {
  expect(growth({ size: 100, time: 5 }, { size: 10_000, time: 50_000 })).toBe(100)
})
