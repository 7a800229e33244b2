import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adapters } from '../../../adapters/all.ts'
import { memorySources } from '../../../adapters/sources/memory.ts'
import type { Bundle } from '../../../engine/bundle/bundle.ts'
import { createEvaluator } from '../../../engine/evaluate/evaluator.ts'
import { policyInput, wantedBy } from '../../../engine/evaluate/input.ts'
import { configOf, entitiesOf } from '../../../engine/judge-stack.ts'
import { readStacks, scan } from '../../../engine/scan.ts'
import type { Report } from '../../../model/report.ts'
import { createToolchain } from '../../../toolchain/toolchain.ts'
import { compilePolicies } from '../../support/policies.ts'
import { bundle, nothingGiven, today } from '../../support/scan.ts'

const template = `Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      Role: arn:aws:iam::123456789012:role/orders
      Timeout: 300
      Environment:
        Variables:
          TOKEN: AKIAIOSFODNN7EXAMPLE
      Code: {S3Bucket: builds, S3Key: orders.zip}
`

/** One good policy of an organisation; each of the others has a fault of its own. */
const good = `deny contains result.at(fn, ["timeout_s"], {}) if {
	some fn in input.functions
	fn.timeout_s > 60
}`

const faults = {
  'acme/two_values': `_limit := 60 if input.functions

_limit := 90 if input.functions

deny contains result.at(fn, ["timeout_s"], {}) if {
	some fn in input.functions
	fn.timeout_s > _limit
}`,
  'acme/one_key_twice': `deny contains result.at(fn, ["timeout_s"], {}) if {
	some fn in input.functions
	limits := {"limit": limit | some limit in [30, 60]}
	fn.timeout_s > limits.limit
}`,
  'acme/exponential_join': `deny contains result.at(fn, ["timeout_s"], {}) if {
	some fn in input.functions
	days := ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "off", "any", "odd"]
	some a in days
	some b in days
	some c in days
	some d in days
	some e in days
	some f in days
	some g in days
	some h in days
	some i in days
	some j in days
	some k in days
	some l in days
	a < l
	l < a
}`,
  'acme/endless_allocation': `deny contains result.at(fn, ["timeout_s"], {}) if {
	some fn in input.functions
	days := ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "off", "any", "odd"]
	some a in days
	some b in days
	some c in days
	some d in days
	some e in days
	some f in days
	some g in days
	some h in days
	some i in days
	some j in days
	some k in days
	some l in days
	concat("", [a, b, c, d, e, f, g, h, i, j, k, l]) == "never"
}`,
}

/** Enough for any machine to allocate what it must not, and short where nothing else ends it. */
const limitsFor = (id: string) => ({ memoryMb: 64, timeMs: id === 'acme/exponential_join' ? 2_000 : 20_000 })
const toolchain = createToolchain()
const alone = await compilePolicies({ 'acme/good': good }, toolchain)

const judge = (bundles: readonly Bundle[], id: string): Promise<Report> =>
  scan(memorySources({ 'template.yaml': template }), nothingGiven, {
    adapters,
    bundles,
    limits: limitsFor(id),
    settings: { only: [], skip: [], failOn: 'medium', unknown: 'note', now: today },
    version: '0.0.0',
    clock: () => 0,
  })

const told = ({ findings }: Report) =>
  findings.map(({ policy, verdict, location }) => [policy, verdict, location.startLine])

describe.each(Object.entries(faults))('%s, beside the ten that ship and a good one', (id, body) => {
  let acme: Bundle
  let report: Report
  let before: number

  beforeAll(async () => {
    acme = await compilePolicies({ 'acme/good': good, [id]: body }, toolchain)
    before = process.memoryUsage().rss
    report = await judge([bundle, acme], id)
  }, 60_000)

  test('is named, with the reason', () => {
    const reason = {
      'acme/two_values': /a rule has two values at once/,
      'acme/one_key_twice': /an object gets two values under one key/,
      'acme/exponential_join': /took longer than 2 s and was ended/,
      'acme/endless_allocation': /more memory than it may have/,
    }[id]
    expect(report.diagnostics).toEqual([
      expect.objectContaining({
        code: 'POLICY_FAILED',
        severity: 'error',
        message: expect.stringMatching(new RegExp(`^The policy ${id} could not be run: .*${reason?.source}`)),
      }),
    ])
    expect(report.decision).toBe('error')
  })

  test('changes nothing in what the others find, and passes nothing itself', async () => {
    const { findings, summary } = await judge([bundle, alone], id)
    expect(told(report)).toEqual(told({ ...report, findings }))
    expect(findings.map(({ policy }) => policy)).toContain('acme/good')
    expect(findings.map(({ policy }) => policy)).toContain('secrets/literal_secret')
    expect(report.summary.practices).toEqual(summary.practices)
  })

  test('gives its memory back', async () => {
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(150)
  })

  test('and a thousand evaluations after it are right', async () => {
    const stacks = await readStacks(memorySources({ 'template.yaml': template }), nothingGiven, adapters)
    const policies = [bundle, acme].flatMap(({ manifest }) => manifest.policies)
    const evaluator = createEvaluator([bundle, acme], policies, limitsFor(id))
    const inputs = stacks.map((stack) => {
      const { table } = entitiesOf(stack, new Map(), {}, today)
      return policyInput(table, { stack, now: today }, configOf(policies), wantedBy(policies))
    })
    const answers = new Set<string>()
    for (let i = 0; i < 1_001; i += 1) {
      for (const input of inputs) answers.add(JSON.stringify(evaluator.evaluate(input)))
    }
    evaluator.close()
    expect(answers.size).toBe(1)
    expect([...answers].join()).toContain('"policy":"acme/good"')
    expect(evaluator.policies().map((policy) => policy.id)).not.toContain(id)
  }, 60_000)
})

afterAll(() => toolchain.close())
