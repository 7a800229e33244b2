import { expect, test } from 'vitest'
import { adapters } from '../../../adapters/all.ts'
import { memorySources } from '../../../adapters/sources/memory.ts'
import { readStacks } from '../../../engine/scan.ts'
import { entryOf, type Value } from '../../../model/value.ts'
import { nothingGiven } from '../../support/scan.ts'

const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Web:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      DefinitionUri: ./web.yaml
`

async function bodyOf(files: Readonly<Record<string, string>>): Promise<Value | undefined> {
  const [stack] = await readStacks(memorySources(files), nothingGiven, adapters)
  const properties = stack?.resources.find(({ id }) => id === 'Web')?.properties
  return entryOf(properties, 'Body')?.value ?? entryOf(properties, 'BodyS3Location')?.value
}

test('the document of an API that lies beside the template is read there', async () => {
  const web = 'openapi: 3.0.1\npaths:\n  /jobs:\n    get: {x-amazon-apigateway-integration: {type: mock}}\n'
  const body = await bodyOf({ 'app/template.yaml': template, 'app/web.yaml': web })
  expect(body?.at.file).toBe('app/web.yaml')
  expect(entryOf(entryOf(body, 'paths')?.value, '/jobs')?.key).toMatchObject({ startLine: 3, startColumn: 3 })
})

test('a document that is not there stays where the template says it lies', async () => {
  expect(await bodyOf({ 'app/template.yaml': template })).toMatchObject({ type: 'scalar', value: './web.yaml' })
})
