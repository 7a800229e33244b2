import { expect, test } from 'vitest'
import { matchesPath, matchesText } from '../../engine/glob.ts'

test.each([
  ['Legacy*', 'LegacyWorker', true],
  ['Legacy*', 'Legacy', true],
  ['*Role', 'OrdersRole', true],
  ['*Role', 'OrdersRole2', false],
  ['module.*.aws_iam_role.this["?"]', 'module.app.inner.aws_iam_role.this["a"]', true],
  ['aws_iam_role.this[*]', 'aws_iam_role.this[0]', true],
  ['a.c', 'abc', false],
  ['', 'a', false],
  ['*', '', true],
])('%j is what %j is: %j', (pattern, text, expected) => {
  expect(matchesText(pattern, text)).toBe(expected)
})

test('a pattern of many stars is answered at once', () => {
  const start = performance.now()
  expect(matchesText(`${'*a'.repeat(200)}b`, 'a'.repeat(20_000))).toBe(false)
  expect(performance.now() - start).toBeLessThan(1000)
})

test.each([
  ['legacy', 'legacy/app.yaml', true],
  ['legacy/', 'legacy/old/app.yaml', true],
  ['legacy/**', 'legacy/app.yaml', true],
  ['legacy', 'infra/legacy/app.yaml', false],
  ['**/legacy', 'infra/legacy/app.yaml', true],
  ['**/*.tf', 'main.tf', true],
  ['**/*.tf', 'a/b/main.tf', true],
  ['*.tf', 'a/main.tf', false],
  ['infra/*/prod.yaml', 'infra/a/prod.yaml', true],
  ['infra/*/prod.yaml', 'infra/a/b/prod.yaml', false],
  ['./app.yaml', 'app.yaml', true],
  ['../shared/**', '../shared/main.tf', true],
  ['app.yam', 'app.yaml', false],
])('%j holds the path %j: %j', (pattern, path, expected) => {
  expect(matchesPath(pattern, path)).toBe(expected)
})
