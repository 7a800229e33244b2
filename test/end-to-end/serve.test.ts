import { readdirSync, readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { OPAClient } from '@open-policy-agent/opa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../model/report.ts'
import { reportDigest } from '../../report/digest.ts'
import { portcullis } from '../support/cli-runner.ts'
import { type Serving, serving } from '../support/serving.ts'

const root = process.cwd()
const today = new Date().toISOString().slice(0, 10)

describe('a server that runs', () => {
  let server: Serving

  beforeAll(async () => {
    server = await serving()
  })

  afterAll(async () => {
    server.signal('SIGTERM')
    const { exitCode, stdout } = await server.ended
    expect(exitCode).toBe(0)
    expect(stdout).toContain('"path":"/v1/admissions","status":200')
    expect(stdout).not.toContain('AKIA')
  })

  test.each(['cloudformation', 'terraform'])('the shop in %s has one digest wherever it is judged', async (format) => {
    const folder = `examples/shop/${format}`
    const check = async (cwd: string, path: string, ...args: readonly string[]) => {
      const { stdout } = await portcullis('check', path, '--format', 'json', ...args)
        .in(cwd)
        .expectExit(1)
      return reportDigest(JSON.parse(stdout) as Report, today, path, cwd)
    }
    const files = Object.fromEntries(
      readdirSync(folder).map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]),
    )
    const posted = await fetch(`${server.url}/v1/admissions`, {
      method: 'POST',
      body: JSON.stringify({ input: { files } }),
    })
    const byHand = reportDigest((await posted.json()) as Report, today, '/')
    expect(await check(root, folder)).toBe(byHand)
    expect(await check(root, folder, '--server', server.url)).toBe(byHand)
    expect(await check(`${root}/policies`, `../${folder}`, '--server', server.url)).toBe(byHand)
  })

  test('check prints the same report, whoever judges', async () => {
    const check = async (...args: readonly string[]) => {
      const { stdout } = await portcullis('check', 'examples/shop/terraform', ...args)
        .in(root)
        .expectExit(1)
      return stdout
    }
    expect(await check('--server', server.url)).toBe(await check())
  })

  test('what could not be sent is told beside what the server says', async () => {
    const { stdout } = await portcullis('check', 'a.yaml', 'b.yaml', '--format', 'json', '--server', server.url)
      .withFile('a.yaml', 'Resources: {A: {Type: AWS::SQS::Queue}}\n')
      .expectExit(3)
    expect(JSON.parse(stdout)).toMatchObject({
      decision: 'error',
      stacks: [{ path: 'a.yaml' }],
      diagnostics: [{ code: 'PATH_NOT_FOUND' }],
    })
  })

  test('what the server decides by cannot be given beside it', async () => {
    await portcullis('check', '--server', server.url, '--fail-on', 'none', '--only', 'secrets')
      .expectExit(2)
      .expectStderr(
        "portcullis: --server decides by the server's settings, so it takes no --only or --fail-on beside it.\n",
      )
  })

  test('an environment that the server does not know', async () => {
    await portcullis('check', 'a.yaml', '--server', server.url, '--environment', 'prod')
      .withFile('a.yaml', 'Resources: {A: {Type: AWS::SQS::Queue}}\n')
      .expectExit(2)
      .expectStderr(/judged nothing \(400\): There is no environment "prod"\. This server knows no environments\.\n$/)
  })

  test("OPA's client asks it unchanged", async () => {
    const client = new OPAClient(server.url)
    const input = {
      roles: { r: { id: 'r', in: 'roles', functions: ['a', 'b'] } },
      functions: { a: { id: 'a' }, b: { id: 'b' } },
      config: { 'function_roles/shared_role': { max_functions_per_role: 1 } },
    }
    expect(await client.evaluate('policies/function_roles/shared_role/deny', input)).toEqual([
      { attributes: ['functions/0', 'functions/1'], detail: 'used by a, b', entity: { id: 'r', in: 'roles' } },
    ])
    expect(await client.evaluate('policies/function_roles')).toMatchObject({ shared_role: { deny: [] } })
  })
})

test('a server that is not there is no allowance', async () => {
  await portcullis('check', 'a.yaml', '--server', 'http://127.0.0.1:9')
    .withFile('a.yaml', 'Resources: {A: {Type: AWS::SQS::Queue}}\n')
    .expectExit(2)
    .expectStderr(/^portcullis: --server: http:\/\/127\.0\.0\.1:9 does not answer \(.*\); nothing was judged\.\n$/)
})

