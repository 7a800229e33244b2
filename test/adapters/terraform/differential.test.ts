import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { loadRecovering, quicklyOr } from '../../../adapters/terraform/syntax/grammar.ts'
import { parse } from '../../../adapters/terraform/syntax/parse.ts'
import type { Block, Body, Expression } from '../../../adapters/terraform/syntax/tree.ts'

const require = createRequire(import.meta.url)
const { parseToObject } = require('hcl2-parser') as { parseToObject(text: string): [unknown, unknown] }
const recovering = loadRecovering(
  readFileSync(require.resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm')),
)

const root = fileURLToPath(new URL('../../..', import.meta.url))
const archives = ['modules', 'goldens', 'language'].flatMap((name) => {
  const archive = join(process.env.PORTCULLIS_CORPORA ?? '', `terraform/${name}.tgz`)
  return process.env.PORTCULLIS_CORPORA !== undefined && existsSync(archive) ? [archive] : []
})
const unpacked = archives.length > 0 ? unpack() : undefined
afterAll(() => unpacked !== undefined && rmSync(unpacked, { recursive: true, force: true }))

/** Where the other parser computes what we leave to evaluation, or knows an older language: it shows no structure there. */
const seenOtherwise = new Set(
  [
    'big-numbers',
    'for-each-tobool-keys',
    'heredoc-indent',
    'locals-object-key-forms',
    'provider-function',
    'template-directives',
    'template-interpolation',
    'unicode-normalisation',
  ].map((name) => `language/${name}/main.tf`),
)

const own = ['test/adapters/terraform/golden', 'examples'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tf') && !name.startsWith('broken/'))
    .map((name) => relative(root, join(root, folder, name))),
)
const others = unpacked === undefined ? [] : terraformIn(unpacked)
const sources = [...own.map((path) => [path, join(root, path)]), ...others].map(([path = '', file = '']) => ({
  path,
  file,
}))

function unpack(): string {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-modules-'))
  for (const archive of archives) execFileSync('tar', ['-xzf', archive, '-C', folder])
  return folder
}

function terraformIn(folder: string): readonly (readonly string[])[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tf') && !isInvalid(folder, name) && !seenOtherwise.has(name))
    .map((name) => [name, join(folder, name)])
}

/** Whether a file is a part of a module that Terraform refuses. */
function isInvalid(folder: string, name: string): boolean {
  const [corpus = '', module = ''] = name.split('/')
  const described = join(folder, corpus, module, 'case.json')
  return corpus === 'language' && JSON.parse(readFileSync(described, 'utf8')).expect === 'invalid'
}

/** Stands for whatever must be evaluated. */
const expression = '${…}'

test.each(sources)(
  '$path has the blocks, arguments and literals that another HCL parser finds',
  async ({ path, file }) => {
    const text = readFileSync(file, 'utf8')
    const grammar = await recovering
    const parsed = parse(quicklyOr(grammar), { path, text })
    expect(parsed.diagnostics).toEqual([])
    expect(parsed).toEqual(parse(grammar, { path, text }))
    const [theirs, problem] = parseToObject(text)
    expect(problem).toBeNull()
    expect(ofBody(parsed.body)).toEqual(withoutExpressions(theirs))
  },
)

/** Blocks by type and labels, each a list, as hcl2-parser gives them. */
function ofBody({ attributes, blocks }: Body): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (const [name, attribute] of attributes) result[name] = ofExpression(attribute.expression)
  for (const block of blocks) add(result, block)
  return result
}

function add(into: Record<string, unknown>, { type, labels, body }: Block): void {
  const path = [type, ...labels]
  let level = into
  for (const name of path.slice(0, -1)) {
    level[name] ??= {}
    level = level[name] as Record<string, unknown>
  }
  const last = path.at(-1) ?? ''
  level[last] = [...((level[last] as unknown[] | undefined) ?? []), ofBody(body)]
}

function ofExpression(of: Expression): unknown {
  switch (of.type) {
    case 'literal':
      return typeof of.value === 'string' && /[$%]\{/.test(of.value) ? expression : of.value
    case 'tuple':
      return of.items.map(ofExpression)
    case 'object':
      return Object.fromEntries(of.items.map(({ key, value }) => [ofExpression(key), ofExpression(value)]))
    case 'template':
      return of.parts.every((part) => part.type === 'text')
        ? of.parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
        : expression
    case 'unary':
      return of.of.type === 'literal' && typeof of.of.value === 'number' ? -of.of.value : expression
    default:
      return expression
  }
}

function withoutExpressions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutExpressions)
  if (typeof value === 'string') return /[$%]\{/.test(value) ? expression : value
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [/[$%]\{/.test(key) ? expression : key, withoutExpressions(inner)]),
  )
}
