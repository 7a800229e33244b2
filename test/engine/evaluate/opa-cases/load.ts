import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { arrayOf, encodeTerm, numberOf, type Term } from '../../../../engine/evaluate/terms.ts'

/** One of OPA's own evaluation cases, as its module has them in v1/test/cases/testdata/v1. */
export interface OpaCase {
  readonly folder: string
  readonly note: string
  readonly query: string
  readonly modules: readonly string[]
  readonly data: Term | undefined
  /** Rego value text. */
  readonly input: string | undefined
  readonly wantResult: readonly Term[] | undefined
  readonly wantError: boolean
  readonly strictError: boolean
  readonly sortBindings: boolean
  /** Uses keywords that OPA understands only where they are asked for. */
  readonly experimental: boolean
}

/** The folder of the cases in the Go module cache; undefined where Go or the module is missing. */
export function casesFolder(root: string): string | undefined {
  try {
    const module = execFileSync('go', ['list', '-m', '-f', '{{.Dir}}', 'github.com/open-policy-agent/opa'], {
      cwd: join(root, 'toolchain/opa'),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
    return module === '' ? undefined : join(module, 'v1/test/cases/testdata/v1')
  } catch {
    return undefined
  }
}

/** All cases, sorted by folder and file. */
export function loadCases(folder: string): readonly OpaCase[] {
  const folders = readdirSync(folder).sort()
  return folders.flatMap((name) => loadFolder(join(folder, name), name))
}

function loadFolder(path: string, folder: string): readonly OpaCase[] {
  const files = readdirSync(path).filter((file) => file.endsWith('.yaml'))
  return files.sort().flatMap((file) => {
    const { cases = [] } = parse(readFileSync(join(path, file), 'utf8'), {
      intAsBigInt: true,
      merge: true,
      schema: 'yaml-1.1',
    })
    return cases.map((written: Written) => caseOf(written, folder))
  })
}

interface Written {
  readonly note: string
  readonly query: string
  readonly modules?: readonly string[]
  readonly data?: unknown
  readonly input?: unknown
  readonly input_term?: string
  readonly want_result?: readonly unknown[]
  readonly want_error?: string
  readonly want_error_code?: string
  readonly strict_error?: boolean
  readonly sort_bindings?: boolean
  readonly experimental_keywords?: boolean
}

function caseOf(written: Written, folder: string): OpaCase {
  return {
    folder,
    note: written.note,
    query: written.query,
    modules: written.modules ?? [],
    data: written.data === undefined ? undefined : termOf(written.data),
    input: written.input_term ?? (written.input === undefined ? undefined : encodeTerm(termOf(written.input))),
    wantResult: written.want_result?.map(termOf),
    wantError: written.want_error !== undefined || written.want_error_code !== undefined,
    strictError: written.strict_error ?? false,
    sortBindings: written.sort_bindings ?? false,
    experimental: written.experimental_keywords ?? false,
  }
}

/** A YAML value as a term, whole numbers with all their digits. */
function termOf(value: unknown): Term {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'bigint' || typeof value === 'number') return numberOf(value)
  if (Array.isArray(value)) return arrayOf(value.map(termOf))
  const entries = Object.entries(Object(value)).map(([key, item]): [Term, Term] => [key, termOf(item)])
  return { type: 'object', entries }
}
