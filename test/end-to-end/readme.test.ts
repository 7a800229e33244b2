import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { portcullis } from '../support/cli-runner.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

test('what the README shows is what its command prints', async () => {
  const shown = [...readFileSync(`${root}/README.md`, 'utf8').matchAll(/```text\n(.*?)```/gs)].map(([, block]) => block)
  const args = ['check', 'examples/shop/cloudformation', '--now', '2026-11-22']
  const { stdout } = await portcullis(...args)
    .in(root)
    .expectExit(1)
  expect(shown.length).toBe(2)
  expect(shown.filter((block) => !stdout.includes(block ?? ''))).toEqual([])
})
