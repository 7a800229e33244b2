import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openSources } from '../../../adapters/sources/open.ts'
import { terraformAdapter } from '../../../adapters/terraform/adapter.ts'
import { nativeView } from '../../../engine/model-view.ts'
import { type Answer, differences } from './answers.ts'

const corpora = join(process.env.PORTCULLIS_CORPORA ?? '', 'terraform')
const present = process.env.PORTCULLIS_CORPORA !== undefined && existsSync(join(corpora, 'expressions.jsonl'))

interface Line extends Answer {
  readonly expr: string
  readonly error?: string
  readonly appliedError?: string
}

interface Result {
  readonly refused: boolean
  readonly value: unknown
}

describe.skipIf(!present)('expressions with the answers of Terraform (PORTCULLIS_CORPORA)', () => {
  test('each of them gives what Terraform gives, and is refused where Terraform refuses it', async () => {
    const lines = readFileSync(join(corpora, 'expressions.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line)
    const results = await evaluateAll(lines.map(({ expr }) => expr))
    const wrong = lines.flatMap((line, index) => {
      const result = results[index]
      if (result?.refused) return line.error === undefined && line.appliedError === undefined ? [line.expr] : []
      // A package may be built before Terraform runs, so that its hash is unknown, and no mistake.
      if (line.error !== undefined) return /no file exists|no such file/.test(line.error) ? [] : [line.expr]
      return differences(line, result?.value).map((at) => `${line.expr} at ${at || 'the top'}`)
    })
    expect(wrong).toEqual([])
    expect(lines.length).toBeGreaterThanOrEqual(1962)
  })
})

/** Each expression in a file of its own of the module that the corpus gives them. */
async function evaluateAll(expressions: readonly string[]): Promise<readonly Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-expressions-'))
  try {
    cpSync(join(corpora, 'expressions-context'), folder, { recursive: true })
    for (const [index, text] of expressions.entries())
      writeFileSync(
        join(folder, `e${index}.tf`),
        `resource "terraform_data" "e${index}" {\n  input = (\n${text}\n  )\n}\n`,
      )
    const opened = openSources([folder], { cwd: folder })
    if (!('sources' in opened)) throw new Error('the folder of the corpus cannot be read')
    const [stack] = await terraformAdapter.read(opened.sources, { parameters: new Map(), variables: new Map() })
    if (!stack) throw new Error('the corpus is no module')
    const view = nativeView(stack) as { resources: readonly { id: string; properties: { input?: unknown } }[] }
    const inputs = new Map(view.resources.map(({ id, properties }) => [id, properties.input]))
    const refused = new Set(
      stack.diagnostics.filter(({ severity }) => severity === 'error').map(({ location }) => location?.file),
    )
    return expressions.map((_, index) => {
      const value = inputs.get(`terraform_data.e${index}`)
      const isInvalid = JSON.stringify(value ?? null).includes('its expression is not valid')
      return { refused: refused.has(`e${index}.tf`) || isInvalid, value }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
