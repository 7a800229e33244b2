import { expect, test } from 'vitest'
import type { Report } from '../../model/report.ts'
import { toJson } from '../../report/json.ts'
import { openUrl, report } from './sample.ts'

test('keys come in the documented order whatever order they were made in', () => {
  const turned = backwards(report) as Report
  expect(Object.keys(turned)[0]).toBe('summary')
  const practices = Object.keys(JSON.parse(toJson(turned)).summary.practices)
  expect(toJson(turned)).toBe(toJson(report))
  expect(practices).toEqual([...practices].sort())
})

test('the text is the whole report, with a newline at its end', () => {
  expect(JSON.parse(toJson(report))).toEqual(report)
  expect(toJson(report)).toMatch(/^\{\n {2}"schemaVersion": "1",\n.*\}\n$/s)
})

test('a field that is not documented yet is kept, at the end', () => {
  const finding = { owner: 'payments', ...openUrl }
  const [printed] = JSON.parse(toJson({ ...report, findings: [finding] })).findings
  expect(Object.keys(printed).at(-1)).toBe('owner')
})

function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, backwards(item)]),
  )
}
