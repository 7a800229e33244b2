import { afterAll, expect, test } from 'vitest'
import { createToolchain } from '../../toolchain/toolchain.ts'

const toolchain = createToolchain()
afterAll(() => toolchain.close())

const policy = `package a

deny contains fn.name if {
	some fn in input.functions
	fn.memory > data.limit
}

never if {
	input.nothing
}
`

const tests = `package a_test

import data.a

big := {"functions": {"f": {"name": "f", "memory": 2048}}}

test_denied if a.deny == {"f"} with input as big

test_not_denied if {
	print("memory", big.functions.f.memory)
	denied := a.deny with input as big
	count(denied) == 0
}

test_broken if size == 1

todo_test_later if true

test_names[case] if {
	some case, name in {"short": "f", "long": "a-long-name"}
	count(name) == 1
}

size := 1 if big.functions.f.memory > 1

size := 2 if big.functions.f.memory > 2
`

test('tests pass, fail with the expression that was not true, break, wait, and have cases', async () => {
  const report = await toolchain.test({ modules: { 'a.rego': policy, 'a_test.rego': tests }, data: { limit: 1024 } })
  const common = { package: 'a_test', file: 'a_test.rego', column: 1, durationNs: expect.any(Number) }
  const quiet = { error: null, failedAt: null, failedCases: [], output: '' }
  expect(report).toEqual({
    tests: [
      { ...common, ...quiet, name: 'test_denied', line: 7, outcome: 'passed' },
      {
        ...common,
        ...quiet,
        name: 'test_not_denied',
        line: 9,
        outcome: 'failed',
        failedAt: { file: 'a_test.rego', line: 12, column: 2, text: 'count(denied) == 0' },
        output: 'memory 2048\n',
      },
      {
        ...common,
        ...quiet,
        name: 'test_broken',
        line: 15,
        outcome: 'error',
        error: {
          code: 'eval_conflict_error',
          message: 'complete rules must not produce multiple outputs',
          file: 'a_test.rego',
          line: 26,
          column: 1,
          details: [],
        },
      },
      { ...common, ...quiet, name: 'todo_test_later', line: 17, outcome: 'skipped' },
      {
        ...common,
        ...quiet,
        name: 'test_names',
        line: 19,
        outcome: 'failed',
        failedAt: { file: 'a_test.rego', line: 21, column: 2, text: 'count(name) == 1' },
        failedCases: ['long'],
      },
    ],
    coverage: {},
  })
})

test('coverage names the lines that ran and those that did not', async () => {
  const { coverage } = await toolchain.test({
    modules: { 'a.rego': policy, 'a_test.rego': tests },
    data: { limit: 1024 },
    filter: 'test_denied$',
    coverage: true,
  })
  expect(coverage['a.rego']).toEqual({
    covered: [{ from: 3, to: 5 }],
    notCovered: [{ from: 8, to: 9 }],
    percent: 60,
  })
})

test('a filter runs only the tests it matches', async () => {
  const { tests: results } = await toolchain.test({
    modules: { 'a.rego': policy, 'a_test.rego': tests },
    filter: '^data\\.a_test\\.todo_',
  })
  expect(results.map(({ name, outcome }) => ({ name, outcome }))).toEqual([
    { name: 'todo_test_later', outcome: 'skipped' },
  ])
})

test('tests that do not compile are an error with its place', async () => {
  await expect(
    toolchain.test({ modules: { 'a_test.rego': 'package a_test\n\ntest_x if nope(1)\n' } }),
  ).rejects.toMatchObject({
    name: 'RegoError',
    problems: [{ message: 'undefined function nope', file: 'a_test.rego', line: 3, column: 11 }],
  })
})
