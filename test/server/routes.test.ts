import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Manifest } from '../../model/policy.ts'
import { startServer, type TestServer } from './support/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startServer()
})

afterAll(() => server.close())

test('GET /health answers as OPA does', async () => {
  const { status, text, headers } = await server.ask({ method: 'GET', url: '/health' })
  expect({ status, text }).toEqual({ status: 200, text: '{}' })
  expect(headers['x-request-id']).toMatch(/^request-\d+$/)
})

test('GET /v1/policies lists what is loaded, with digests', async () => {
  const manifest = JSON.parse(readFileSync('dist/policies/manifest.json', 'utf8')) as Manifest
  const { json } = await server.ask({ method: 'GET', url: '/v1/policies' })
  expect(json).toEqual({
    bundles: [{ name: 'builtin', digest: manifest.digest, policies: manifest.policies.length }],
    policies: manifest.policies.map(({ id, title, practice, severity, kinds }) => ({
      id,
      title,
      practice,
      severity,
      kinds,
      bundle: 'builtin',
    })),
  })
})

test('GET /openapi.json describes every route there is', async () => {
  const { json } = await server.ask({ method: 'GET', url: '/openapi.json' })
  const { openapi, info, paths } = json as { openapi: string; info: object; paths: Record<string, object> }
  expect({ openapi, info }).toMatchObject({ openapi: '3.1.0', info: { title: 'portcullis', version: '1.2.3' } })
  const methods = Object.entries(paths).flatMap(([path, of]) => Object.keys(of).map((method) => `${method} ${path}`))
  expect(methods.sort()).toEqual([
    'get /health',
    'get /v1/data/{path}',
    'get /v1/policies',
    'post /v0/data/{path}',
    'post /v1/admissions',
    'post /v1/data/{path}',
  ])
  expect(paths['/v1/admissions']).toMatchObject({
    post: { requestBody: { content: { 'application/json': { schema: { required: ['input'] } } } } },
  })
})

test.each([
  ['GET', '/nothing', { error: 'There is no GET "/nothing"; /openapi.json lists what there is.' }],
  ['GET', '/v1/admissions?a=b', { error: 'There is no GET "/v1/admissions"; /openapi.json lists what there is.' }],
  [
    'DELETE',
    '/v1/data/a',
    { code: 'resource_not_found', message: 'There is no DELETE "/v1/data/a"; /openapi.json lists what there is.' },
  ],
] as const)('%s %s is not found', async (method, url, body) => {
  const { status, json } = await server.ask({ method, url })
  expect({ status, json }).toEqual({ status: 404, json: body })
})
