import { afterAll, expect, test } from 'vitest'
import { RegoError, type RegoProblem } from '../../toolchain/errors.ts'
import type { PolicySet } from '../../toolchain/requests.ts'
import { createToolchain } from '../../toolchain/toolchain.ts'

const toolchain = createToolchain()
afterAll(() => toolchain.close())

async function problemsOf(set: PolicySet): Promise<readonly RegoProblem[]> {
  try {
    await toolchain.check(set)
    return []
  } catch (error) {
    if (error instanceof RegoError) return error.problems
    throw error
  }
}

/** The shape TypeBox gives: a map from id to entity is `patternProperties`, a nullable text is `anyOf`. */
const inputSchema = {
  type: 'object',
  required: ['functions'],
  properties: {
    functions: {
      type: 'object',
      patternProperties: {
        '^.*$': {
          type: 'object',
          properties: {
            name: { anyOf: [{ type: 'string' }, { type: 'null' }] },
            memory: { type: 'integer' },
            package_type: { enum: ['Zip', 'Image'] },
            tags: { type: 'object', patternProperties: { '^.*$': { type: 'string' } } },
            layers: { type: 'array', items: { $ref: '#/definitions/layer' } },
          },
        },
      },
    },
  },
  definitions: {
    layer: { type: 'object', properties: { arn: { type: 'string' }, of: { $ref: '#/definitions/layer' } } },
  },
}

test('attributes that the schema has are accepted, null where it may be, and any key of a map', async () => {
  const source = `package a

deny contains fn.name if {
	some fn in input.functions
	fn.name != null
	fn.name == null
	fn.package_type == "Zip"
	fn.memory > 128
	fn.tags.anything == "x"
	fn.layers[_].of.arn == "x"
}
`
  expect(await problemsOf({ modules: { 'a.rego': source }, inputSchema })).toEqual([])
})

test('a misspelt attribute of an entity is an error at its line and column, with what there is', async () => {
  const source = `package a

deny contains fn.name if {
	some fn in input.functions
	fn.memry > 128
}
`
  expect(await problemsOf({ modules: { 'a.rego': source }, inputSchema })).toEqual([
    {
      code: 'rego_type_error',
      message: 'undefined ref: fn.memry',
      file: 'a.rego',
      line: 5,
      column: 2,
      details: [
        'fn.memry',
        '   ^',
        '   have: "memry"',
        '   want (one of): ["layers" "memory" "name" "package_type" "tags"]',
      ],
    },
  ])
})

test('a misspelt collection is an error', async () => {
  const [problem] = await problemsOf({ modules: { 'a.rego': 'package a\n\nx if input.function.f\n' }, inputSchema })
  expect(problem).toMatchObject({ message: 'undefined ref: input.function.f', line: 3, column: 6 })
})

test('a comparison with a value of another type is an error', async () => {
  const source = `package a

x if {
	some fn in input.functions
	fn.memory == "128"
}

y if {
	some fn in input.functions
	fn.package_type == 3
}
`
  expect(await problemsOf({ modules: { 'a.rego': source }, inputSchema })).toEqual([
    {
      code: 'rego_type_error',
      message: 'match error',
      file: 'a.rego',
      line: 5,
      column: 2,
      details: ['left  : number', 'right : string'],
    },
    {
      code: 'rego_type_error',
      message: 'match error',
      file: 'a.rego',
      line: 10,
      column: 2,
      details: ['left  : string', 'right : number'],
    },
  ])
})

test('a built-in that was not allowed is an error where it is called', async () => {
  const source = 'package a\n\nx := count([1])\n\ny := sprintf("%d", [1])\n'
  expect(await problemsOf({ modules: { 'a.rego': source }, builtins: ['count'] })).toEqual([
    { code: 'rego_type_error', message: 'undefined function sprintf', file: 'a.rego', line: 5, column: 6, details: [] },
  ])
})

test('without a list, built-ins that reach for the network or the environment are still refused', async () => {
  const source = 'package a\n\nx := http.send({"method": "get", "url": "https://example.com"})\n\ny := opa.runtime()\n'
  expect((await problemsOf({ modules: { 'a.rego': source } })).map((problem) => problem.message)).toEqual([
    'undefined function http.send',
    'undefined function opa.runtime',
  ])
})

test('every file that does not parse is reported, each mistake once', async () => {
  expect(
    await problemsOf({ modules: { 'a.rego': 'package a\n\nx := {\n', 'b.rego': 'package b\n\ny := ]\n' } }),
  ).toEqual([
    {
      code: 'rego_parse_error',
      message: 'unexpected eof token: expected rule value term (e.g., x := <VALUE> { ... })',
      file: 'a.rego',
      line: 4,
      column: 1,
      details: ['x := {', '     ^'],
    },
    {
      code: 'rego_parse_error',
      message: 'unexpected ] token: expected rule value term (e.g., y := <VALUE> { ... })',
      file: 'b.rego',
      line: 3,
      column: 6,
      details: ['y := ]', '     ^'],
    },
  ])
})

test('an empty file is an error, not a crash', async () => {
  expect(await problemsOf({ modules: { 'a.rego': '' } })).toEqual([
    { code: 'rego_parse_error', message: 'empty module', file: 'a.rego', line: 1, column: 1, details: [] },
  ])
})

test.each([
  ['an unused import', 'package a\n\nimport data.b\n\nx := 1\n', 'import data.b unused', 3, 1],
  ['an unused variable', 'package a\n\nx if {\n\ty := 2\n}\n', 'assigned var y unused', 4, 2],
])('%s is an error, unless the set is lenient', async (_title, source, message, line, column) => {
  const [problem] = await problemsOf({ modules: { 'a.rego': source } })
  expect(problem).toMatchObject({ message: expect.stringContaining(message), line, column })
  expect(await problemsOf({ modules: { 'a.rego': source }, lenient: true })).toEqual([])
})

test('the message of the error lists every problem with its place', async () => {
  const failure = toolchain.check({ modules: { 'a.rego': 'package a\n\nx := nope(1)\n' } })
  await expect(failure).rejects.toThrow('a.rego:3:6: rego_type_error: undefined function nope')
})

test('brackets nested 200,000 deep are refused at once, with a short message', async () => {
  const started = performance.now()
  const [problem] = await problemsOf({ modules: { 'a.rego': `package a\n\nx := ${'['.repeat(200_000)}` } })
  expect(problem).toMatchObject({ message: 'max parsing recursion depth exceeded', file: 'a.rego', line: 3 })
  expect(problem?.details.every((line) => line.length <= 401)).toBe(true)
  expect(performance.now() - started).toBeLessThan(5_000)
})
