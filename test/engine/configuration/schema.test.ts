import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readConfiguration } from '../../../engine/configuration/configuration.ts'
import { serverSettingsIn } from '../../../engine/configuration/environment.ts'
import { namesProblems } from '../../../engine/configuration/names.ts'
import { ConfigurationSchema } from '../../../engine/configuration/schema.ts'
import { bundle } from '../../support/scan.ts'

const manual = readFileSync('docs/configuration.md', 'utf8')

test('the published schema is the one that is used', () => {
  const { $schema: _, ...published } = JSON.parse(readFileSync('docs/portcullis.schema.json', 'utf8'))
  expect(published).toEqual(JSON.parse(JSON.stringify(ConfigurationSchema)))
})

test('the manual names every setting', () => {
  const names = namesIn(ConfigurationSchema as unknown as Schema)
  expect(names.length).toBeGreaterThan(20)
  expect(names.filter((name) => !manual.includes(`\`${name}\``) && !manual.includes(`## ${name}\n`))).toEqual([])
})

const examples = [...manual.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text)

test.each(examples)('the example of the manual holds: %s', (text) => {
  const read = readConfiguration({ path: 'portcullis.yaml', text })
  if ('problems' in read) expect(read.problems).toEqual([])
  else expect(namesProblems(read.configuration, read.placeOf, [bundle.manifest])).toEqual([])
})

test('the manual tells what is wrong as it is told', () => {
  const text =
    'settings:\n  # Two, since the job shares it.\n  function_roles/shared_role: {parameters: {max_functions_per_roles: 2}}\n'
  const read = readConfiguration({ path: 'portcullis.yaml', text })
  const problems = 'problems' in read ? [] : namesProblems(read.configuration, read.placeOf, [bundle.manifest])
  expect(problems.length).toBe(1)
  expect(manual).toContain(problems[0]?.replace(/^portcullis.yaml:3:\d+: /, ''))
})

test('variables of the environment are settings of the server', () => {
  const environment = {
    PATH: '/bin',
    PORTCULLIS_CACHE: '/tmp',
    PORTCULLIS_SERVER_TIME_LIMIT: '2.5',
    PORTCULLIS_SERVER_PORT: '0',
    PORTCULLIS_SERVER_BODY_LIMIT: '5MB',
  }
  expect(serverSettingsIn(environment)).toEqual({ settings: { timeLimit: 2.5, port: 0, bodyLimit: '5MB' } })
})

test.each([
  ['PORTCULLIS_SERVER_PORT', 'http', 'PORTCULLIS_SERVER_PORT takes a whole number from 0 to 65535.'],
  ['PORTCULLIS_SERVER_PORT', '', 'PORTCULLIS_SERVER_PORT takes a whole number from 0 to 65535.'],
  [
    'PORTCULLIS_SERVER_LOG_LEVEL',
    'loud',
    'PORTCULLIS_SERVER_LOG_LEVEL takes one of fatal, error, warn, info, debug, silent.',
  ],
  [
    'PORTCULLIS_SERVER_HOTS',
    'x',
    'PORTCULLIS_SERVER_HOTS is no setting of the server. Did you mean PORTCULLIS_SERVER_HOST?',
  ],
])('%s=%s is refused', (variable, value, problem) => {
  expect(serverSettingsIn({ [variable]: value })).toEqual({ problems: [problem] })
})

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
}

function namesIn(schema: Schema): readonly string[] {
  const inner = [...Object.values(schema.patternProperties ?? {}), ...(schema.items ? [schema.items] : [])]
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, below]) => [name, ...namesIn(below)]),
    ...inner.flatMap(namesIn),
  ]
}
