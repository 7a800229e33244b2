import { afterAll, expect, test } from 'vitest'
import { adapters } from '../../../adapters/all.ts'
import { memorySources } from '../../../adapters/sources/memory.ts'
import { contractProblems } from '../../../engine/contract/contract.ts'
import { createEvaluator } from '../../../engine/evaluate/evaluator.ts'
import { readStacks } from '../../../engine/scan.ts'
import { createToolchain } from '../../../toolchain/toolchain.ts'
import { compilePolicies } from '../../support/policies.ts'
import { nothingGiven, today } from '../../support/scan.ts'

const template = `Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      Role: arn:aws:iam::123456789012:role/orders
      Timeout: 300
      Code: {S3Bucket: builds, S3Key: orders.zip}
`

/** All of them read `timeout_s`. */
const acme = await (async () => {
  const toolchain = createToolchain()
  try {
    return await compilePolicies(
      {
        'acme/right': `deny contains result.at(fn, ["timeout_s"], {}) if {
	some fn in input.functions
	fn.timeout_s > 60
}`,
        'acme/cites_nothing': `deny contains result.at(fn, [], {}) if {
	some fn in input.functions
	fn.timeout_s > 60
}`,
        'acme/cites_what_is_not_there': `deny contains result.at(fn, ["timeout_s", "timeout"], {}) if {
	some fn in input.functions
	fn.timeout_s > 60
}`,
        'acme/cites_something_else': `deny contains result.at(fn, ["memory_mb"], {}) if {
	some fn in input.functions
	not _short(fn)
}

_short(fn) if fn.timeout_s < 60`,
        'acme/guards_itself': `deny contains result.at(fn, ["memory_mb"], {}) if {
	some fn in input.functions
	fn.memory_mb == 128
	object.get(fn, "timeout_s", 3) > 2
}`,
      },
      toolchain,
    )
  } finally {
    await toolchain.close()
  }
})()
const evaluator = createEvaluator([acme], acme.manifest.policies)
afterAll(() => evaluator.close())

async function problemsOf(id: string): Promise<readonly string[]> {
  const policy = acme.manifest.policies.find((one) => one.id === id)
  if (!policy) throw new Error(`there is no ${id}`)
  const stacks = await readStacks(memorySources({ 'template.yaml': template }), nothingGiven, adapters)
  return stacks.flatMap((stack) => contractProblems(stack, { policy, evaluate: evaluator.evaluate, now: today }))
}

test('a policy that cites what decides keeps the contract', async () => {
  expect(await problemsOf('acme/right')).toEqual([])
})

test('a finding cites at least one path', async () => {
  expect(await problemsOf('acme/cites_nothing')).toContain(
    'the finding on Orders cites no path: name the attribute that decides',
  )
})

test('a finding cites paths that there are', async () => {
  expect(await problemsOf('acme/cites_what_is_not_there')).toContain(
    'the finding on Orders cites what there is not: a function has no attribute "timeout"',
  )
})

test('a verdict stays where something is unknown only if every value would give it', async () => {
  expect(await problemsOf('acme/guards_itself')).toEqual([
    'Orders: with timeout_s unknown it is fail, with 1 it is pass; cite it in the finding',
    'Orders: with memory_mb unknown it is pass, with 128 it is fail; list it in "reads"',
  ])
  expect(await problemsOf('acme/cites_something_else')).toEqual([
    'Orders: with timeout_s unknown it is fail, with 1 it is pass; cite it in the finding',
  ])
})
