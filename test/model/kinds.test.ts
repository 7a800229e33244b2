import type { TSchema } from 'typebox'
import Value from 'typebox/value'
import { describe, expect, test } from 'vitest'
import { grantTargets } from '../../model/iam.ts'
import type { functionUrlKind } from '../../model/kinds/function-url.ts'
import { kinds } from '../../model/kinds/index.ts'
import { pathProblem, pathsIn, schemasAt, sharedPathProblem } from '../../model/paths.ts'
import { samplesOf } from '../../model/samples.ts'
import { type Attributes, semanticOf, unwrap } from '../../model/schema.ts'

describe.each(Object.entries(kinds))('%s', (name, kind) => {
  test('says what it and each of its attributes is', () => {
    const silent = Object.entries(kind.attributes.properties)
      .filter(([, schema]) => describedBy(schema) === undefined)
      .map(([attribute]) => attribute)
    expect(silent).toEqual([])
    expect(kind.description).toMatch(/\.$/)
  })

  test('has sample values for each attribute that its schema accepts', () => {
    for (const [attribute, schema] of Object.entries(kind.attributes.properties)) {
      const samples = samplesOf(schema).filter((sample) => !holdsLink(schema) || sample !== null)
      const wrong = holdsLink(schema) ? [] : samples.filter((sample) => !Value.Check(schema, sample))
      expect(wrong, attribute).toEqual([])
      expect(samplesOf(schema).length, attribute).toBeGreaterThan(0)
    }
  })

  test('names only attributes it has', () => {
    const named = [
      kind.nameAttribute,
      kind.mergedBy,
      kind.about,
      kind.managedPolicies?.from,
      kind.managedPolicies?.into,
    ]
    for (const attribute of named.filter((one) => one !== undefined)) {
      expect(kind.attributes.properties).toHaveProperty(attribute)
    }
  })

  test('takes its links back from where they lead', () => {
    for (const schema of Object.values(kind.attributes.properties)) {
      const semantic = semanticOf(unwrap(schema).schema)
      if (semantic?.type !== 'reverse') continue
      const forward = schemasAt(semantic.kind, semantic.attribute)
      const links = typeof forward === 'string' ? forward : forward.map((end) => semanticOf(unwrap(end).schema))
      expect(links).toEqual([expect.objectContaining({ type: 'link', kinds: expect.arrayContaining([name]) })])
    }
  })
})

test('a statement may name every kind that has an ARN', () => {
  const missing = Object.values(kinds).filter(
    ({ name, arn }) => arn && !(grantTargets as readonly string[]).includes(name),
  )
  expect(missing.map(({ name }) => name)).toEqual([])
})

test('a kind is a TypeScript type as well', () => {
  const url: Attributes<typeof functionUrlKind> = {
    function: 'Orders',
    qualifier: null,
    auth: 'AWS_IAM',
    invoke_mode: 'BUFFERED',
    cors: {
      allow_origins: ['https://shop.example'],
      allow_methods: ['GET'],
      allow_headers: [],
      allow_credentials: true,
    },
  }
  expect(Value.Check(kinds.function_url.attributes, url)).toBe(true)
})

describe('a path', () => {
  test('goes through links, lists and maps', () => {
    expect(pathProblem('function', 'role/statements/*/actions')).toBeUndefined()
    expect(pathProblem('trigger', 'function/environment/TABLE/value')).toBeUndefined()
    expect(pathProblem('role', 'functions/0')).toBeUndefined()
    expect(pathProblem('trigger', 'source/name')).toBeUndefined()
  })

  test('a policy on several kinds reads of each what it has, and nothing that none of them has', () => {
    expect(pathsIn('topic', ['encryption/key', 'encryption_key'])).toEqual(['encryption_key'])
    expect(sharedPathProblem(['queue', 'topic'], 'encryption_key')).toBeUndefined()
    expect(sharedPathProblem(['queue', 'topic'], 'encrypted')).toBe('a queue has no attribute "encrypted"')
  })

  test('that leaves the model says where', () => {
    expect(pathProblem('function', 'tracing/level')).toBe('tracing of a function has no attribute "level"')
    expect(pathProblem('function', 'memory')).toBe('a function has no attribute "memory"')
    expect(schemasAt('role', 'statements/first')).toBe('statements of a role has no attribute "first"')
  })

  test('that ends in an object of several attributes is not precise enough', () => {
    expect(pathProblem('function', 'tracing')).toBe(
      '"tracing" is an object of several attributes; name the one that is read',
    )
    expect(pathProblem('function', 'vpc')).toBeUndefined()
  })
})

function describedBy(schema: TSchema): string | undefined {
  return (
    (schema as { description?: string }).description ?? (unwrap(schema).schema as { description?: string }).description
  )
}

/** Sample values leave links to whoever knows the entities. */
function holdsLink(schema: TSchema): boolean {
  return JSON.stringify(schema).includes('"type":"link"')
}
