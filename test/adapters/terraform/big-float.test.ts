import { describe, expect, test } from 'vitest'
import {
  add,
  compare,
  multiply,
  parseFloat512,
  quotient,
  remainder,
  toDecimal,
} from '../../../adapters/terraform/resolve/big-float.ts'

function number(text: string) {
  const parsed = parseFloat512(text)
  if (!parsed) throw new Error(`${text} is no number`)
  return parsed
}

describe('a number of 512 bits', () => {
  test.each(['0', '1', '-1', '0.1', '1.5', '33.333', '-0.0000001', '123456789012345678901234567890', '9.99'])(
    'reads and writes %s',
    (text) => {
      expect(toDecimal(number(text))).toBe(text)
    },
  )

  test('is written with the fewest digits that lead back to it', () => {
    expect(toDecimal(quotient(number('2'), number('3')))).toBe(`0.${'6'.repeat(153)}7`)
    expect(toDecimal(add(number('0.1'), number('0.2')))).toBe('0.3')
    expect(toDecimal(number('1e-10'))).toBe('0.0000000001')
  })

  test('is calculated with without the errors of a double', () => {
    expect(toDecimal(multiply(number('1e200'), number('1e-200')))).toBe('1')
    expect(toDecimal(remainder(number('-5.5'), number('2')))).toBe('-1.5')
    expect(compare(number('9007199254740993'), number('9007199254740992'))).toBe(1)
  })

  test.each(['', '.', '1_000', '0x10', ' 1', '1e999999'])('is not %j', (text) => {
    expect(parseFloat512(text)).toBeUndefined()
  })
})
