import { expect, test } from 'vitest'
import type { Report } from '../../model/report.ts'
import { portcullis } from '../support/cli-runner.ts'

const provider = 'provider "aws" {\n  region = "eu-west-1"\n}\n'
const queue = (name: string) => `resource "aws_sqs_queue" "${name}" {\n  name = "${name}"\n}\n`
const role = (policy: string) => `resource "aws_iam_role" "worker" {
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}
resource "aws_iam_role_policy" "worker" {
  role   = aws_iam_role.worker.id
  policy = ${policy}
}
resource "aws_lambda_function" "worker" {
  function_name = "worker"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.worker.arn
}
`
const anything = '{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}'

/** Roots of all sorts: modules of their own and shared ones, files beside them, mistakes, and what another root exports. */
const roots = {
  'jobs/main.tf': `${provider}${queue('jobs')}output "jobs" {\n  value = aws_sqs_queue.jobs.arn\n}\n`,
  'worker/main.tf': `${provider}${role(`templatefile("policy.json", {})`)}`,
  'worker/policy.json': anything,
  'own/main.tf': `${provider}module "queue" {\n  source = "./queue"\n}\n`,
  'own/queue/main.tf': queue('own'),
  'one/main.tf': `${provider}module "shared" {\n  source = "../shared"\n}\n`,
  'other/main.tf': `${provider}module "shared" {\n  source = "../shared"\n}\nmodule "shared_again" {\n  source = "../shared"\n}\n`,
  'shared/main.tf': `${role(JSON.stringify(anything))}`,
  'outside/main.tf': `${provider}${role('file("../../secret.json")')}`,
  'broken/main.tf': `${provider}resource "aws_sqs_queue" "q" {\n  name = \n}\n`,
  'undeclared/main.tf': `${provider}resource "aws_sqs_queue" "q" {\n  name = var.nothing\n}\n`,
  'same/main.tf': `${provider}${queue('jobs')}`,
  'template.yaml': 'Resources:\n  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs}}\n',
}

test('roots of Terraform are reported alike and in the same order in any number of threads', async () => {
  const one = await judged(roots, '--jobs', '1')
  expect(one.stacks.map(({ path }) => path)).toEqual([
    'broken',
    'jobs',
    'one',
    'other',
    'outside',
    'own',
    'same',
    'template.yaml',
    'undeclared',
    'worker',
  ])
  expect(await judged(roots, '--jobs', '3')).toEqual(one)
})

test('a folder that no root calls is said once', async () => {
  const files = { ...roots, 'modules/left/main.tf': queue('left') }
  const one = await judged(files, '--jobs', '1')
  expect(one.diagnostics.filter(({ code }) => code === 'NOT_EVALUATED')).toHaveLength(1)
  expect(await judged(files, '--jobs', '3')).toEqual(one)
})

test('a variable that some roots declare', async () => {
  const files = { ...roots, 'same/variables.tf': 'variable "stage" {}\n' }
  const one = await judged(files, '--jobs', '1', '--var', 'stage=prod')
  expect(await judged(files, '--jobs', '3', '--var', 'stage=prod')).toEqual(one)
})

async function judged(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  let run = portcullis('check', '--now', '2026-11-22', '--format', 'json', ...args)
  for (const [path, text] of Object.entries(files)) run = run.withFile(path, text)
  const { stdout } = await run.expectExit(3)
  const { summary, ...report } = JSON.parse(stdout) as Report
  return { ...report, summary: { ...summary, durationMs: 0 } }
}
