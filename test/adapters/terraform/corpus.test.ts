import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { nativeView } from '../../../model/native.ts'
import { entryOf } from '../../../model/value.ts'
import { readOne } from './reading.ts'

const corpora = join(process.env.PORTCULLIS_CORPORA ?? '', 'terraform')
const present = process.env.PORTCULLIS_CORPORA !== undefined && existsSync(join(corpora, 'expressions.jsonl'))

interface Line {
  readonly expr: string
  readonly value?: unknown
  readonly error?: string
  readonly unknown?: readonly string[]
  readonly sensitive?: readonly string[]
}

describe.skipIf(!present)('expressions with the answers of Terraform (PORTCULLIS_CORPORA)', () => {
  test('what is stated as known is what Terraform says, but for numbers of more digits and types that only Terraform knows', async () => {
    const lines = readFileSync(join(corpora, 'expressions.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line)
    const context = join(corpora, 'expressions-context')
    const files = Object.fromEntries([
      ...readdirSync(context, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => [
          join(entry.parentPath, entry.name).slice(context.length + 1),
          readFileSync(join(entry.parentPath, entry.name), 'utf8'),
        ]),
      ...lines.map(({ expr }, index) => [
        `e${index}.tf`,
        `resource "terraform_data" "e${index}" {\n  input = ${expr}\n}\n`,
      ]),
    ])
    const { resources } = await readOne(files)
    const given = new Map(
      resources.map(({ id, properties }) => [id, nativeView(entryOf(properties, 'input')?.value ?? properties)]),
    )
    const counts = { equal: 0, unknown: 0, different: 0 }
    for (const [index, line] of lines.entries()) {
      if (line.error !== undefined || line.unknown || line.sensitive) continue
      const value = given.get(`terraform_data.e${index}`)
      if (isDeepStrictEqual(value, line.value)) counts.equal += 1
      else counts[JSON.stringify(value ?? null).includes('{"$') ? 'unknown' : 'different'] += 1
    }
    expect(counts.equal).toBeGreaterThanOrEqual(1080)
    expect(counts.different).toBeLessThanOrEqual(45)
  })
})
