import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { adapters } from '../../adapters/all.ts'
import { memorySources } from '../../adapters/sources/memory.ts'
import { entitiesOf } from '../../engine/judge-stack.ts'
import { readStacks } from '../../engine/scan.ts'
import type { Attribute, EntityTable } from '../../model/attribute.ts'
import { type KindName, kinds } from '../../model/kinds/index.ts'
import type { Span } from '../../model/source.ts'
import type { Stack } from '../../model/stack.ts'
import { canonicalEntities } from '../support/canonical.ts'
import { textsIn } from '../support/folder.ts'
import { nothingGiven, today } from '../support/scan.ts'

const apps = 'test/equivalence/apps'

/** All but what formats have of their own: their parameters, and their resources in their own words. */
const compared = (Object.keys(kinds) as KindName[]).filter((kind) => kind !== 'input_parameter' && kind !== 'resource')

/** What nothing is read of: a schema, and what signs calls to an origin. */
const unread = /(?:Model|_model|OriginAccessControl|_origin_access_control)$/

const given = { ...nothingGiven, account: '123456789012', region: 'eu-west-1' }

describe.each(readdirSync(apps))('%s', (app) => {
  const formats = others(app)

  test.each(formats)('is the same application in CloudFormation and in %s', async (format) => {
    const [first, other] = await Promise.all(['cloudformation', format].map((one) => read(`${apps}/${app}/${one}`)))
    if (!first || !other) throw new Error('not both were read')
    expect(canonicalEntities(other.table, compared)).toEqual(canonicalEntities(first.table, compared))
  })

  test.each(['cloudformation', ...formats])('is read whole in %s', async (format) => {
    const { stack, unmapped } = await read(`${apps}/${app}/${format}`)
    expect({ status: stack.status, diagnostics: stack.diagnostics }).toEqual({ status: 'complete', diagnostics: [] })
    expect(unmapped.filter((type) => !unread.test(type))).toEqual([])
  })
})

describe.each(readdirSync(apps))('%s', (app) => {
  const formats = others(app)

  test.each(['cloudformation', ...formats])('leaves nothing unknown in %s', async (format) => {
    const { table } = await read(`${apps}/${app}/${format}`)
    const left = unknowns(canonicalEntities(table, compared))
    expect(left.filter((path) => !Object.keys(undecided).some((end) => new RegExp(end).test(path)))).toEqual([])
  })
})

describe.each(readdirSync(apps))('%s', (app) => {
  test.each(['cloudformation', ...others(app)])('has a place in its files for each attribute in %s', async (format) => {
    const folder = `${apps}/${app}/${format}`
    const { table } = await read(folder)
    const entities = [...table].flatMap(([, ofKind]) => [...ofKind.values()])
    const lost = entities.filter(
      ({ attributes }) => !places(attributes).every(({ file, startLine }) => file.startsWith(folder) && startLine > 0),
    )
    expect(lost.map(({ id }) => id)).toEqual([])
  })
})

function places(attribute: Attribute): readonly Span[] {
  const inner =
    attribute.type === 'list' ? attribute.items : attribute.type === 'map' ? [...attribute.entries.values()] : []
  return [attribute.at, ...inner.flatMap(places)]
}

/** The formats it is written in beside CloudFormation. */
function others(app: string): readonly string[] {
  return readdirSync(`${apps}/${app}`).filter((format) => format !== 'cloudformation')
}

/** What the files do not tell, with the reason. */
const undecided: Readonly<Record<string, string>> = {
  'statements/\\d+/resources/\\d+/target$': 'the entities that a pattern covers are not one',
  'statements/\\d+/resources/\\d+/service$': 'what has no kind of its own has no service',
  'secrets/api_key/': 'its parameter has no value',
  '^/role notes/boundary/statements/\\d+$': 'its boundary is defined outside',
  '^/role notes/statements/\\d+/resources/\\d+/allowed$': 'its boundary is defined outside',
  'origins/\\d+/target$': 'a piece of an address that is not known yet',
}

/** The paths of what is not known. */
function unknowns(value: unknown, path = ''): readonly string[] {
  if (value === 'unknown' || value === 'may hold more') return [path]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => unknowns(inner, `${path}/${key}`))
}

async function read(
  folder: string,
): Promise<{ readonly stack: Stack; readonly table: EntityTable; readonly unmapped: readonly string[] }> {
  const [stack, ...others] = await readStacks(memorySources(textsIn(folder)), given, adapters)
  if (!stack || others.length > 0) throw new Error(`${folder} is not one stack`)
  const { table, normalised } = entitiesOf(stack, new Map(), given, today)
  return { stack, table, unmapped: [...normalised.unmapped.keys()] }
}
