import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../model/report.ts'
import { portcullis } from '../support/cli-runner.ts'

const now = ['--now', '2026-11-22']

/** A queue, and a function whose runtime the parameter decides. */
const template = `Parameters:
  Runtime: {Type: String}
Resources:
  Work:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: work
      Runtime: !Ref Runtime
      Handler: index.handler
      Role: arn:aws:iam::123456789012:role/work
      TracingConfig: {Mode: Active}
      Code: {ZipFile: 'exports.handler = async () => 1'}
`

const settings = `failOn: low
only: [failure_handling]
stacks:
  - path: one.yaml
    environments:
      prod: {parameters: {Runtime: nodejs10.x}}
      test: {parameters: {Runtime: nodejs22.x}}
  - path: two.yaml
    environments:
      prod: {parameters: {Runtime: nodejs22.x}}
`

/** A run in a folder with the settings and both templates. */
function check(...args: readonly string[]) {
  return portcullis('check', ...now, '--format', 'json', ...args)
    .withFile('portcullis.yaml', settings)
    .withFile('one.yaml', template)
    .withFile('two.yaml', template)
}

function verdicts(stdout: string): readonly string[] {
  const { findings } = JSON.parse(stdout) as Report
  return findings.map(({ stack, policy, verdict }) => `${stack} ${policy} ${verdict}`)
}

describe('portcullis.yaml', () => {
  test('without an environment nothing is known of the parameters', async () => {
    const { stdout } = await check()
    expect(verdicts(stdout)).toEqual([
      'one.yaml failure_handling/deprecated_runtime unknown',
      'two.yaml failure_handling/deprecated_runtime unknown',
    ])
  })

  test('with one, each stack is judged with its own, and the report is one', async () => {
    const { stdout } = await check('--environment', 'prod').expectExit(1)
    expect(verdicts(stdout)).toEqual(['one.yaml failure_handling/deprecated_runtime fail'])
    expect(JSON.parse(stdout)).toMatchObject({
      decision: 'deny',
      stacks: [{ path: 'one.yaml' }, { path: 'two.yaml' }],
      unknowns: [],
      summary: { stacks: 2, functions: 2, pass: 1, fail: 1, unknown: 0 },
    })
  })

  test.each([
    ['lies in what is named', ['.'], ['one.yaml failure_handling/deprecated_runtime fail']],
    ['is named', ['one.yaml'], ['one.yaml failure_handling/deprecated_runtime fail']],
    [
      'is named among others',
      ['./one.yaml', 'two.yaml', 'folder'],
      ['one.yaml failure_handling/deprecated_runtime fail'],
    ],
    ['is a folder around what is named', ['folder/app.yaml'], []],
  ])('a stack has its values where it %s', async (_where, paths, failing) => {
    const folder = '  - path: folder\n    environments: {prod: {parameters: {Runtime: nodejs22.x}}}\n'
    const { stdout } = await check('--environment', 'prod', ...paths)
      .withFile('portcullis.yaml', `${settings}${folder}`)
      .withFile('folder/app.yaml', template)
      .withFile('folder/other/other.yaml', template.replace('{Type: String}', '{Type: String, Default: nodejs10.x}'))
      .withFile('other.yaml', template)
      .expectExit(failing.length > 0 ? 1 : 0)
    expect(verdicts(stdout).filter((verdict) => verdict.endsWith('fail'))).toEqual(failing)
  })

  test('what a stack with values nests or calls is judged there, and not once more', async () => {
    const parent = `Resources:
  Child: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ../child.yaml, Parameters: {Runtime: nodejs10.x}}}
`
    const { stdout } = await portcullis('check', ...now, '--format', 'json', '--environment', 'prod', '.')
      .withFile('.git/HEAD', '')
      .withFile(
        'portcullis.yaml',
        'stacks: [{path: app, environments: {prod: {}}}, {path: infra/prod, environments: {prod: {variables: {runtime: nodejs10.x}}}}]',
      )
      .withFile('app/parent.yaml', parent)
      .withFile('child.yaml', template)
      .withFile(
        'infra/prod/main.tf',
        'variable "runtime" {}\nmodule "work" {\n  source = "../work"\n  runtime = var.runtime\n}\n',
      )
      .withFile(
        'infra/work/main.tf',
        'variable "runtime" {}\nresource "aws_lambda_function" "work" {\n  function_name = "work"\n  role = "arn:aws:iam::123456789012:role/work"\n  handler = "index.handler"\n  filename = "work.zip"\n  runtime = var.runtime\n}\n',
      )
      .expectExit(1)
    expect((JSON.parse(stdout) as Report).stacks.map(({ path }) => path)).toEqual(['app/parent.yaml', 'infra/prod'])
    expect(verdicts(stdout).filter((verdict) => verdict.includes('deprecated_runtime'))).toEqual([
      'app/parent.yaml failure_handling/deprecated_runtime fail',
      'infra/prod failure_handling/deprecated_runtime fail',
    ])
  })

  test('what is wrong with the files is said once, whatever is judged with values of its own', async () => {
    const { stdout } = await check('--environment', 'prod', '.', 'missing')
      .withFile('broken.yaml', 'Resources:\n  A: {Type: AWS::SQS::Queue\n')
      .expectExit(3)
    const { diagnostics } = JSON.parse(stdout) as Report
    expect(diagnostics.map(({ code }) => code)).toEqual(['PATH_NOT_FOUND', 'SYNTAX'])
  })

  test('the command line counts more', async () => {
    const { stdout } = await check('--environment', 'prod', '--parameter', 'Runtime=nodejs22.x')
    expect(verdicts(stdout)).toEqual([])
    await check('--environment', 'prod', '--fail-on', 'none')
  })

  test('a stack that has no such environment is judged without values', async () => {
    const { stdout } = await check('--environment', 'test')
    expect(verdicts(stdout)).toEqual(['two.yaml failure_handling/deprecated_runtime unknown'])
  })

  test('samconfig.toml beside the templates may know the environment too, and portcullis.yaml comes before it', async () => {
    const samconfig = '[live.deploy.parameters]\nparameter_overrides = "Runtime=nodejs10.x"\n'
    const live = await check('--environment', 'live').withFile('samconfig.toml', samconfig).expectExit(1)
    expect(verdicts(live.stdout)).toEqual([
      'one.yaml failure_handling/deprecated_runtime fail',
      'two.yaml failure_handling/deprecated_runtime fail',
    ])
    const prod = await check('--environment', 'prod')
      .withFile('samconfig.toml', samconfig.replace('live', 'prod'))
      .expectExit(1)
    expect(verdicts(prod.stdout)).toEqual(['one.yaml failure_handling/deprecated_runtime fail'])
  })

  test('an environment that there is not is no guess', async () => {
    await check('--environment', 'production')
      .expectExit(2)
      .expectStderr(
        'portcullis: --environment names "production", and no stack of portcullis.yaml that is checked has it, nor a samconfig.toml beside a template. There are prod, test.\n',
      )
  })

  test('a setting that there is not stops the run before anything is judged', async () => {
    const { stdout } = await check('--config', 'other.yaml')
      .withFile('other.yaml', 'stacks: []\nfailon: none\n')
      .expectExit(2)
      .expectStderr('portcullis: other.yaml:2:1: there is no setting "failon". Did you mean failOn?\n')
    expect(stdout).toBe('')
  })

  test('files that the settings name and that are not there', async () => {
    const text = `policies: [acme]
stacks:
  - path: one.yaml
    environments:
      prod: {varFiles: [prod.tfvar]}
      test: {varFiles: [none.tfvars]}
`
    await check('--config', 'conf/other.yaml', '--environment', 'prod')
      .withFile('conf/other.yaml', text)
      .withFile('conf/prod.tfvars', '')
      .expectExit(2)
      .expectStderr(`portcullis: conf/other.yaml:1:12: there is no file or folder acme.
portcullis: conf/other.yaml:5:25: there is no file or folder prod.tfvar. Did you mean prod.tfvars?
`)
  })

  test('portcullis.yml is not read, and that is said, unless it is named', async () => {
    const notRead =
      'portcullis: warning: portcullis.yml is not read, but portcullis.yaml: rename it, or give --config portcullis.yml\n'
    await check().withFile('portcullis.yml', 'failOn: nothing\n').expectStderr(notRead)
    await check('--config', 'portcullis.yml')
      .withFile('portcullis.yml', 'failOn: nothing\n')
      .expectExit(2)
      .expectStderr(/^portcullis: portcullis\.yml:1:9: failOn takes one of /)
  })

  test('a folder in place of a file', async () => {
    await check('--config', 'conf')
      .withFile('conf/portcullis.yaml', '')
      .expectExit(2)
      .expectStderr('portcullis: --config: conf is a folder, not a file.\n')
  })

  test('a file that is not there', async () => {
    await check('--config', 'portculis.yaml')
      .expectExit(2)
      .expectStderr('portcullis: --config: There is no file or folder portculis.yaml. Did you mean portcullis.yaml?\n')
  })
})

