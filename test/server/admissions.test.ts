import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../model/report.ts'
import { reportDigest } from '../../report/digest.ts'
import { scanTexts } from '../support/scan.ts'
import { exampleFiles, startServer, type TestServer, today } from './support/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startServer({
    server: {
      bodyLimit: '1MB',
      fileLimit: 100,
    },
  })
})

afterAll(() => server.close())

const admit = (body: unknown) => server.post('/v1/admissions', body)
const admitFiles = (files: Readonly<Record<string, string>>) => admit({ input: { files } })

/** A function whose runtime the parameter decides; all else in order. */
const template = `Parameters:
  Runtime: {Type: String}
Resources:
  Work:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: work
      Runtime: !Ref Runtime
      Handler: index.handler
      Role: !GetAtt WorkRole.Arn
      TracingConfig: {Mode: Active}
      Code: {ZipFile: 'exports.handler = async () => 1'}
  WorkRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
`

describe('what is posted is judged as check judges it', () => {
  test.each(['cloudformation', 'terraform'])('the shop in %s: the same digest', async (format) => {
    const folder = `examples/shop/${format}`
    const files = exampleFiles(folder, readdirSync(folder))
    const { status, json } = await admitFiles(files)
    const local = await scanTexts(files, { settings: { now: today } })
    expect(status).toBe(200)
    expect(json).toMatchObject({ allowed: false, decision: 'deny' })
    expect(reportDigest(json as Report, today, '/')).toBe(reportDigest(local, today, '/'))
  })

  test('with the parameters that are given', async () => {
    const old = await admit({ parameters: { Runtime: 'nodejs10.x' }, input: { files: { 'app.yaml': template } } })
    expect(old.json).toMatchObject({ allowed: false, settings: { failOn: 'medium', unknown: 'note' } })
    const supported = await admit({ parameters: { Runtime: 'nodejs22.x' }, input: { files: { 'app.yaml': template } } })
    expect(supported.json).toMatchObject({ allowed: true, decision: 'allow', findings: [] })
  })

  test('files that are none are there to be read and judge nothing', async () => {
    const files = { 'app.yaml': template, 'README.md': '# App', 'values.json': '{"a": 1}' }
    const { status, json } = await admit({ parameters: { Runtime: 'nodejs22.x' }, input: { files } })
    expect(status).toBe(200)
    expect(json).toMatchObject({ allowed: true, diagnostics: [], stacks: [{ files: ['app.yaml'] }] })
  })

  test('files of variables count in the order given', async () => {
    const files = {
      'main.tf': 'variable "runtime" {}\nresource "aws_lambda_function" "a" {\n  runtime = var.runtime\n}\n',
      'one.tfvars': 'runtime = "nodejs22.x"\n',
      'two.tfvars': 'runtime = "nodejs10.x"\n',
    }
    const policies = async (variableFiles: readonly string[]) => {
      const { json } = await admit({ variableFiles, input: { files } })
      return (json as Report).findings.filter(({ verdict }) => verdict === 'fail').map(({ policy }) => policy)
    }
    expect(await policies(['one.tfvars', 'two.tfvars'])).toContain('failure_handling/deprecated_runtime')
    expect(await policies(['two.tfvars', 'one.tfvars'])).not.toContain('failure_handling/deprecated_runtime')
  })
})

describe('what cannot be read is 422 and not allowed', () => {
  test.each([
    [
      'a template that is none',
      { 'a.yaml': 'colour: red\n' },
      'NOTHING_TO_CHECK',
      'Nothing to check under the posted files',
    ],
    ['a broken template', { 'a.yaml': 'Resources:\n  A: {Type: AWS::S3::Bucket\n' }, 'SYNTAX', ''],
    ['no files', {}, 'NOTHING_TO_CHECK', 'Nothing to check under the posted files: passed over no files'],
  ])('%s', async (_, files, code, message) => {
    const { status, json } = await admitFiles(files)
    expect(status).toBe(422)
    expect(json).toMatchObject({
      allowed: false,
      decision: 'error',
      diagnostics: [{ code, severity: 'error', message: expect.stringContaining(message) }],
    })
  })

  test('a file that is named must be judged', async () => {
    const { status, json } = await admit({
      parameters: { Runtime: 'nodejs22.x' },
      input: { files: { 'a.yaml': template, 'b.txt': 'no' }, named: ['b.txt'] },
    })
    expect(status).toBe(422)
    expect(json).toMatchObject({ diagnostics: [{ code: 'FORMAT_NOT_RECOGNISED', location: { file: 'b.txt' } }] })
  })

  test('a plan of a format that is not known yet', async () => {
    const { status, json } = await admit({ input: { plan: { format_version: '2.0', resource_changes: [] } } })
    expect(status).toBe(422)
    expect(json).toMatchObject({
      allowed: false,
      decision: 'error',
      diagnostics: [{ code: 'NOT_EVALUATED', location: { file: 'plan.json', startLine: 1, startColumn: 19 } }],
    })
  })

  test('JSON that is no plan', async () => {
    const { status, json } = await admit({ input: { plan: { colour: 'red' } } })
    expect(status).toBe(422)
    expect(json).toMatchObject({ diagnostics: [{ code: 'FORMAT_NOT_RECOGNISED', location: { file: 'plan.json' } }] })
  })
})

