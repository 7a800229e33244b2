import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Given, Stack } from '../../../model/stack.ts'
import { readAll } from './reading.ts'

const archive = join(process.env.PORTCULLIS_CORPORA ?? '', 'terraform/language.tgz')
const present = process.env.PORTCULLIS_CORPORA !== undefined && existsSync(archive)
const folder = present ? unpack() : ''
afterAll(() => {
  if (present) rmSync(folder, { recursive: true, force: true })
})

interface Expected {
  readonly errors?: readonly { readonly summary: string; readonly file?: string; readonly line?: number }[]
  readonly resources?: Readonly<Record<string, unknown>>
}

interface Case {
  readonly name: string
  readonly kind: string
  readonly args: readonly string[]
  readonly expected: Expected
}

const cases = present ? readdirSync(join(folder, 'language')).map(readCase) : []

describe.skipIf(!present)('modules with the answers of Terraform (PORTCULLIS_CORPORA)', () => {
  test.each(cases.filter(({ kind }) => kind === 'invalid'))(
    '$name is refused, each problem at its file and line',
    async ({ name, args, expected }) => {
      const stacks = await read(name, args)
      const places = stacks.flatMap(({ diagnostics }) =>
        diagnostics
          .filter(({ severity }) => severity === 'error')
          .map(({ location }) => `${location?.file}:${location?.startLine}`),
      )
      const wanted = (expected.errors ?? []).flatMap(({ file, line }) =>
        file === undefined ? [] : [`${file}:${line}`],
      )
      expect(places.length).toBeGreaterThan(0)
      expect(wanted.filter((place) => !places.includes(place) && !followUps.has(`${name} ${place}`))).toEqual([])
    },
  )

  test.each(cases.filter(({ kind, expected }) => kind !== 'invalid' && expected.resources))(
    '$name has the resources that it would have',
    async ({ name, args, expected }) => {
      const stacks = await read(name, args)
      const found = stacks.flatMap(({ resources }) => resources.filter(({ mode }) => mode === 'managed'))
      expect(found.map(({ id }) => id).sort()).toEqual(expect.arrayContaining([...managed(expected)]))
    },
  )
})

/** What Terraform says only because it reads on in a quoted text that has no end. */
const followUps = new Set(['invalid-syntax-quote main.tf:3'])

function managed({ resources = {} }: Expected): readonly string[] {
  return Object.keys(resources)
    .filter((id) => !/(^|\.)data\./.test(id))
    .sort()
}

function unpack(): string {
  const made = mkdtempSync(join(tmpdir(), 'portcullis-language-'))
  execFileSync('tar', ['-xzf', archive, '-C', made])
  return made
}

function readCase(name: string): Case {
  const read = (file: string) => JSON.parse(readFileSync(join(folder, 'language', name, file), 'utf8'))
  const { args = [], expect: kind = 'accepted' } = read('case.json') as { args?: string[]; expect?: string }
  return { name, kind, args, expected: read('expected.json') as Expected }
}

/** The sources of a case alone, with the values of its command line. */
async function read(name: string, args: readonly string[]): Promise<readonly Stack[]> {
  const base = join(folder, 'language', name)
  const files = readdirSync(base, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name)
    const inside = path.slice(base.length + 1)
    const isAnswer = ['case.json', 'expected.json', 'plan.json'].includes(inside)
    return entry.isFile() && !isAnswer ? [[inside, readFileSync(path, 'utf8')] as const] : []
  })
  const variableOrder = args.flatMap((arg, index): NonNullable<Given['variableOrder']> => {
    const file = /^-var-file=(.*)$/.exec(arg)?.[1]
    if (file !== undefined) return [{ path: file, text: readFileSync(join(base, file), 'utf8') }]
    const [, key = '', text = ''] = args[index - 1] === '-var' ? (/^([^=]*)=(.*)$/s.exec(arg) ?? []) : []
    return key === '' ? [] : [[key, text] as const]
  })
  return readAll(Object.fromEntries(files), { variableOrder })
}
