import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hostBuiltins } from '../../../engine/evaluate/builtins/index.ts'
import { builtinNames } from '../../../engine/evaluate/capabilities.ts'
import { loadPolicy, PolicyAbort, PolicyUnusable } from '../../../engine/evaluate/wasm.ts'
import { createToolchain } from '../../../toolchain/toolchain.ts'

const SOURCE = `package shop

given := input
kept := data.roles
names contains name if some name in input.names
text := sprintf("%s has %d", [input.who, input.count])

conflict := 1 if input.conflict
conflict := 2 if input.conflict

# Doubles a text until it does not fit into memory.
grown(text, 0) := text
grown(text, 1) := concat("", [text, text, text, text, text, text, text, text])
large := count(grown(grown(grown(grown(grown(grown(input.text, 1), 1), 1), 1), 1), 1))

split_up := regex.split(input.pattern, "a-b")
`

const toolchain = createToolchain()
let module: WebAssembly.Module

beforeAll(async () => {
  const rules = ['given', 'kept', 'names', 'text', 'conflict', 'large', 'split_up']
  const { wasm } = await toolchain.compile({
    modules: { 'shop.rego': SOURCE },
    entrypoints: rules.map((rule) => `shop/${rule}`),
    builtins: builtinNames,
    lenient: true,
  })
  module = new WebAssembly.Module(wasm)
}, 60_000)
afterAll(() => toolchain.close())

const load = (options = {}) => loadPolicy(module, { memoryLimitMb: 32, ...options })

