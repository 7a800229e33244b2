import { describe, expect, test } from 'vitest'
import type { Report } from '../../model/report.ts'
import { portcullis } from '../support/cli-runner.ts'

const now = ['--now', '2026-11-22']

/** Two functions with one role, of a runtime that is long deprecated; of a third the runtime is not known. */
const template = `Parameters:
  Runtime: {Type: String}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
  One:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs10.x
      Role: !GetAtt Role.Arn
      Tags: [{Key: lifecycle, Value: retired}]
      Code: {ZipFile: 'exports.handler = async () => 1'}
  Two:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs12.x
      Role: !GetAtt Role.Arn
      Code: {ZipFile: 'exports.handler = async () => 1'}
  Open:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: !Ref Runtime
      Role: arn:aws:iam::123456789012:role/open
      Code: {ZipFile: 'exports.handler = async () => 1'}
`

const runtime = 'failure_handling/deprecated_runtime'
const shared = 'function_roles/shared_role'

function check(settings: string, ...args: readonly string[]) {
  return portcullis('check', 'app.yaml', ...now, '--only', `${runtime},${shared}`, '--format', 'json', ...args)
    .withFile('app.yaml', template)
    .withFile('portcullis.yaml', settings)
}

function findings(stdout: string): readonly string[] {
  const report = JSON.parse(stdout) as Report
  return report.findings.map(
    ({ policy, resource, severity, policySeverity, verdict }) =>
      `${resource.id} ${policy} ${severity}${policySeverity ? ` instead of ${policySeverity}` : ''} ${verdict}`,
  )
}

describe('settings of policies', () => {
  test('without any', async () => {
    const { stdout } = await check('').expectExit(1)
    expect(findings(stdout)).toEqual([
      `One ${runtime} critical fail`,
      `Two ${runtime} critical fail`,
      `One ${shared} high fail`,
      `Open ${runtime} high unknown`,
    ])
  })

  test('a severity is that of every finding, and decides', async () => {
    const settings = `settings: {${runtime}: {severity: low}, function_roles: {severity: info}}\n`
    const { stdout } = await check(settings)
    expect(findings(stdout)).toEqual([
      `One ${runtime} low instead of critical fail`,
      `Two ${runtime} low instead of critical fail`,
      `One ${shared} info instead of high fail`,
      `Open ${runtime} low instead of high unknown`,
    ])
    const text = await check(settings, '--format', 'text')
    expect(text.stdout).toContain('low by the settings; the policy says critical')
  })

  test('unknown verdicts of one policy may deny, and those of another be left out', async () => {
    const template = ['--skip', shared]
    const deny = await check(
      `settings: {failure_handling: {unknown: fail, exclude: [{match: {resource: '???'}, reason: seen}]}}\n`,
      ...template,
    ).expectExit(1)
    expect(findings(deny.stdout)).toEqual([`Open ${runtime} high unknown`])
    const text = await check(
      `settings: {failure_handling: {unknown: fail, exclude: [{match: {resource: '???'}, reason: seen}]}}\n`,
      ...template,
      '--format',
      'text',
    ).expectExit(1)
    expect(text.stdout).toContain('Denied: 1 unknown at or above medium.')
    const ignore = await check(`settings: {failure_handling: {unknown: ignore}}\n`, '--unknown', 'fail').expectExit(1)
    expect(findings(ignore.stdout).filter((finding) => finding.includes('unknown'))).toEqual([])
  })

  test('parameters reach the policy', async () => {
    const { stdout } = await check(`settings: {${shared}: {parameters: {max_functions_per_role: 2}}}\n`).expectExit(1)
    expect(findings(stdout).filter((finding) => finding.includes(shared))).toEqual([])
    const parameters = 'parameters: {allowed_runtimes: [nodejs22.x]}'
    const again = await check(
      `settings: {${runtime}: {${parameters}}}\n`,
      '--parameter',
      'Runtime=nodejs20.x',
    ).expectExit(1)
    expect(findings(again.stdout)).toContain(`Open ${runtime} high fail`)
  })
})

