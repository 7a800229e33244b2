// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders of Go's replacements
import { describe, expect, test } from 'vitest'
import { call } from './call.ts'

describe('regex.replace', () => {
  test.each([
    ['"arn:aws:s3:::a"', '"^arn:([^:]*):"', '"$1/"', '"aws/s3:::a"'],
    ['"aaa"', '"a*"', '"x"', '"x"'],
    ['"baac"', '"a*"', '"x"', '"xbxcx"'],
    ['"ab"', '"(?P<first>a)(?P<second>.)"', '"${second}-$first"', '"b-a"'],
    ['"ab"', '"(a)"', '"$1x${1}x$$"', '"ax$b"'],
    ['"ab"', '"(a)(z)?"', '"[$2$9]"', '"[]b"'],
    ['"😀a"', '""', '"-"', '"-😀-a-"'],
  ])('%s with %s by %s is %s', (text, pattern, value, result) => {
    expect(call('regex.replace', text, pattern, value)).toBe(result)
  })
})

describe('regex.split', () => {
  test.each([
    ['"-"', '"a-b-"', '["a", "b", ""]'],
    ['"a*"', '"baac"', '["b", "c"]'],
    ['""', '"ab"', '["a", "b"]'],
    ['"x"', '""', '[""]'],
  ])('%s of %s is %s', (pattern, text, result) => {
    expect(call('regex.split', pattern, text)).toBe(result)
  })
})

test('regex.find_n stops after the wanted number', () => {
  expect(['-1', '1', '0'].map((count) => call('regex.find_n', '"[a-z]+"', '"ab1c2d"', count))).toEqual([
    '["ab", "c", "d"]',
    '["ab"]',
    '[]',
  ])
})

describe('regex.template_match', () => {
  test.each([
    ['"urn:foo:{.*}"', '"urn:foo:bar:baz"', 'true'],
    ['"a.b{[0-9]+}"', '"axb1"', 'false'],
    ['"{a{2}}"', '"aa"', 'true'],
    ['"{a"', '"a"', 'error: unbalanced braces in "{a"'],
  ])('%s on %s is %s', (template, text, result) => {
    expect(call('regex.template_match', template, text, '"{"', '"}"')).toBe(result)
  })

  test('delimiters of more than one byte are errors', () => {
    expect(call('regex.template_match', '"a"', '"a"', '"{{"', '"}"')).toBe(
      'error: start delimiter has to be exactly one character long but is 2 long',
    )
  })
})

describe('regex.globs_match', () => {
  test.each([
    ['"a.a.[0-9]+z"', '".b.b2359825792*594823z"', 'true'],
    ['"[a-z]+"', '"[0-9]*"', 'false'],
    ['"s3:.*"', '"s3:Get.*"', 'true'],
    ['"s3:.*"', '"sqs:.*"', 'false'],
    ['"a]"', '"b"', "error: input:a], pos:2, set-close ']' with no preceding '[': the input provided is invalid"],
  ])('%s and %s: %s', (left, right, result) => {
    expect(call('regex.globs_match', left, right)).toBe(result)
  })

  test('takes bounded time where repeated parts overlap', () => {
    expect(call('regex.globs_match', `"${'.*a'.repeat(200)}"`, `"${'a*.'.repeat(200)}b"`)).toBe('false')
  })
})

test('patterns that nest repetitions take linear time', () => {
  expect(call('regex.find_n', '"(a+)+$"', `"${'a'.repeat(50_000)}b"`, '-1')).toBe('[]')
})

test('a malformed pattern is an error', () => {
  expect(call('regex.split', '"("', '"a"')).toBe('error: error parsing regexp: missing closing ): `(`')
})
