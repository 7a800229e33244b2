import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { createToolchain } from '../../../toolchain/toolchain.ts'
import { casesFolder, loadCases } from './opa-cases/load.ts'
import { runCase } from './opa-cases/run.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = casesFolder(root)
const cases = folder === undefined ? new Map() : loadCases(folder)
const toolchain = createToolchain({ cacheDir: `${root}/node_modules/.cache/portcullis` })
afterAll(() => toolchain.close())

const counts = { passed: 0, skipped: 0 }
describe('cases', () => {
  test.each([...cases.keys()])('%s', async (name) => {
    const failures: string[] = []
    for (const each of cases.get(name) ?? []) {
      const outcome = await runCase(toolchain, each).catch((e) => `failed: THROWN ${e.stack}`)
      if (outcome === 'passed' || outcome === 'skipped') counts[outcome]++
      else failures.push(`${each.note}: ${outcome}`)
    }
    expect(failures).toEqual([])
  }, 60_000)
  test('count', () => {
    console.log(counts)
  })
})