describe('exclusions', () => {
  const place = (line: number, from: number, to: number) => ({
    file: 'portcullis.yaml',
    startLine: line,
    startColumn: from,
    endLine: line,
    endColumn: to,
  })

  test('are named with their reason, counted, and have no verdict', async () => {
    const settings = `settings:
  ${runtime}:
    exclude:
      - {match: {tag: {lifecycle: retired}}, reason: switched off in May}
      - {match: {resource: T*, kind: function}, reason: kept for the archive}
  function_roles:
    exclude:
      - {match: {path: '*.yaml', resource: R*}, reason: one team}
`
    const { stdout } = await check(settings)
    const report = JSON.parse(stdout) as Report
    expect(findings(stdout)).toEqual([`Open ${runtime} high unknown`])
    expect(report.excluded).toEqual([
      {
        policy: runtime,
        stack: 'app.yaml',
        resource: { id: 'One', kind: 'function' },
        reason: 'switched off in May',
        location: place(4, 9, 74),
      },
      {
        policy: runtime,
        stack: 'app.yaml',
        resource: { id: 'Two', kind: 'function' },
        reason: 'kept for the archive',
        location: place(5, 9, 78),
      },
      {
        policy: shared,
        stack: 'app.yaml',
        resource: { id: 'Role', kind: 'role' },
        reason: 'one team',
        location: place(8, 9, 66),
      },
    ])
    expect(report.summary).toMatchObject({ excluded: 3, pass: 1, fail: 0, unknown: 1 })
    expect(report.diagnostics).toEqual([])
    const text = await check(settings, '--format', 'text')
    expect(text.stdout).toContain(`Excluded 3 verdicts, by why they are not asked for

         1  switched off in May
            portcullis.yaml:4:9
            for   ${runtime}
            on    One
`)
  })

  test('that match nothing are said, unless their policy did not judge', async () => {
    const settings = `settings:
  ${runtime}:
    exclude:
      - {match: {resource: Three}, reason: gone}
  observability/no_tracing:
    exclude:
      - {match: {resource: Three}, reason: gone}
`
    const { stdout } = await check(settings).expectExit(1)
    expect((JSON.parse(stdout) as Report).diagnostics).toEqual([
      {
        code: 'EXCLUSION_UNUSED',
        severity: 'warning',
        message: `An exclusion of ${runtime} matches nothing that is judged. It found something on One, Two, Open.`,
        location: place(4, 9, 49),
      },
    ])
  })

  test('hold by address and path in Terraform, from the folder of the settings, in whichever part of a run', async () => {
    const terraform = `resource "aws_lambda_function" "work" {
  function_name = "work"
  role          = "arn:aws:iam::123456789012:role/work"
  runtime       = "nodejs10.x"
  handler       = "index.handler"
  filename      = "work.zip"
}
`
    const { stdout } = await portcullis('check', 'infra', '--config', 'conf/portcullis.yaml', '--environment', 'prod')
      .withFile('infra/a/main.tf', `${terraform}terraform {\n  backend "s3" {}\n}\n`)
      .withFile('infra/b/main.tf', `${terraform}terraform {\n  backend "s3" {}\n}\n`)
      .withFile('infra/c/main.tf', `${terraform}terraform {\n  backend "s3" {}\n}\n`)
      .withFile(
        'conf/portcullis.yaml',
        `only: [${runtime}]
stacks: [{path: ../infra/a, environments: {prod: {region: eu-central-1}}}]
settings:
  ${runtime}:
    exclude:
      - {match: {path: ../infra/a}, reason: first}
      - {match: {path: ../infra/b/**, resource: aws_lambda_function.*}, reason: second}
      - {match: {path: infra/c}, reason: not where it lies}
`,
      )
      .withEnvironment('NO_COLOR', '1')
      .expectExit(1)
    expect(stdout).toContain('infra/c/main.tf:4:19')
    expect(stdout).not.toContain('infra/a/main.tf:4')
    expect(stdout).not.toContain('infra/b/main.tf:4')
    expect(stdout).toContain('Excluded 2 verdicts')
    expect(stdout).toContain('1 warning')
    expect(stdout).toContain('conf/portcullis.yaml:8:9')
  })
})

