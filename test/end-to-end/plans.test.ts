import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../model/report.ts'
import { reportDigest } from '../../report/digest.ts'
import { portcullis } from '../support/cli-runner.ts'
import { type Serving, serving } from '../support/serving.ts'

const today = '2026-11-22'

/** A function that fails into a queue, with a runtime that is out of support. */
const sources = `locals {
  name = "work-\${var.stage}"
}

variable "stage" {}

resource "aws_sqs_queue" "failed" {
  name                    = "\${local.name}-failed"
  sqs_managed_sse_enabled = true
}

resource "aws_lambda_function" "work" {
  function_name = local.name
  runtime       = "nodejs10.x"
  dead_letter_config {
    target_arn = aws_sqs_queue.failed.arn
  }
}
`

const change = (address: string, after: object, unknown: object) => {
  const [type, name] = address.split('.')
  const about = { actions: ['create'], before: null, after, after_unknown: unknown, after_sensitive: {} }
  return { address, mode: 'managed', type, name, change: about }
}

/** As `terraform show -json` prints it: in one line. */
const plan = JSON.stringify({
  format_version: '1.2',
  terraform_version: '1.11.4',
  variables: { stage: { value: 'prod' } },
  resource_changes: [
    change(
      'aws_lambda_function.work',
      { function_name: 'work-prod', runtime: 'nodejs10.x', dead_letter_config: [{}], timeout: 3 },
      { arn: true, dead_letter_config: [{ target_arn: true }] },
    ),
    change(
      'aws_sqs_queue.failed',
      { name: 'work-prod-failed', sqs_managed_sse_enabled: true },
      { arn: true, id: true },
    ),
  ],
})

const check = (...args: readonly string[]) =>
  portcullis(
    'check',
    '--format',
    'json',
    '--only',
    'failure_handling/deprecated_runtime',
    '--now',
    today,
    ...args,
  ).expectExit(1)

async function places(run: PromiseLike<{ readonly stdout: string }>) {
  const { stacks, findings } = JSON.parse((await run).stdout) as Report
  return {
    stacks: stacks.map(({ format, path }) => `${format} ${path}`),
    findings: findings.map(({ location }) => `${location?.file}:${location?.startLine}`),
  }
}

describe('a plan is judged', () => {
  test('with the sources beside it, at their lines', async () => {
    const run = check('plan.json').withFile('plan.json', plan).withFile('main.tf', sources)
    expect(await places(run)).toEqual({ stacks: ['terraform-plan plan.json'], findings: ['main.tf:14'] })
  })

  test('in a folder in place of its sources', async () => {
    const run = check('infra').withFile('infra/plan.json', plan).withFile('infra/main.tf', sources)
    expect(await places(run)).toEqual({ stacks: ['terraform-plan infra/plan.json'], findings: ['infra/main.tf:14'] })
  })

  test('from standard input, where the sources lie', async () => {
    const run = check('-').withInput(plan).withFile('main.tf', sources)
    expect(await places(run)).toEqual({ stacks: ['terraform-plan stdin.json'], findings: ['main.tf:14'] })
  })

  test('with the sources that are named, and alone where none are', async () => {
    const files = (...args: readonly string[]) =>
      check('out/plan.json', ...args)
        .withFile('out/plan.json', plan)
        .withFile('infra/main.tf', sources)
    expect((await places(files('--source', 'infra'))).findings).toEqual(['infra/main.tf:14'])
    expect((await places(files('--source', 'none'))).findings).toEqual(['out/plan.json:1'])
    expect((await places(files())).findings).toEqual(['out/plan.json:1'])
  })

  test('not where the sources alone are asked for', async () => {
    const run = check('.', '--input', 'terraform').withFile('plan.json', plan).withFile('main.tf', sources)
    expect(await places(run)).toEqual({ stacks: ['terraform .'], findings: ['main.tf:14'] })
  })

  test('not where the folder that is named is not there', async () => {
    const { stdout } = await check('plan.json', '--source', 'nowhere').withFile('plan.json', plan).expectExit(3)
    expect((JSON.parse(stdout) as Report).diagnostics).toMatchObject([
      { code: 'NOTHING_TO_CHECK', message: expect.stringContaining('There is no folder nowhere') },
    ])
  })
})

describe('a server judges a plan as it is judged here', () => {
  let server: Serving
  beforeAll(async () => {
    server = await serving()
  })
  afterAll(async () => {
    server.signal('SIGTERM')
    await server.ended
  })

  test.each([[['plan.json']], [['.']], [['plan.json', '--source', 'none']], [['.', '--input', 'terraform']]])(
    '%j: the same digest',
    async (args) => {
      const ask = (...more: readonly string[]) =>
        portcullis('check', ...args, '--format', 'json', ...more)
          .withFile('plan.json', plan)
          .withFile('main.tf', sources)
          .expectExit(1)
      const [here, there] = await Promise.all([ask(), ask('--server', server.url)])
      const [own, asked] = [here, there].map(({ stdout }) => JSON.parse(stdout) as Report)
      if (!own || !asked) throw new Error('both were asked')
      expect(asked.stacks).toEqual(own.stacks)
      expect(reportDigest(asked, today, '/')).toBe(reportDigest(own, today, '/'))
    },
  )
})