function abortOf(work: () => unknown): PolicyAbort {
  try {
    work()
  } catch (error) {
    if (error instanceof PolicyAbort) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('input', () => {
  test.each([null, false, 0, '', [], {}, 'text', { a: [1, { b: 'é😀' }] }])('%j arrives as it is', (input) => {
    expect(load().evaluate('shop/given', input)).toEqual(input)
  })

  test('without input, what needs it is undefined', () => {
    expect(load().evaluate('shop/given', undefined)).toBeUndefined()
  })

  test('bytes are taken as JSON text, also in the middle of a larger buffer', () => {
    const buffer = new TextEncoder().encode('xxx{"a": "é"}xxx')
    expect(load().evaluate('shop/given', buffer.subarray(3, 14))).toEqual({ a: 'é' })
  })

  test('ten megabytes fit where the limit allows it', () => {
    const input = { names: Array.from({ length: 300_000 }, (_none, index) => `name-${index}-0123456789012`) }
    const given = load({ memoryLimitMb: 512 }).evaluate('shop/given', input)
    expect(JSON.stringify(given) === JSON.stringify(input)).toBe(true)
  })
})

test('data is what policies see as data, until it is replaced', () => {
  const policy = load({ data: { roles: ['a'] } })
  expect(policy.evaluate('shop/kept', {})).toEqual(['a'])
  policy.setData({ roles: ['b', null] })
  expect(policy.evaluate('shop/kept', {})).toEqual(['b', null])
  policy.setData(new TextEncoder().encode('{"roles": 1}'))
  expect(policy.evaluate('shop/kept', {})).toBe(1)
})

test('data stays after an abort', () => {
  const policy = load({ data: { roles: ['a'] } })
  abortOf(() => policy.evaluate('shop/conflict', { conflict: true }))
  expect(policy.evaluate('shop/kept', {})).toEqual(['a'])
})

test('entry points are listed by name', () => {
  expect(load().entrypoints).toEqual(
    ['conflict', 'given', 'kept', 'large', 'names', 'split_up', 'text'].map((rule) => `shop/${rule}`),
  )
})

describe('a contradiction in a policy', () => {
  test('is a typed error that names entry point and place', () => {
    const { entrypoint, reason, location, message } = abortOf(() =>
      load().evaluate('shop/conflict', { conflict: true }),
    )
    expect({ entrypoint, reason, location, message }).toEqual({
      entrypoint: 'shop/conflict',
      reason: 'abort',
      location: { file: 'shop.rego', line: 9, column: 1 },
      message: 'shop/conflict: shop.rego:9:1: var assignment conflict',
    })
  })

  test('leaves the next evaluation right, a thousand times over', () => {
    const policy = load()
    for (let round = 0; round < 1_000; round++) {
      abortOf(() => policy.evaluate('shop/conflict', { conflict: true }))
      expect(policy.evaluate('shop/text', { who: 'shop', count: round })).toBe(`shop has ${round}`)
    }
  })
})

describe('the memory limit', () => {
  test('ends a policy that builds too much, and the next evaluation is right', () => {
    const policy = load()
    const abort = abortOf(() => policy.evaluate('shop/large', { text: 'x'.repeat(1_000) }))
    expect([abort.entrypoint, abort.reason]).toEqual(['shop/large', 'memory'])
    expect(policy.evaluate('shop/large', { text: 'x' })).toBe(262_144)
  })

  test('refuses input that does not fit', () => {
    const abort = abortOf(() => load({ memoryLimitMb: 2 }).evaluate('shop/given', 'x'.repeat(3_000_000)))
    expect([abort.entrypoint, abort.reason]).toEqual(['shop/given', 'memory'])
  })

  test('refuses a policy that does not fit', () => {
    const abort = abortOf(() => load({ memoryLimitMb: 0.1 }))
    expect([abort.reason, abort.message]).toEqual(['memory', 'load: the policy does not fit into 0.1 MiB'])
  })
})

test('input nested too deep for the stack is a typed error', () => {
  const deep = new TextEncoder().encode('['.repeat(200_000) + ']'.repeat(200_000))
  const policy = load()
  expect(abortOf(() => policy.evaluate('shop/given', deep)).reason).toBe('trap')
  expect(policy.evaluate('shop/given', 1)).toBe(1)
})

describe('a built-in that fails', () => {
  test('leaves its expression undefined', () => {
    expect(load().evaluate('shop/split_up', { pattern: '(' })).toBeUndefined()
  })

  test('is a typed error with strict errors', () => {
    const policy = load({ strictBuiltinErrors: true })
    const { reason, message } = abortOf(() => policy.evaluate('shop/split_up', { pattern: '(' }))
    expect({ reason, message }).toEqual({
      reason: 'builtin',
      message: 'shop/split_up: regex.split: error parsing regexp: missing closing ): `(`',
    })
    expect(policy.evaluate('shop/split_up', { pattern: '-' })).toEqual(['a', 'b'])
  })

  test('is a typed error where it fails for a reason of its own', () => {
    const broken = () => {
      throw new TypeError('not today')
    }
    const policy = load({ builtins: { ...hostBuiltins, sprintf: broken } })
    const { reason, message } = abortOf(() => policy.evaluate('shop/text', { who: 'a', count: 1 }))
    expect({ reason, message }).toEqual({ reason: 'builtin', message: 'shop/text: sprintf: not today' })
  })
})

describe('a module that cannot be used', () => {
  test('names the built-ins that are missing', () => {
    expect(() => load({ builtins: {} })).toThrow(
      new PolicyUnusable('built-in functions not available here: regex.split, sprintf'),
    )
  })

  test('has no such entry point', () => {
    expect(() => load().evaluate('shop/nothing', {})).toThrow(
      new PolicyUnusable(
        'the policy has no entry point "shop/nothing"; it has shop/conflict, shop/given, shop/kept, shop/large, shop/names, shop/split_up, shop/text',
      ),
    )
  })

  test.each([
    ['no WebAssembly', new TextEncoder().encode('package shop')],
    ['an empty module', new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])],
  ])('is %s', (_title, bytes) => {
    expect(() => loadPolicy(bytes, { memoryLimitMb: 32 })).toThrow(PolicyUnusable)
  })
})

test('ten thousand evaluations need no more memory than a hundred', () => {
  const policy = load()
  const names = Array.from({ length: 20 }, (_none, index) => `name-${index}`)
  const evaluate = (count: number) => {
    for (let round = 0; round < count; round++) {
      policy.evaluate('shop/names', { names })
      policy.evaluate('shop/text', { who: 'shop', count: round })
    }
  }
  evaluate(100)
  const before = policy.memoryBytes()
  evaluate(5_000)
  expect(policy.memoryBytes()).toBe(before)
})
