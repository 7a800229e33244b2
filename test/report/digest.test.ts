import { expect, test } from 'vitest'
import type { Report } from '../../model/report.ts'
import { canonicalJson, reportDigest } from '../../report/digest.ts'
import { report } from './sample.ts'

const now = '2026-11-22'

test('canonical JSON sorts keys and leaves out what is undefined', () => {
  expect(canonicalJson({ b: [1, 'ü', null], a: { d: undefined, c: true } })).toBe('{"a":{"c":true},"b":[1,"ü",null]}')
})

test('the same stack has the same digest wherever it is judged from', () => {
  const fromAbove = moved('work/shop/template.yaml')
  const fromInside = moved('template.yaml')
  const fromBeside = moved('../shop/template.yaml')
  const digest = reportDigest(fromAbove, now, '/home/me/work/shop', '/home/me')
  expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect(reportDigest(fromInside, now, '.', '/srv/build')).toBe(digest)
  expect(reportDigest(fromBeside, now, '../shop', '/srv/build/other')).toBe(digest)
})

test('the order of findings and the time it took do not count', () => {
  const other = {
    ...report,
    findings: [...report.findings].reverse(),
    summary: { ...report.summary, durationMs: 9 },
  }
  expect(reportDigest(other, now, '.')).toBe(reportDigest(report, now, '.'))
})

test.each<[string, Report, string]>([
  ['the decision', { ...report, decision: 'allow' }, now],
  ['a finding', { ...report, findings: report.findings.slice(1) }, now],
  ['a diagnostic', { ...report, diagnostics: [] }, now],
  ['a stack', { ...report, stacks: [] }, now],
  ['the date', report, '2026-11-23'],
])('%s counts', (_, other, date) => {
  expect(reportDigest(other, date, '.')).not.toBe(reportDigest(report, now, '.'))
})

/** The report with its one file at another path, by which its stack goes. */
function moved(path: string): Report {
  const text = JSON.stringify(report).replaceAll('"file":"shop/template.yaml"', `"file":${JSON.stringify(path)}`)
  const parsed: Report = JSON.parse(text)
  const ids = parsed.stacks.map(({ id }) => id)
  return {
    ...parsed,
    stacks: parsed.stacks.map((stack) => ({ ...stack, id: path, path, files: [path] })),
    findings: parsed.findings.map((finding) => ({ ...finding, stack: ids.includes(finding.stack) ? path : 'another' })),
  }
}
