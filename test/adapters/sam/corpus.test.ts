import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { parseTemplate } from '../../../adapters/cloudformation/parse.ts'
import { valueAt } from '../../../adapters/sam/edit.ts'
import { officialMessage } from '../../../adapters/sam/errors.ts'
import { expandServerless } from '../../../adapters/sam/expand.ts'
import type { Span } from '../../../model/source.ts'
import { entryOf, type MapValue, type Scalar, type Value } from '../../../model/value.ts'
import { plain } from './expanding.ts'

const archive = join(process.env.PORTCULLIS_CORPORA ?? '', 'sam/translator.tgz')
const present = process.env.PORTCULLIS_CORPORA !== undefined && existsSync(archive)

interface Case {
  readonly name: string
  readonly text: string
  readonly template: MapValue
  readonly expected: { readonly errorMessage: string; readonly Resources: Readonly<Record<string, { Type?: unknown }>> }
}

/** Templates with what the service makes of them (PORTCULLIS_CORPORA); their leaves are compared by `npm run conformance`. */
describe.skipIf(!present)('templates that the service has expanded', () => {
  const folder = present ? mkdtempSync(join(tmpdir(), 'portcullis-sam-')) : ''
  if (present) execFileSync('tar', ['-xzf', archive, '-C', folder])
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const { parameters, region, cases } = present
    ? (readJson(join(folder, 'corpus.json')) as {
        parameters: Record<string, string>
        region: string
        cases: Record<string, { needsService?: boolean }>
      })
    : { parameters: {}, region: '', cases: {} }
  const context = { parameters: new Map(Object.entries(parameters)), region }
  const accepted = present ? readCases(join(folder, 'success')) : []
  const refused = present ? readCases(join(folder, 'error')).filter(({ name }) => !cases[name]?.needsService) : []

  test('all of them come out as the same resources', () => {
    const different = accepted.flatMap(({ name, template, expected }) => {
      const made = plain(expandServerless(template, context).template) as Case['expected']
      const types = (resources: Case['expected']['Resources']): string =>
        JSON.stringify(
          Object.entries(resources)
            .map(([id, { Type }]) => `${id.replace(/(Deployment)[0-9a-f]{10}$/, '$1')} ${JSON.stringify(Type)}`)
            .sort(),
        )
      return types(made.Resources) === types(expected.Resources) ? [] : [name]
    })
    expect([accepted.length, different]).toEqual([541, []])
  })

  test('all that it refuses are refused in its words', () => {
    const different = refused.flatMap(({ name, template, expected }) => {
      const { diagnostics } = expandServerless(template, context)
      return officialMessage(diagnostics) === expected.errorMessage ? [] : [name]
    })
    expect([refused.length, different]).toEqual([284, []])
  })

  test('every problem has a place', () => {
    const placeless = refused.filter(({ template }) =>
      expandServerless(template, context).diagnostics.some(({ location }) => location === null),
    )
    expect(placeless.map(({ name }) => name)).toEqual([])
  })

  test('every scalar has a place in the file, and the text there reads as what was written', () => {
    let leaves = 0
    const wrong = accepted.flatMap(({ name, text, template }) => {
      const lines = text.split('\n')
      return scalarsIn(expandServerless(template, context).template).flatMap((scalar) => {
        leaves += 1
        const written = textAt(lines, scalar.at)
        if (written === undefined) return [`${name}: ${JSON.stringify(scalar.value)} lies outside the file`]
        const own = (scalar.via ?? []).every(({ reason }) => reason === 'globals')
        return !own || readsAs(scalar.value, written)
          ? []
          : [`${name}: ${JSON.stringify(scalar.value)} is no ${written}`]
      })
    })
    expect([wrong.slice(0, 10), wrong.length, leaves > 30_000]).toEqual([[], 0, true])
  }, 60_000)

  test('the largest costs less than 60 ms and all of them less than 5 s', () => {
    const times = accepted.map(({ template }) => {
      const runs = [1, 2, 3].map(() => {
        const start = performance.now()
        expandServerless(template, context)
        return performance.now() - start
      })
      return Math.min(...runs)
    })
    expect(Math.max(...times)).toBeLessThan(60)
    expect(times.reduce((sum, time) => sum + time, 0)).toBeLessThan(5000)
  }, 60_000)
})

function readCases(folder: string): readonly Case[] {
  return readdirSync(folder).flatMap((name) => {
    const text = readFileSync(join(folder, name, 'template.yaml'), 'utf8')
    const { value } = parseTemplate({ path: 'template.yaml', text })
    if (value?.type !== 'map') throw new Error(`${name} is no template`)
    return [
      { name, text, template: value, expected: readJson(join(folder, name, 'expected.json')) as Case['expected'] },
    ]
  })
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}

function scalarsIn(value: Value): readonly Scalar[] {
  if (value.type === 'scalar') return [value]
  if (value.type === 'list') return value.items.flatMap(scalarsIn)
  return value.type === 'map' ? [...value.entries.values()].flatMap((entry) => scalarsIn(entry.value)) : []
}

function textAt(lines: readonly string[], { startLine, startColumn, endLine, endColumn }: Span): string | undefined {
  const first = lines[startLine - 1]
  const last = lines[endLine - 1]
  if (first === undefined || (last === undefined && endLine > lines.length + 1)) return undefined
  if (startLine === endLine) return first.slice(startColumn - 1, endColumn - 1)
  return [
    first.slice(startColumn - 1),
    ...lines.slice(startLine, endLine - 1),
    (last ?? '').slice(0, endColumn - 1),
  ].join('\n')
}

/** Whether a text, read by itself, is the value. `Alias.Arn` is two values of one text. */
function readsAs(value: Scalar['value'], written: string): boolean {
  if (String(value) === written) return true
  const indents = /^[|>][-+]?\d/.test(written) ? [0, 2, 4, 6, 8, 10, 12, 14, 16] : [0]
  return indents.some((indent) => {
    const read = entryOf(
      parseTemplate({ path: 'v.yaml', text: `${' '.repeat(indent)}v: ${written}` }).value,
      'v',
    )?.value
    const call = valueAt(read, 'Fn::GetAtt')
    const whole = read?.type === 'scalar' ? [read] : call ? scalarsIn(call) : []
    return whole.some(
      (one) =>
        one.value === value ||
        String(one.value).split('.').includes(String(value)) ||
        String(one.value).endsWith(`.${value}`),
    )
  })
}