describe('--jobs', () => {
  const jobs =
    'Resources:\n  Jobs: {Type: AWS::SQS::Queue}\nOutputs:\n  Jobs: {Value: !GetAtt Jobs.Arn, Export: {Name: jobs}}\n'
  const worker = `Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties: {Runtime: nodejs22.x, Handler: index.handler, Role: arn:aws:iam::123456789012:role/x, Code: {S3Bucket: b, S3Key: k}}
  FromJobs:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {FunctionName: !Ref Worker, EventSourceArn: !ImportValue jobs}
`
  const shop = readFileSync('examples/shop/cloudformation/template.yaml', 'utf8')
  const many = (...args: readonly string[]) => {
    let run = portcullis('check', ...now, '--format', 'json', ...args)
    for (let index = 0; index < 12; index += 1) run = run.withFile(`app/${index}/template.yaml`, shop)
    return run
      .withFile('app/3/main.tf', readFileSync('examples/shop/terraform/roles.tf', 'utf8'))
      .withFile('app/broken.yaml', 'Resources:\n  A: {Type: AWS::SQS::Queue\n')
      .withFile('app/mentions.yaml', 'x:\n  Resources:\n    A: {Type: AWS::SQS::Queue}\n')
      .withFile('app/jobs.yaml', jobs)
      .withFile('app/worker.yaml', worker)
      .expectExit(3)
  }
  const judged = async (...args: readonly string[]) => {
    const { stdout } = await many(...args)
    const { summary, ...report } = JSON.parse(stdout) as Report
    return { ...report, summary: { ...summary, durationMs: 0 } }
  }

  test('in any number of threads the report is the same, in the same order', async () => {
    const one = await judged('--jobs', '1')
    expect(one.stacks).toHaveLength(16)
    expect(await judged('--jobs', '3')).toEqual(one)
  })

  test('with a parameter that no template declares', async () => {
    const one = await judged('--jobs', '1', '--parameter', 'Nothing=1')
    expect(await judged('--jobs', '3', '--parameter', 'Nothing=1')).toEqual(one)
  })

  test.each(['0', '-1', 'many', '1000'])('%s is no number of threads', async (count) => {
    await portcullis('check', '--jobs', count)
      .expectExit(2)
      .expectStderr(`portcullis: --jobs takes a number from 1 to 256, not "${count}".\n`)
  })
})