describe('profiles', () => {
  const policies = (stdout: string) => [...new Set((JSON.parse(stdout) as Report).findings.map(({ policy }) => policy))]

  test('judge by what they name alone, and what settings and --only name', async () => {
    const run = (...args: readonly string[]) =>
      portcullis('check', 'app.yaml', ...now, '--format', 'json', '--fail-on', 'none', ...args).withFile(
        'app.yaml',
        template,
      )
    const cost = await run('--profile', 'cost')
    expect(policies(cost.stdout).filter((id) => !/^(denial_of_wallet|instance_lifetime)\//.test(id))).toEqual([])
    expect(JSON.parse(cost.stdout)).toMatchObject({ profile: 'cost' })
    const article = await run('--profile', 'article_4_fundamentals')
    expect(policies(article.stdout)).toEqual(expect.arrayContaining([runtime, shared]))
    expect(policies(article.stdout)).not.toContain('observability/no_tracing')
    const named = await run('--profile', 'cost').withFile('portcullis.yaml', `settings: {${shared}: {severity: low}}\n`)
    expect(policies(named.stdout)).toContain(shared)
    const only = await run('--profile', 'cost', '--only', runtime)
    expect(policies(only.stdout)).toEqual([runtime])
    const set = await run().withFile('portcullis.yaml', 'profile: article_4_fundamentals\n')
    expect(policies(set.stdout)).toEqual(policies(article.stdout))
    const text = await run('--profile', 'cost', '--format', 'text')
    expect(text.stdout).toContain('Judged by the profile cost.')
  })

  test('a policy that is off by default is on in others, and where it is named', async () => {
    const queue = 'Resources:\n  Jobs: {Type: AWS::SQS::Queue}\n'
    const off = 'encryption/no_customer_key'
    const run = (...args: readonly string[]) =>
      portcullis('check', 'app.yaml', '--format', 'json', '--fail-on', 'none', ...args).withFile('app.yaml', queue)
    expect(policies((await run()).stdout)).not.toContain(off)
    expect(policies((await run('--profile', 'strict')).stdout)).toContain(off)
    expect(policies((await run('--only', off)).stdout)).toEqual([off])
    expect(policies((await run('--only', 'encryption')).stdout)).toContain(off)
    const named = run().withFile('portcullis.yaml', `settings: {${off}: {}}\n`)
    expect(policies((await named).stdout)).toContain(off)
    const { stdout: listed } = await portcullis('policy', 'list')
    expect(listed).toMatch(/ {2}encryption\/no_customer_key .*\(off by default, on in regulated, strict\)\n/)
    const explained = await portcullis('explain', off)
    expect(explained.stdout).toContain('off by default, on in regulated, strict')
    const { stdout: usual } = await portcullis('policy', 'list', '--profile', 'default')
    expect(usual).not.toContain(off)
  })

  test('that there are not, are no guess', async () => {
    await check('', '--profile', 'strcit')
      .expectExit(2)
      .expectStderr('portcullis: --profile names "strcit", and there is no such profile. Did you mean strict?\n')
    await check('profile: relaxed\n')
      .expectExit(2)
      .expectStderr(
        /^portcullis: portcullis.yaml:1:10: profile names "relaxed", and there is no such profile\. There are /,
      )
  })
})

test('whatever is wrong with the settings is told at once, and nothing is judged', async () => {
  const { stdout } = await check(`settings:
  failure_handling/deprecated_runtimes: {severity: low}
  ${shared}: {parameters: {max_functions_per_role: many}}
skip: [secretz]
`)
    .expectExit(2)
    .expectStderr(
      `portcullis: portcullis.yaml:2:3: settings names "failure_handling/deprecated_runtimes", and there is no such policy or practice. Did you mean ${runtime}?
portcullis: portcullis.yaml:3:69: settings.${shared}.parameters.max_functions_per_role takes a whole number from 1; it is "many".
portcullis: portcullis.yaml:4:8: skip names "secretz", and there is no such policy or practice. Did you mean secrets?
`,
    )
  expect(stdout).toBe('')
})