describe('a plan is judged as check judges it', () => {
  /** A queue that is not encrypted, and a function that fails into it. */
  const sources = {
    'main.tf': `resource "aws_sqs_queue" "failed" {
  name                    = "failed"
  sqs_managed_sse_enabled = false
}

resource "aws_lambda_function" "work" {
  function_name = "work"
  runtime       = "nodejs10.x"
  dead_letter_config {
    target_arn = aws_sqs_queue.failed.arn
  }
}
`,
  }
  const change = (address: string, after: object, unknown: object) => {
    const [type, name] = address.split('.')
    const about = { actions: ['create'], before: null, after, after_unknown: unknown, after_sensitive: {} }
    return { address, mode: 'managed', type, name, change: about }
  }
  const plan = {
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: [
      change('aws_sqs_queue.failed', { name: 'failed', sqs_managed_sse_enabled: false }, { arn: true, id: true }),
      change(
        'aws_lambda_function.work',
        { function_name: 'work', runtime: 'nodejs10.x', dead_letter_config: [{}], memory_size: 128, timeout: 3 },
        { arn: true, dead_letter_config: [{ target_arn: true }] },
      ),
    ],
  }

  test('with the sources behind it: the same digest, and the places of the sources', async () => {
    const { status, json } = await admit({ input: { plan, files: sources } })
    const local = await scanTexts({ ...sources, 'plan.json': JSON.stringify(plan) }, { settings: { now: today } })
    expect(status).toBe(200)
    expect(json).toMatchObject({
      allowed: false,
      stacks: [{ format: 'terraform-plan', files: ['main.tf', 'plan.json'] }],
    })
    expect(reportDigest(json as Report, today, '/')).toBe(reportDigest(local, today, '/'))
    const runtime = (json as Report).findings.find(({ policy }) => policy === 'failure_handling/deprecated_runtime')
    expect(runtime?.location).toMatchObject({ file: 'main.tf', startLine: 8 })
  })

  test('alone, where the request says so', async () => {
    const { json } = await admit({ input: { plan, files: sources, source: 'none' } })
    const local = await scanTexts({ 'plan.json': JSON.stringify(plan) }, { settings: { now: today } })
    expect((json as Report).stacks).toMatchObject([{ files: ['plan.json'] }])
    expect(reportDigest(json as Report, today, '/')).toBe(reportDigest(local, today, '/'))
  })

  test('with sources in a folder', async () => {
    const { json } = await admit({ input: { plan, files: { 'infra/main.tf': sources['main.tf'] } } })
    expect((json as Report).stacks).toMatchObject([{ files: ['infra/main.tf', 'plan.json'] }])
  })

  test('once only', async () => {
    const { status, json } = await admit({ input: { plan, files: { 'plan.json': '{}' } } })
    expect({ status, json }).toEqual({
      status: 400,
      json: { error: 'input.files has a plan.json, and input.plan is given as well; give the plan once.' },
    })
  })

  test.each([
    [
      'as it is stored',
      { version: 4, terraform_version: '1.9.8', serial: 1, lineage: 'a', outputs: {}, resources: [] },
    ],
    ['as it is shown', { format_version: '1.0', terraform_version: '1.9.8', values: { root_module: {} } }],
  ])('a state %s is no plan', async (_, state) => {
    expect(await admit({ input: { plan: state } })).toMatchObject({
      status: 400,
      json: {
        error:
          'input.plan holds a state, not a plan. Give what "terraform show -json" writes of a plan, or the state in input.files.',
      },
    })
  })
})

