import { describe, expect, test } from 'vitest'
import { parseTerm } from '../../../../engine/evaluate/terms.ts'
import { call } from './call.ts'

/** The formatted text; what Go 1.26 prints for the values OPA 1.19 hands to it. */
function sprintf(format: string, values: string): unknown {
  return parseTerm(call('sprintf', JSON.stringify(format), values))
}

test('a message about a role', () => {
  expect(sprintf('%s may %v on %d functions', '["arn:aws:iam::1:role/r", ["s3:*"], 3]')).toBe(
    'arn:aws:iam::1:role/r may ["s3:*"] on 3 functions',
  )
})

describe('values that are neither number nor string are texts', () => {
  test.each([
    ['%v', '[null]', 'null'],
    ['%v', '[true]', 'true'],
    ['%v', '[{"b": {3, 1}, "a": [null, set()]}]', '{"a": [null, set()], "b": {1, 3}}'],
    ['%s', '[{1: 2}]', '{1: 2}'],
    ['%q', '[["a"]]', '"[\\"a\\"]"'],
    ['%t', '[true]', '%!t(string=true)'],
    ['%d', '[[1, "a"]]', '%!d(string=[1, "a"])'],
  ])('%s of %s is %s', (format, values, text) => {
    expect(sprintf(format, values)).toBe(text)
  })
})

describe('whole numbers', () => {
  test.each([
    ['%d', '[-42]', '-42'],
    ['%5d|%-5d|%05d|%+d|% d', '[42, 42, 42, 42, 42]', '   42|42   |00042|+42| 42'],
    ['%x %X %#x %o %O %b', '[255, 255, 255, 8, 8, 5]', 'ff FF 0xff 10 0o10 101'],
    ['%c%c %q %U %#U', '[65, 128512, 10, 233, 233]', "A😀 '\\n' U+00E9 U+00E9 'é'"],
    ['%.5d', '[42]', '00042'],
    ['%d', '[123456789012345678901234567890]', '123456789012345678901234567890'],
    ['%s', '[123456789012345678901234567890]', '123456789012345678901234567890'],
    ['%x', '[-18446744073709551616]', '-10000000000000000'],
    ['%s', '[5]', '%!s(int64=5)'],
    ['%f', '[5]', '%!f(int64=5)'],
    ['%q', '[18446744073709551616]', '%!q(big.Int=18446744073709551616)'],
  ])('%s of %s is %s', (format, values, text) => {
    expect(sprintf(format, values)).toBe(text)
  })
})

describe('numbers with a point', () => {
  test.each([
    ['%v %v %v', '[1.5, 100000.0, 12345678.0]', '1.5 100000 1.2345678e+07'],
    ['%g %G', '[0.00001, 0.00001]', '1e-05 1E-05'],
    ['%e', '[1234.5]', '1.234500e+03'],
    ['%.2f %.0f %.0f', '[2.345, 2.5, 3.5]', '2.35 2 4'],
    ['%8.3f|%-8.3f|%08.3f', '[3.14159, 3.14159, -3.14159]', '   3.142|3.142   |-003.142'],
    ['%d', '[1.5]', '%!d(float64=1.5)'],
    ['%v', '[1.0]', '1'],
    ['%x', '[1.5]', '0x1.8p+00'],
    ['%v', '[1e3]', '1e3'],
  ])('%s of %s is %s', (format, values, text) => {
    expect(sprintf(format, values)).toBe(text)
  })
})

describe('strings', () => {
  test.each([
    ['%5s|%-5s|%.2s', '["é", "é", "héllo"]', '    é|é    |hé'],
    ['%q %+q %#q', '["é\\n", "é", "a"]', '"é\\n" "\\u00e9" `a`'],
    ['%x % X', '["é!", "é!"]', 'c3a921 C3 A9 21'],
    ['%d', '["a"]', '%!d(string=a)'],
    ['%T %T %T %T', '["a", 1, 1.5, 18446744073709551616]', 'string int64 float64 *big.Int'],
  ])('%s of %s is %s', (format, values, text) => {
    expect(sprintf(format, values)).toBe(text)
  })
})

describe('arguments', () => {
  test.each([
    ['%[2]d %[1]d', '[1, 2]', '2 1'],
    ['%[3]*.[2]*[1]f', '[12.0, 2, 6]', ' 12.00'],
    ['%*d', '[5, 42]', '   42'],
    ['%-*d|', '[5, 42]', '42   |'],
    ['%*d', '["a", 42]', '%!(BADWIDTH)42'],
    ['%.*d', '[-1, 42]', '%!(BADPREC)42'],
    ['%d %d', '[1]', '1 %!d(MISSING)'],
    ['%d', '[1, "a", 2.5]', '1%!(EXTRA string=a, float64=2.5)'],
    ['%[5]d', '[1]', '%!d(BADINDEX)'],
    ['%', '[]', '%!(NOVERB)'],
    ['100%%', '[]', '100%'],
    ['%!', '[1]', '%!!(int64=1)'],
    ['%10000010d', '[1]', '%!(NOVERB)%!(EXTRA int64=1)'],
  ])('%s of %s is %s', (format, values, text) => {
    expect(sprintf(format, values)).toBe(text)
  })
})

test('operands of other types are errors', () => {
  expect([call('sprintf', '1', '[]'), call('sprintf', '"a"', '{1}')]).toEqual([
    'error: operand 1 must be string but got number',
    'error: operand 2 must be array but got set',
  ])
})

test('a text of hundreds of millions of characters is an error', () => {
  expect(call('sprintf', `"${'%9999999d'.repeat(100)}"`, `[${'1,'.repeat(99)}1]`)).toBe(
    'error: the formatted text is too long',
  )
})
