import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { parseTemplate } from '../../../adapters/cloudformation/parse.ts'
import { nativeView } from '../../../model/native.ts'
import type { Span } from '../../../model/source.ts'
import { entryOf, type Value } from '../../../model/value.ts'
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

  test('the text at the place of every scalar and every key reads as its value', () => {
    const wrong: string[] = []
    let leaves = 0
    for (const { path, text } of files) {
      const lines = text.split('\n')
      for (const { value, at } of placesIn(parseTemplate({ path, text }).value)) {
        leaves += 1
        const written = textAt(lines, at)
        if (written !== value && !readsAs(value, written, path))
          wrong.push(
            `${path}:${at.startLine}:${at.startColumn} ${JSON.stringify(written)} is no ${JSON.stringify(value)}`,
          )
      }
    }
    expect([wrong.slice(0, 10), wrong.length, leaves > 50_000]).toEqual([[], 0, true])
  }, 120_000)

  test('all of them are read, evaluated and normalised: half of them within 3 ms, 99 of 100 within 40 ms', () => {
    const measure = (path: string, text: string): number => {
      const start = process.cpuUsage()
      for (const stack of readStacks(text, { path })) {
        stack.normalise(stack.resources)
        for (const { properties } of stack.resources) nativeView(properties)
      }
      return process.cpuUsage(start).user / 1000
    }
    // The processor's time, and the least of several runs: the machine does other things as well.
    const times = files.map(({ path, text }) => Math.min(...[1, 2].map(() => measure(path, text))))
    times.sort((one, other) => one - other)
    expect(times[times.length >> 1]).toBeLessThan(3)
    expect(times[Math.floor(times.length * 0.99)]).toBeLessThan(40)
  }, 120_000)
})

type Leaf = { readonly value: string | number | boolean | null; readonly at: Span }

/** Every scalar as it is written, and every key; of a short form the value alone, for its key stands nowhere. */
function placesIn(value: Value | undefined): readonly Leaf[] {
  if (value?.type === 'scalar') return [{ value: value.value, at: value.at }]
  if (value?.type === 'list') return value.items.flatMap(placesIn)
  if (value?.type !== 'map') return []
  return [...value.entries].flatMap(([name, { key, value: inner }]) => {
    const isShort = inner.at.startLine === key.startLine && inner.at.startColumn === key.startColumn
    return [...(isShort ? [] : [{ value: name, at: key }]), ...placesIn(inner)]
  })
}

function textAt(lines: readonly string[], { startLine, startColumn, endLine, endColumn }: Span): string {
  if (startLine === endLine) return (lines[startLine - 1] ?? '').slice(startColumn - 1, endColumn - 1)
  const between = lines.slice(startLine, endLine - 1)
  const first = (lines[startLine - 1] ?? '').slice(startColumn - 1)
  return [first, ...between, (lines[endLine - 1] ?? '').slice(0, endColumn - 1)].join('\n')
}

/** Whether a text, read by itself, is a value; a key that looks like a number is a text all the same. */
function readsAs(value: Leaf['value'], written: string, path: string): boolean {
  // A block text may state its indentation, from that of the line around it: which one that is is found by trying.
  const indents = /^[|>][-+]?\d/.test(written) ? [0, 2, 4, 6, 8, 10, 12, 14, 16] : [0]
  return indents.some((indent) => {
    const text = path.endsWith('.json') ? `{"v": ${written}}` : `${' '.repeat(indent)}v: ${written}`
    const read = entryOf(parseTemplate({ path, text }).value, 'v')?.value
    return read?.type === 'scalar' && (read.value === value || String(read.value) === value)
  })
}