describe('a request that cannot be understood is told why in one sentence', () => {
  const files = { 'a.yaml': template }
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`${index}.yaml`, '']))
  test.each<[string, unknown, number, string]>([
    ['an empty body', '', 400, 'The body is empty.'],
    ['malformed JSON', '{"input": {', 400, 'The body is not valid JSON (line 1, column 12).'],
    ['a secret in malformed JSON', '{"password": hunter2}', 400, 'The body is not valid JSON (line 1, column 14).'],
    ['a list', [], 400, 'the body must be object.'],
    ['no input', {}, 400, 'the body must have required properties input.'],
    ['no files', { input: {} }, 400, 'input needs files: texts by path; or a plan.'],
    ['a file that is no text', { input: { files: { 'a.yaml': 1 } } }, 400, 'input.files.a.yaml must be string.'],
    ['an unknown member', { inputs: {}, input: { files } }, 400, 'the body: there is no member "inputs".'],
    [
      'a path that leads up',
      { input: { files: { '../x': '' } } },
      400,
      'The path "../x" leads outside; paths are relative, below one folder, with /.',
    ],
    [
      'a path that leads up on the way',
      { input: { files: { 'a/../../x': '' } } },
      400,
      'The path "a/../../x" leads outside; paths are relative, below one folder, with /.',
    ],
    [
      'an absolute path',
      { input: { files: { '/etc/x': '' } } },
      400,
      'The path "/etc/x" leads outside; paths are relative, below one folder, with /.',
    ],
    [
      'a Windows path',
      { input: { files: { 'C:\\x': '' } } },
      400,
      'The path "C:\\\\x" leads outside; paths are relative, below one folder, with /.',
    ],
    ['a folder', { input: { files: { 'a/': '' } } }, 400, 'The path "a/" names no file.'],
    [
      'one file twice',
      { input: { files: { 'a.yaml': template, './a.yaml': '' } } },
      400,
      'The path "./a.yaml" names a file that is there already.',
    ],
    ['too many files', { input: { files: many } }, 413, 'The request has 101 files; at most 100 are taken.'],
    [
      'a named file that is not there',
      { input: { files, named: ['b.yaml'] } },
      400,
      'input.named has "b.yaml", which is not among the files.',
    ],
    [
      'a file of variables that is not there',
      { variableFiles: ['b.tfvars'], input: { files } },
      400,
      'variableFiles has "b.tfvars", which is not among the files.',
    ],
    [
      'a region that is none',
      { context: { region: 'x' }, input: { files } },
      400,
      expect.stringContaining('context.region') as never,
    ],
    [
      'an environment that there is not',
      { context: { environment: 'prod' }, input: { files } },
      400,
      'There is no environment "prod". This server knows no environments.',
    ],
    ['a body over the limit', ' '.repeat(1024 * 1024 + 1), 413, 'The body is larger than this server takes.'],
  ])('%s', async (_, body, status, error) => {
    const answer = await admit(body)
    expect({ status: answer.status, json: answer.json }).toEqual({ status, json: { error } })
  })

  test('what is not UTF-8', async () => {
    const payload = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('"}')])
    const answer = await server.ask({ method: 'POST', url: '/v1/admissions', payload })
    expect(answer.json).toEqual({ error: 'The body is not UTF-8.' })
  })
})