describe('it refuses to start', () => {
  test.each([
    ['server:\n  prot: 1\n', 'portcullis.yaml:2:3: server has no setting "prot". Did you mean port?'],
    ['server:\n  port: http\n', 'portcullis.yaml:2:9: server.port takes a whole number from 0 to 65535; it is "http".'],
    [
      'server: {environments: {prod: {skip: [secretz]}}}\n',
      'portcullis.yaml:1:39: server.environments.prod.skip names "secretz", and there is no such policy or practice. Did you mean secrets?',
    ],
  ])('with %j', async (settings, message) => {
    await portcullis('serve', '--port', '0')
      .withFile('portcullis.yaml', settings)
      .expectExit(2)
      .expectStderr(`portcullis: ${message}\n`)
  })

  test('with an environment variable that is no setting', async () => {
    await portcullis('serve', '--port', '0')
      .withEnvironment('PORTCULLIS_SERVER_TIMELIMIT', '3')
      .expectExit(2)
      .expectStderr(
        'portcullis: PORTCULLIS_SERVER_TIMELIMIT is no setting of the server. Did you mean PORTCULLIS_SERVER_TIME_LIMIT?\n',
      )
  })

  test('where something listens already', async () => {
    const other = await serving()
    const { port } = new URL(other.url)
    await portcullis('serve', '--port', port)
      .expectExit(2)
      .expectStderr(
        `portcullis: cannot listen on 127.0.0.1:${port}: something listens there already; give another --port.\n`,
      )
    other.signal('SIGINT')
    expect((await other.ended).exitCode).toBe(0)
  })
})

test('told to end under load, it finishes what it took and refuses the rest', async () => {
  const server = await serving('server: {threads: 1, logLevel: silent}\n')
  const template = readFileSync('examples/shop/cloudformation/template.yaml', 'utf8')
  const body = JSON.stringify({ input: { files: { 'template.yaml': template } } })
  const agent = new Agent({ keepAlive: true, maxSockets: 20 })
  const answers: Answer[] = []
  const client = async (): Promise<void> => {
    for (;;) {
      const answer = await post(`${server.url}/v1/admissions`, body, agent)
      answers.push(answer)
      if (answer.status !== 200) return
    }
  }
  const clients = Array.from({ length: 20 }, client)
  while (answers.length < 40) await new Promise((resolve) => setTimeout(resolve, 10))
  const before = answers.length
  server.signal('SIGINT')
  await Promise.all(clients)
  agent.destroy()
  const { exitCode } = await server.ended
  expect(exitCode).toBe(0)
  const after = answers.slice(before)
  // Each of the twenty had one request under way; all of these were decided.
  expect(after.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(15)
  expect(answers.filter(({ status }) => status === 200).every(({ whole }) => whole)).toBe(true)
  const refused = after.filter(({ status }) => status !== 200)
  // A connection may close between two requests of it, or not be taken any more.
  const known = [503, 'ECONNREFUSED', 'ECONNRESET']
  expect(refused.filter(({ status }) => !known.includes(status))).toEqual([])
  const told = refused.filter(({ status }) => status === 503)
  expect(told.length).toBeGreaterThan(0)
  expect(told.every(({ connection }) => connection === 'close')).toBe(true)
})

test('clients that went away do not hold it up', async () => {
  const server = await serving('server: {logLevel: silent}\n')
  const { hostname, port } = new URL(server.url)
  const halves = ['', '{"input": {"files": {', '{"input": {"files": {}}}']
  await Promise.all(
    halves.map(
      (sent) =>
        new Promise((resolve) => {
          const socket = connect(Number(port), hostname, () => {
            const head = 'POST /v1/admissions HTTP/1.1\r\nHost: here\r\nContent-Length: 24\r\n\r\n'
            socket.write(`${head}${sent}`, () => socket.destroy())
          })
          socket.on('close', resolve)
        }),
    ),
  )
  server.signal('SIGTERM')
  expect((await server.ended).exitCode).toBe(0)
})

interface Answer {
  readonly status: number | string
  readonly connection?: string | undefined
  /** Its JSON ends where it should. */
  readonly whole?: boolean
}

function post(url: string, body: string, agent: Agent): Promise<Answer> {
  return new Promise((resolve) => {
    const sent = request(url, { method: 'POST', agent }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part) => {
        text += part
      })
      const { statusCode: status = 0, headers } = response
      response.on('end', () => resolve({ status, connection: headers.connection, whole: text.endsWith('}\n') }))
      response.on('error', () => resolve({ status: 'broken' }))
    })
    sent.on('error', (problem: NodeJS.ErrnoException) => resolve({ status: problem.code ?? 'failed' }))
    sent.end(body)
  })
}
