import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createToolchain } from '../../toolchain/toolchain.ts'
import { type Answer, startServer, type TestServer } from './support/server.ts'

/** Policies that misbehave, and one that does not. */
const rego = `package bad

n := numbers.range(1, input.n)

join := count([1 | some a in n; some b in n; some c in n; some d in n; a + b + c + d == -1])

hoard := [[a, b, c] | some a in n; some b in n; some c in n]

both := 1 if input.n > 0

both := 2 if input.n > 1

fine := input.n * 2
`

let hasty: TestServer
let narrow: TestServer

beforeAll(async () => {
  const toolchain = createToolchain()
  const { wasm } = await toolchain.compile({
    modules: { 'bad.rego': rego },
    entrypoints: ['bad/join', 'bad/hoard', 'bad/both', 'bad/fine'],
  })
  await toolchain.close()
  const module = await WebAssembly.compile(new Uint8Array(wasm))
  hasty = await startServer({ server: { timeLimit: 0.5, threads: 2 } }, module)
  narrow = await startServer({ server: { memoryLimit: '64MB', threads: 2 } }, module)
}, 60_000)

afterAll(async () => {
  await hasty.close()
  await narrow.close()
})

const ask = (server: TestServer, rule: string, n: number) => server.post(`/v1/data/bad/${rule}`, { input: { n } })

/** Others that are asked at the same moment, and what they are told. */
async function beside(server: TestServer, rule: string, n: number): Promise<Answer> {
  const asked = ask(server, rule, n)
  const others = Array.from({ length: 30 }, (_, index) => ask(server, 'fine', index))
  const answers = await Promise.all(others)
  expect(answers.map(({ json }) => json)).toEqual(others.map((_, index) => ({ result: index * 2 })))
  return asked
}

describe('a policy that misbehaves fails its own request and no other', () => {
  test('an exponential join is ended', async () => {
    const { status, json } = await beside(hasty, 'join', 400)
    expect({ status, json }).toEqual({
      status: 503,
      json: {
        code: 'internal_error',
        message: 'The request was not decided: it took longer than 0.5 s and was ended.',
      },
    })
  })

  test('one that allocates without end is ended', async () => {
    const { status, json } = await beside(narrow, 'hoard', 5000)
    expect(status).toBe(500)
    expect(json).toMatchObject({
      code: 'internal_error',
      message: 'error(s) occurred while evaluating query',
      errors: [{ code: 'eval_internal_error' }],
    })
  })

  test('one that contradicts itself is told, with its place', async () => {
    const { status, json } = await beside(narrow, 'both', 2)
    expect({ status, json }).toMatchObject({
      status: 500,
      json: { errors: [{ code: 'eval_conflict_error', message: expect.stringMatching(/bad\.rego:\d+:\d+: /) }] },
    })
  })

  test.each(['hasty', 'narrow'])('a thousand evaluations afterwards are right: %s', async (name) => {
    const server = name === 'hasty' ? hasty : narrow
    const before = process.memoryUsage().rss
    for (let round = 0; round < 10; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 100 }, (_, index) => ask(server, 'fine', round * 100 + index)),
      )
      expect(answers.map(({ json }) => json)).toEqual(
        answers.map((_, index) => ({ result: (round * 100 + index) * 2 })),
      )
    }
    expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(200)
  })
})

test('a path into a value of a rule that has an entry point of its own', async () => {
  const { json } = await narrow.post('/v1/data/bad/hoard/1/2', { input: { n: 4 } })
  expect(json).toEqual({ result: 2 })
})
