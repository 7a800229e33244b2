import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { parseTemplate } from '../../../adapters/cloudformation/parse.ts'
import { nativeView } from '../../../model/native.ts'
import { entryOf } from '../../../model/value.ts'
import { readStacks } from './reading.ts'

const archive = join(process.env.PORTCULLIS_CORPORA ?? '', 'cloudformation/templates.tgz')
const present = process.env.PORTCULLIS_CORPORA !== undefined && existsSync(archive)

interface Template {
  readonly path: string
  readonly parses: boolean
  readonly resources: number
  readonly duplicateKeys: boolean
}

describe.skipIf(!present)('templates of public repositories (PORTCULLIS_CORPORA)', () => {
  const folder = present ? mkdtempSync(join(tmpdir(), 'portcullis-corpus-')) : ''
  if (present) execFileSync('tar', ['-xzf', archive, '-C', folder])
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const templates: readonly Template[] = present ? JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) : []
  const files = templates.map((template) => ({ ...template, text: readFileSync(join(folder, template.path), 'utf8') }))

  test('every file that a YAML 1.1 reader accepts has the same number of resources', () => {
    const accepted = files.filter(({ parses }) => parses)
    const different = accepted.filter(({ path, text, resources }) => {
      const section = entryOf(parseTemplate({ path, text }).value, 'Resources')?.value
      return (section?.type === 'map' ? section.entries.size : 0) !== resources
    })
    expect({ accepted: accepted.length, different: different.map(({ path }) => path) }).toEqual({
      accepted: 536,
      different: [],
    })
  })

  test('every other file has a diagnostic with a place, or is no map', () => {
    const silent = files.filter(({ path, text, parses }) => {
      const { value, diagnostics } = parseTemplate({ path, text })
      return !parses && value?.type === 'map' && diagnostics.every(({ location }) => location === null)
    })
    expect(silent.map(({ path }) => path)).toEqual([])
  })

  test('equal keys are reported in exactly the files that have them', () => {
    const reported = files.filter(({ path, text }) =>
      parseTemplate({ path, text }).diagnostics.some(({ code }) => code === 'DUPLICATE_KEY'),
    )
    expect(reported.map(({ path }) => path)).toEqual(
      files.filter(({ duplicateKeys }) => duplicateKeys).map(({ path }) => path),
    )
  })

  test('all of them are evaluated and normalised, half of them within 3 ms', () => {
    const times = files.map(({ path, text }) => {
      const start = performance.now()
      for (const stack of readStacks(text, { path })) {
        stack.normalise(stack.resources)
        for (const { properties } of stack.resources) nativeView(properties)
      }
      return performance.now() - start
    })
    times.sort((a, b) => a - b)
    expect(times[times.length >> 1]).toBeLessThan(3)
  })
})
