import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServer, type TestServer } from './support/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startServer()
})

afterAll(() => server.close())

const config = { 'function_roles/shared_role': { max_functions_per_role: 1 } }
const functions = { a: { id: 'a' }, b: { id: 'b' } }
const shared = { roles: { r: { id: 'r', in: 'roles', functions: ['a', 'b'] } }, functions, config }
const finding = { attributes: ['functions/0', 'functions/1'], detail: 'used by a, b', entity: { id: 'r', in: 'roles' } }
const deny = '/v1/data/policies/function_roles/shared_role/deny'

describe('POST /v1/data', () => {
  test('a rule has its value', async () => {
    const { status, json, headers } = await server.post(deny, { input: shared })
    expect({ status, json }).toEqual({ status: 200, json: { result: [finding] } })
    expect(headers['content-type']).toBe('application/json; charset=utf-8')
  })

  test('the rule that collects the findings runs the policies that are selected', async () => {
    const input = { ...shared, selected: { function_roles: ['shared_role'] } }
    const { json } = await server.post('/v1/data/main/findings', { input })
    expect(json).toEqual({ result: [{ ...finding, policy: 'function_roles/shared_role' }] })
  })

  test.each([
    ['a package is the object of its rules', 'policies/function_roles/shared_role', { deny: [finding] }],
    [
      'what lies above packages is the object of these',
      'policies/function_roles',
      { shared_role: { deny: [finding] } },
    ],
    ['empty segments are skipped', '/policies//function_roles/', { shared_role: { deny: [finding] } }],
    ['segments are decoded', 'policies/function%5Froles/shared_role/deny', [finding]],
    [
      'what lies in a value is found',
      'policies/transport_security/verification_disabled/_switches/PGSSLMODE/allow',
      'allow',
    ],
  ])('%s', async (_, path, result) => {
    const { json } = await server.post(`/v1/data/${path}`, { input: shared })
    expect(json).toMatchObject({ result })
  })

  test('data is the object of all packages', async () => {
    const { json } = await server.post('/v1/data', { input: shared })
    expect(json).toMatchObject({
      result: { main: { findings: [] }, policies: { function_roles: { shared_role: { deny: [finding] } } }, lib: {} },
    })
  })

  test.each([
    'nothing',
    'policies/nothing',
    'policies/function_roles/shared_role/nothing',
    'policies/function_roles/shared_role/deny/0',
    'policies%2Ffunction_roles',
    'policies/transport_security/verification_disabled/_switches/PGSSLMODE/0',
    'policies/transport_security/verification_disabled/_switches/PGSSLMODE/allow/x',
    '__proto__',
  ])('%s is undefined, which is no error', async (path) => {
    const { status, json } = await server.post(`/v1/data/${path}`, { input: shared })
    expect({ status, json }).toEqual({ status: 200, json: {} })
  })

  const warning = { code: 'api_usage_warning', message: "'input' key missing from the request" }

  test.each([
    ['without a body', ''],
    ['without the member input', { inputs: shared }],
    ['with a null', { input: null }],
  ])('%s it warns', async (_, body) => {
    const { status, json } = await server.post(deny, body)
    expect({ status, json }).toEqual({ status: 200, json: { result: [], warning } })
  })

  test.each([
    ['beside other members', JSON.stringify({ other: 1, input: shared })],
    ['before other members', JSON.stringify({ input: shared, other: { a: 1 } })],
    ['twice, where the last one counts', `{"input":{},"input":${JSON.stringify(shared)}}`],
    ['twice, one in disguise', `{"input":{},"\\u0069nput":${JSON.stringify(shared)}}`],
    ['with space around it', ` {\n "input" : ${JSON.stringify(shared, null, 2)}\n}\n`],
  ])('the input is found %s', async (_, body) => {
    const { json } = await server.post(deny, body)
    expect(json).toEqual({ result: [finding] })
  })

  test('an input may be any value, and its letters any', async () => {
    for (const input of ['text', 0, false, [], { roles: 'ü\u0000\\ud800' }]) {
      expect((await server.post(deny, { input })).json).toEqual({ result: [] })
    }
    const half = await server.post(deny, '{"input": {"x": "\\ud800"}}')
    expect(half.json).toEqual({ result: [] })
  })

  test('YAML is read where the content type says so', async () => {
    const { json } = await server.ask({
      method: 'POST',
      url: deny,
      payload: `input:\n  roles: {r: {id: r, in: roles, functions: [a, b]}}\n  functions: {a: {id: a}, b: {id: b}}\n  config: {function_roles/shared_role: {max_functions_per_role: 1}}\n`,
      headers: { 'content-type': 'application/x-yaml' },
    })
    expect(json).toEqual({ result: [finding] })
  })

  test.each([
    ['{"input": {', 'body contains malformed input document: it is not valid JSON'],
    ['{"input": 01}', 'body contains malformed input document: it is not valid JSON'],
    ['{"input": nul}', 'body contains malformed input document: it is not valid JSON'],
    ['{"input": 1} 2', 'body contains malformed input document: it is not valid JSON'],
    ['[1]', 'body contains malformed input document: it must be an object'],
  ])('%s is refused', async (body, message) => {
    const { status, text } = await server.post(deny, body)
    expect({ status, text }).toEqual({
      status: 400,
      text: `${JSON.stringify({ code: 'invalid_parameter', message }, null, 2)}\n`,
    })
  })

  test.each(['a%22b', 'a%zz'])('the path %s is invalid', async (path) => {
    const { status, json } = await server.post(`/v1/data/${path}`, {})
    expect({ status, json }).toEqual({ status: 400, json: { code: 'invalid_parameter', message: 'invalid path' } })
  })

  test('pretty indents, and metrics tells the time', async () => {
    const plain = await server.post(`${deny}?pretty=false&metrics=no`, { input: shared })
    expect(plain.text.split('\n')).toHaveLength(2)
    const { text, json } = await server.post(`${deny}?pretty&metrics=true`, { input: shared })
    expect(text).toBe(`${JSON.stringify(json, null, 2)}\n`)
    expect(Object.keys((json as { metrics: object }).metrics)).toEqual([
      'timer_rego_input_parse_ns',
      'timer_rego_query_eval_ns',
      'timer_server_handler_ns',
    ])
  })
})

describe('GET /v1/data', () => {
  test('the input is in the query', async () => {
    const { json } = await server.ask({ method: 'GET', url: deny, query: { input: JSON.stringify(shared) } })
    expect(json).toEqual({ result: [finding] })
  })

  test('without one there is no warning', async () => {
    const { json } = await server.ask({ method: 'GET', url: deny })
    expect(json).toEqual({ result: [] })
  })

  test('one that is no JSON is refused', async () => {
    const { status } = await server.ask({ method: 'GET', url: deny, query: { input: '{' } })
    expect(status).toBe(400)
  })
})

describe('POST /v0/data', () => {
  test('the body is the input and the reply the value', async () => {
    const { json } = await server.post('/v0/data/policies/function_roles/shared_role/deny', shared)
    expect(json).toEqual([finding])
  })

  test.each([
    ['nothing/here', 'document missing: data.nothing.here'],
    [
      'policies/function_roles/shared_role/nothing',
      'document missing: data.policies.function_roles.shared_role.nothing',
    ],
  ])('%s is not found', async (path, message) => {
    const { status, json } = await server.post(`/v0/data/${path}`, {})
    expect({ status, json }).toEqual({ status: 404, json: { code: 'undefined_document', message } })
  })
})
