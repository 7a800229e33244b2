import { describe, expect, test } from 'vitest'
import { adapters } from '../../adapters/all.ts'
import { memorySources } from '../../adapters/sources/memory.ts'
import { entitiesOf } from '../../engine/judge-stack.ts'
import { readStacks } from '../../engine/scan.ts'
import type { KindName } from '../../model/kinds/index.ts'
import type { Report } from '../../model/report.ts'
import { canonicalEntities } from '../support/canonical.ts'
import { textsIn } from '../support/folder.ts'
import { markedFindings } from '../support/markers.ts'
import { nothingGiven, scanTexts, today } from '../support/scan.ts'

/** Everything but parameters, which each format names in its own way, and the formats' own resources. */
const compared: readonly KindName[] = [
  ...(['function', 'function_url', 'role', 'resource_policy', 'trigger', 'queue', 'bucket', 'table'] as const),
  ...(['api', 'route', 'log_group'] as const),
]

describe.each(['examples/shop', 'examples/shop-repaired'])('%s', (folder) => {
  const cloudformation = textsIn(`${folder}/cloudformation`)
  const terraform = textsIn(`${folder}/terraform`)

  test.each(compared)('has the same %s entities and links in CloudFormation and in Terraform', async (kind) => {
    expect(await entities(terraform, kind)).toEqual(await entities(cloudformation, kind))
  })

  test('has the same findings in both', async () => {
    expect(findings(await scanTexts(terraform))).toEqual(findings(await scanTexts(cloudformation)))
  })
})

describe('the shop', () => {
  test.each(['cloudformation', 'terraform'])(
    'shows the eleven findings of ten policies that are marked in %s',
    async (format) => {
      const texts = textsIn(`examples/shop/${format}`)
      const report = await scanTexts(texts)
      const failed = report.findings.filter(({ verdict }) => verdict === 'fail')
      const shown = failed.map(({ policy, attributes: [first], location: { file, startLine } }) => ({
        policy,
        at: `${file}:${startLine} ${policy} ${first}`,
      }))
      expect(shown.map(({ at }) => at).sort()).toEqual(markedFindings(texts))
      expect(new Set(shown.map(({ policy }) => policy)).size).toBe(10)
      expect(shown.length).toBe(11)
      expect(report.decision).toBe('deny')
    },
  )
})

describe('the repaired shop', () => {
  test.each(['cloudformation', 'terraform'])('has nothing to report and nothing unknown in %s', async (format) => {
    const report = await scanTexts(textsIn(`examples/shop-repaired/${format}`))
    expect(report.diagnostics).toEqual([])
    expect(report.findings).toEqual([])
    expect(report.decision).toBe('allow')
    expect(report.summary).toMatchObject({ functions: 5, fail: 0, unknown: 0 })
    expect(report.stacks[0]?.coverage).toMatchObject({ opaque: [] })
  })
})

async function entities(texts: Readonly<Record<string, string>>, kind: KindName): Promise<unknown> {
  const [stack] = await readStacks(memorySources(texts), nothingGiven, adapters)
  if (!stack) throw new Error('no stack was found')
  return canonicalEntities(entitiesOf(stack, new Map(), nothingGiven, today).table, [kind])
}

/** The policy, and the name of the function or role that the finding is on or about. */
function findings({ findings }: Report): readonly string[] {
  return findings
    .map(({ policy, verdict, resource }) => `${policy} ${verdict} ${resource.name ?? 'something outside'}`)
    .sort()
}
