import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { adapters } from '../../adapters/all.ts'
import { memorySources } from '../../adapters/sources/memory.ts'
import { entitiesOf } from '../../engine/judge-stack.ts'
import { readStacks } from '../../engine/scan.ts'
import type { EntityTable } from '../../model/attribute.ts'
import type { Finding, Report } from '../../model/report.ts'
import { labelOf } from '../support/canonical.ts'
import { textsIn } from '../support/folder.ts'
import { markedFindings } from '../support/markers.ts'
import { bundle, nothingGiven, scanTexts, today } from '../support/scan.ts'

const apps = 'test/equivalence/apps'

/** Those that do everything as they should; the others have flaws, each of them marked. */
const byTheBook = [
  'http-jwt',
  'queue-worker',
  'rest-cognito',
  'step-functions',
  'thumbnailer',
  'url-cloudfront',
  'websocket',
]

const given = { ...nothingGiven, account: '123456789012', region: 'eu-west-1' }

const written = readdirSync(apps).flatMap((app) =>
  readdirSync(`${apps}/${app}`).map((format) => ({ app, format, folder: `${apps}/${app}/${format}` })),
)

describe('The default profile', () => {
  test.each(written)('finds in $app what is marked and nothing more, in $format', async ({ folder }) => {
    const texts = textsIn(folder)
    const { diagnostics, findings } = await scanTexts(texts, { given })
    expect(diagnostics).toEqual([])
    expect(findings.filter(({ verdict }) => verdict === 'unknown')).toEqual([])
    expect(shownAt(findings)).toEqual(markedFindings(texts))
  })

  test.each(readdirSync(apps))('finds the same in all formats of %s', async (app) => {
    const [cloudformation, sam, terraform] = await Promise.all(
      ['cloudformation', 'sam', 'terraform'].map((format) => labelled(`${apps}/${app}/${format}`)),
    )
    expect(sam).toEqual(cloudformation)
    expect(terraform).toEqual(cloudformation)
  })

  test.each(byTheBook)('has nothing to say of %s, which is built by the book', async (app) => {
    const reports = await Promise.all(
      readdirSync(`${apps}/${app}`).map((format) => scanTexts(textsIn(`${apps}/${app}/${format}`), { given })),
    )
    const silent = { decision: 'allow', fail: 0, unknown: 0, waived: 0, excluded: 0 }
    expect(reports.map(({ decision, summary }) => ({ decision, ...counted(summary) }))).toEqual([
      silent,
      silent,
      silent,
    ])
    expect(reports.every(({ summary }) => summary.pass > 0)).toBe(true)
  })
})

function counted({ fail, unknown, waived, excluded }: Report['summary']): object {
  return { fail, unknown, waived, excluded }
}

/** As markers write them. */
function shownAt(findings: readonly Finding[]): readonly string[] {
  return findings
    .map(({ policy, attributes, location }) => `${location.file}:${location.startLine} ${policy} ${attributes[0]}`)
    .sort()
}

/** By what the entity is called that each is on, whatever its format calls it. */
async function labelled(folder: string): Promise<readonly string[]> {
  const texts = textsIn(folder)
  const [stack] = await readStacks(memorySources(texts), given, adapters)
  if (!stack) throw new Error(`${folder} holds no stack`)
  const { table } = entitiesOf(stack, new Map(), given, today)
  const { findings } = await scanTexts(texts, { given })
  return findings
    .map((finding) => `${finding.policy} ${finding.verdict} ${finding.severity} ${entityLabel(table, finding)}`)
    .sort()
}

function entityLabel(table: EntityTable, { policy, resource }: Finding): string {
  const judged = bundle.manifest.policies.find(({ id }) => id === policy)?.kinds ?? []
  const entity = judged.map((kind) => table.get(kind)?.get(resource.entity)).find((found) => found !== undefined)
  if (!entity) throw new Error(`${policy} is on ${resource.entity}, which is not in the model`)
  return labelOf(table, entity)
}
