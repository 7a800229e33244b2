import { describe, expect, test } from 'vitest'
import { compareTerms } from '../../../engine/evaluate/term-order.ts'
import { encodeTerm, parseTerm, printTerm, type Term } from '../../../engine/evaluate/terms.ts'

describe('parseTerm', () => {
  test('reads sets, the empty set, keys that are not strings and numbers digit by digit', () => {
    const text = '{"a": {1, "b"}, [2]: set(), 3: 12345678901234567890.0, null: {}}'
    expect(parseTerm(text)).toEqual({
      type: 'object',
      entries: [
        ['a', { type: 'set', items: [{ type: 'number', text: '1' }, 'b'] }],
        [
          { type: 'array', items: [{ type: 'number', text: '2' }] },
          { type: 'set', items: [] },
        ],
        [
          { type: 'number', text: '3' },
          { type: 'number', text: '12345678901234567890.0' },
        ],
        [null, { type: 'object', entries: [] }],
      ],
    })
  })

  test('reads the escapes of JSON and of Go', () => {
    expect(parseTerm(String.raw`"\"\\\/\b\f\n\r\té\ud83d\ude00\a\v\x07\U0001f600"`)).toBe(
      '"\\/\b\f\n\r\té😀\u0007\v\u0007😀',
    )
  })

  test.each([
    ['', 'not a Rego value: the text ends at offset 0'],
    ['[1, ', 'not a Rego value: the text ends at offset 4'],
    ['{1: 2', 'not a Rego value: the text ends at offset 5'],
    ['"open', 'not a Rego value: the text ends at offset 5'],
    ['[1] 2', 'not a Rego value: unexpected "2" at offset 4'],
    ['nul', 'not a Rego value: unexpected "n" at offset 0'],
    ['{1: 2, 3}', 'not a Rego value: unexpected "}" at offset 8'],
  ])('refuses %j and says where', (text, message) => {
    expect(() => parseTerm(text)).toThrow(new SyntaxError(message))
  })
})

describe('printTerm', () => {
  test('sorts keys and elements and puts one space after commas and colons', () => {
    expect(printTerm(parseTerm('{"b":{3,1,"x",null,[2],true},"a":set(),10:[],9:{}}'))).toBe(
      '{9: {}, 10: [], "a": set(), "b": {null, true, 1, 3, "x", [2]}}',
    )
  })

  test('quotes strings as Go does', () => {
    expect(printTerm('tab\t bell\u0007 del\u007f é 😀 nbsp\u00a0 line\u2028 "q" \\')).toBe(
      String.raw`"tab\t bell\a del\x7f é 😀 nbsp\u00a0 line\u2028 \"q\" \\"`,
    )
  })
})

test('what is encoded for the instance reads back as the same value', () => {
  const text = String.raw`{"é\u0000\"": {1, [set(), {2: "😀"}]}, "n": [-0.5e-10, 1e400, null, true, false]}`
  const term = parseTerm(text)
  expect(parseTerm(encodeTerm(term))).toEqual(term)
})

describe('compareTerms', () => {
  test('orders types and values as Rego does', () => {
    const sorted = 'null,false,true,-1e400,-2,-1.5,0,1e-400,0.5,1,2,10,1e2,12345678901234567890,12345678901234567891'
    const rest =
      '"","A","a","aa","\uffff","😀",[],[1],[1,1],[2],{},{"a":1},{"a":2},{"a":2,"b":1},{"b":0},set(),{1},{1,2},{2}'
    const terms = parseTerm(`[${sorted},${rest}]`) as { readonly items: readonly Term[] }
    const shuffled = [...terms.items].reverse().sort(compareTerms)
    expect(shuffled.map(encodeTerm)).toEqual(terms.items.map(encodeTerm))
  })

  test.each([
    ['1', '1.0'],
    ['100', '1e2'],
    ['0', '-0.000'],
    ['{1, 2}', '{2, 1}'],
    ['{"a": 1, "b": 2}', '{"b": 2, "a": 1}'],
  ])('%s equals %s', (a, b) => {
    expect(compareTerms(parseTerm(a), parseTerm(b))).toBe(0)
  })
})