describe('the environment decides, and the caller cannot lower it', () => {
  let strict: TestServer
  beforeAll(async () => {
    strict = await startServer({
      failOn: 'none',
      settings: { transport_security: { unknown: 'ignore' } },
      server: {
        environments: {
          prod: {
            region: 'eu-central-1',
            account: '123456789012',
            failOn: 'medium',
            unknown: 'fail',
            parameters: { Runtime: 'nodejs10.x' },
          },
          test: { skip: ['failure_handling'] },
          stage: {
            failOn: 'medium',
            profile: 'cost',
            settings: {
              'failure_handling/deprecated_runtime': {
                severity: 'low',
                unknown: 'fail',
                exclude: [{ match: { path: 'old/**' }, reason: 'kept for the archive' }],
              },
            },
          },
        },
      },
    })
  })
  afterAll(() => strict.close())

  const ask = (body: object) => strict.post('/v1/admissions', { input: { files: { 'a.yaml': template } }, ...body })

  test('its values are given, and its settings decide', async () => {
    const { json } = await ask({ context: { environment: 'prod' } })
    expect(json).toMatchObject({
      allowed: false,
      settings: { failOn: 'medium', unknown: 'fail' },
      findings: [{ policy: 'failure_handling/deprecated_runtime', verdict: 'fail' }],
    })
  })

  test('another has other settings, and what it does not say is said for all', async () => {
    const { json } = await ask({ context: { environment: 'test' } })
    expect(json).toMatchObject({ allowed: true, settings: { failOn: 'none', unknown: 'note' }, findings: [] })
  })

  test('its profile and settings decide, beside those that are for all', async () => {
    const context = { environment: 'stage' }
    const settings = {
      failOn: 'medium',
      unknown: 'note',
      profile: 'cost',
      policies: {
        'failure_handling/deprecated_runtime': { unknown: 'fail' },
        'transport_security/verification_disabled': { unknown: 'ignore' },
      },
    }
    const low = await ask({ context, parameters: { Runtime: 'nodejs10.x' } })
    expect(low.json).toMatchObject({
      allowed: true,
      profile: 'cost',
      settings,
      findings: [
        { policy: 'failure_handling/deprecated_runtime', severity: 'low', policySeverity: expect.any(String) },
      ],
      excluded: [],
    })
    const old = await ask({
      context,
      parameters: { Runtime: 'nodejs10.x' },
      input: { files: { 'old/a.yaml': template } },
    })
    expect(old.json).toMatchObject({
      findings: [],
      excluded: [
        {
          policy: 'failure_handling/deprecated_runtime',
          resource: { id: 'Work', kind: 'function' },
          reason: 'kept for the archive',
          location: null,
        },
      ],
    })
  })

  test('the same value may be given again', async () => {
    const same = await ask({ context: { environment: 'prod', region: 'eu-central-1' } })
    expect(same.status).toBe(200)
  })

  test.each([
    [{ context: { environment: 'prod', region: 'us-east-1' } }, 'context.region'],
    [{ context: { environment: 'prod', account: '210987654321' } }, 'context.account'],
    [{ context: { environment: 'prod' }, parameters: { Runtime: 'nodejs22.x' } }, 'parameters.Runtime'],
    [{ context: { environment: 'prod' }, parameters: { 'a.yaml:Runtime': 'nodejs22.x' } }, 'parameters.a.yaml:Runtime'],
  ])('%j contradicts it', async (body, what) => {
    const { status, json } = await ask(body)
    expect({ status, json }).toEqual({
      status: 400,
      json: { error: `${what} is set by the environment, and the request gives another value.` },
    })
  })

  test.each([
    [{}, 'context.environment is missing; it is one of prod, test, stage.'],
    [{ context: { environment: 'prd' } }, 'There is no environment "prd". Did you mean prod?'],
    [{ context: { environment: 'elsewhere' } }, 'There is no environment "elsewhere". There are prod, test, stage.'],
    [{ context: { environment: '__proto__' } }, 'There is no environment "__proto__". There are prod, test, stage.'],
  ])('%j names none', async (body, error) => {
    const { status, json } = await ask(body)
    expect({ status, json }).toEqual({ status: 400, json: { error } })
  })
})

test('ten thousand files are taken, and one more is not', async () => {
  const large = await startServer()
  const files = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}.txt`, 'x']))
  const admission = await large.post('/v1/admissions', { input: { files: { ...files(9_999), 'a.yaml': template } } })
  expect(admission.status).toBe(200)
  const { status, json } = await large.post('/v1/admissions', { input: { files: files(10_001) } })
  expect({ status, json }).toEqual({
    status: 413,
    json: { error: 'The request has 10001 files; at most 10000 are taken.' },
  })
  await large.close()
})

test('a hundred requests at the same moment are all answered', async () => {
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      admit({
        parameters: { Runtime: index % 2 === 0 ? 'nodejs22.x' : 'nodejs10.x' },
        input: { files: { [`${index}.yaml`]: template } },
      }),
    ),
  )
  const said = answers.map(({ json }) => {
    const { allowed, stacks } = json as Report & { allowed: boolean }
    return [allowed, stacks[0]?.path]
  })
  expect(said).toEqual(answers.map((_, index) => [index % 2 === 0, `${index}.yaml`]))
})
