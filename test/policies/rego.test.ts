import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { builtinNames } from '../../engine/evaluate/capabilities.ts'
import { inputSchema } from '../../model/input-schema.ts'
import type { TestReport } from '../../toolchain/requests.ts'
import { createToolchain } from '../../toolchain/toolchain.ts'

const files = readdirSync('policies', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.rego'))
  .sort()
const modules = Object.fromEntries(files.map((name) => [`policies/${name}`, readFileSync(`policies/${name}`, 'utf8')]))
const toolchain = createToolchain()

afterAll(() => toolchain.close())

describe('the Rego tests of policies and their library', () => {
  let report: TestReport

  beforeAll(async () => {
    report = await toolchain.test({ modules, coverage: true })
  }, 60_000)

  test('pass', () => {
    const wrong = report.tests.filter(({ outcome }) => outcome !== 'passed')
    expect(
      wrong.map(
        ({ file, line, name, failedAt, error }) => `${file}:${line} ${name}: ${failedAt?.text ?? error?.message}`,
      ),
    ).toEqual([])
    expect(report.tests.length).toBeGreaterThan(50)
  })

  test('run through every policy and every function of the library', () => {
    const untested = Object.entries(report.coverage)
      .filter(([file]) => !file.endsWith('_test.rego') && file !== 'policies/main.rego')
      .filter(([, { percent }]) => percent < 90)
    expect(
      untested.map(([file, { percent, notCovered }]) => `${file} ${percent} % ${JSON.stringify(notCovered)}`),
    ).toEqual([])
  })

  test('stand beside each policy', () => {
    const policies = files.filter((name) => name.endsWith('/policy.rego'))
    const missing = policies.filter((name) => !files.includes(name.replace('policy.rego', 'policy_test.rego')))
    expect(missing).toEqual([])
  })
})

test('policies are held against the schema of their input: a misspelt attribute is an error with its place', async () => {
  const misspelt = `package policies.function_roles.typo

deny contains role if {
	some role in input.roles
	role.functoins
}
`
  const request = {
    modules: { 'policies/function_roles/typo/policy.rego': misspelt },
    builtins: builtinNames,
    inputSchema: inputSchema(),
  }
  await expect(toolchain.check(request)).rejects.toMatchObject({
    problems: [{ code: 'rego_type_error', file: 'policies/function_roles/typo/policy.rego', line: 5, column: 2 }],
  })
})

test.each(files)('%s is formatted', async (name) => {
  const source = modules[`policies/${name}`] ?? ''
  expect(await toolchain.format(name, source)).toBe(source)
})
