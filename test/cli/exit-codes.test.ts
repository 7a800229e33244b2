import { expect, test } from 'vitest'
import { exitCodeOf, gravest } from '../../cli/exit-codes.ts'
import { error, warning } from '../../model/diagnostic.ts'
import type { Report } from '../../model/report.ts'

test.each([
  ['allow', [], 0],
  ['allow', [warning('DUPLICATE_KEY', 'twice', null)], 0],
  ['deny', [], 1],
  ['error', [error('SYNTAX', 'broken', null)], 3],
  ['deny', [error('SYNTAX', 'broken', null)], 3],
  ['error', [error('SYNTAX', 'broken', null), error('POLICY_FAILED', 'trap', null)], 2],
] as const)('a decision %s with %j exits %d', (decision, diagnostics, code) => {
  expect(exitCodeOf({ ...report, decision, diagnostics })).toBe(code)
})

test('the gravest of several codes is 70, then 2, 3, 1, 0', () => {
  expect([gravest(0, 1, 2, 3, 70), gravest(0, 1, 2, 3), gravest(0, 1, 3), gravest(1, 0), gravest()]).toEqual([
    70, 2, 3, 1, 0,
  ])
})

const report: Report = {
  schemaVersion: '1',
  tool: { name: 'portcullis', version: '1.2.3', bundles: [] },
  decision: 'allow',
  profile: 'default',
  stacks: [],
  findings: [],
  unknowns: [],
  excluded: [],
  diagnostics: [],
  summary: {
    stacks: 0,
    resources: 0,
    functions: 0,
    policies: 0,
    pass: 0,
    fail: 0,
    unknown: 0,
    waived: 0,
    excluded: 0,
    practices: {},
    durationMs: 0,
  },
}
