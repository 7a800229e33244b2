import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import { readFiles, viewOf } from './planning.ts'

const archive = join(process.env.PORTCULLIS_CORPORA ?? '', 'terraform/language.tgz')
const present = process.env.PORTCULLIS_CORPORA !== undefined && existsSync(archive)
const folder = present ? unpack() : ''
afterAll(() => {
  if (present) rmSync(folder, { recursive: true, force: true })
})

const cases = present
  ? readdirSync(join(folder, 'language')).filter((name) => existsSync(join(folder, 'language', name, 'plan.json')))
  : []

interface Expected {
  readonly resources: Readonly<Record<string, { readonly values: object; readonly sensitive?: readonly string[] }>>
}

describe.skipIf(!present)('plans that Terraform made of small modules (PORTCULLIS_CORPORA)', () => {
  test.each(cases)(
    '%s: what Terraform says it knows is what is read, and its sources change none of it',
    async (name) => {
      const {
        'plan.json': plan = '',
        'expected.json': expected = '',
        ...sources
      } = filesOf(join(folder, 'language', name))
      const { resources } = JSON.parse(expected) as Expected
      const [alone] = await readFiles({ 'plan.json': plan })
      const [joined] = await readFiles({ 'plan.json': plan, ...sources })
      const [read, merged] = [alone, joined].map((stack) => (stack ? managedIn(viewOf(stack)) : {}))
      expect(Object.keys(read ?? {}).sort()).toEqual(Object.keys(managedIn(resources)).sort())
      expect(differing(withoutOpen(read), merged)).toEqual([])
      expect((joined?.diagnostics ?? []).filter(({ code }) => code !== 'PARAMETER_NOT_DECLARED')).toEqual([])
      for (const [id, { values, sensitive = [] }] of Object.entries(managedIn(resources))) {
        // Ids are others in every run.
        const { id: _, ...known } = withoutOpen(read?.[id]) as Readonly<Record<string, unknown>>
        if (sensitive.length === 0) expect(differing(known, values, `/${id}`)).toEqual([])
      }
    },
  )
})

function managedIn<T>(resources: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(resources).filter(([id]) => !/(^|\.)data\./.test(id)))
}

const open = Symbol('open')

/** A view in which everything that is not known is the same. */
function withoutOpen(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOpen)
  if (value === null || typeof value !== 'object') return value
  if ('$unknown' in value) return open
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutOpen(item)]))
}

/** Where what is known is another value. Attributes that the provider computes are in the plan alone. */
function differing(known: unknown, other: unknown, path = ''): readonly string[] {
  if (known === open || known === null || known === undefined) return []
  if (Array.isArray(known) && Array.isArray(other) && known.length === other.length) {
    return known.flatMap((item, index) => differing(item, other[index], `${path}/${index}`))
  }
  if (isRecord(known) && isRecord(other)) {
    return Object.entries(known).flatMap(([key, item]) => differing(item, other[key], `${path}/${key}`))
  }
  // A number that a double does not hold is kept as it is written.
  const isSame = isDeepStrictEqual(known, other) || Number(known) === other || String(known) === String(other)
  return isSame ? [] : [path]
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function filesOf(root: string): Readonly<Record<string, string>> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]),
  )
}

function unpack(): string {
  const made = mkdtempSync(join(tmpdir(), 'portcullis-plans-'))
  execFileSync('tar', ['-xzf', archive, '-C', made])
  return made
}
