import { expect, test } from 'vitest'
import { portcullis } from '../support/cli-runner.ts'

const planted = 'planted-and-never-to-be-seen'

const instance = (type: string, attributes: object, sensitive_attributes: readonly object[] = []) => ({
  mode: 'managed',
  type,
  name: 'it',
  instances: [{ attributes, sensitive_attributes }],
})
const settings = { A: planted, MODE: 'fast', URL: `postgres://h/d?sslmode=disable&p=${planted}` }
const lambda = { function_name: 'orders', runtime: 'nodejs10.x', environment: [{ variables: settings }] }
const steps = ['environment', 0, 'variables'].map((value) => ({
  type: typeof value === 'number' ? 'index' : 'get_attr',
  value,
}))
const state = {
  version: 4,
  serial: 1,
  lineage: 'x',
  outputs: { shown: { value: planted, type: 'string', sensitive: true } },
  resources: [
    instance('aws_lambda_function', lambda, [steps]),
    instance('aws_ssm_parameter', { name: 'it', type: 'String', value: planted }),
    instance('random_password', { length: 28, result: planted }),
  ],
}

const change = {
  actions: ['create'],
  before: null,
  after: lambda,
  after_unknown: {},
  after_sensitive: { environment: [{ variables: true }] },
}
const plan = {
  format_version: '1.2',
  terraform_version: '1.11.4',
  variables: { hidden: { value: planted } },
  resource_changes: [
    { address: 'aws_lambda_function.it', mode: 'managed', type: 'aws_lambda_function', name: 'it', change },
  ],
}

const sources = `variable "hidden" {
  sensitive = true
}
variable "count_of" {
  type      = number
  sensitive = true
}
resource "aws_lambda_function" "it" {
  function_name = "orders"
  runtime       = "nodejs10.x"
  environment {
    variables = { A = var.hidden, DB_PASSWORD = "${planted}" }
  }
}
resource "aws_secretsmanager_secret_version" "it" {
  secret_id     = "it"
  secret_string = jsonencode({ p = "${planted}" })
}
resource "aws_cloudwatch_event_connection" "it" {
  name               = "it"
  authorization_type = "API_KEY"
  auth_parameters {
    api_key {
      key   = "k"
      value = "${planted}"
    }
  }
}
`
const variables = `hidden = "${planted}"\ncount_of = "${planted}"\n`

const inputs: readonly (readonly [name: string, files: Readonly<Record<string, string>>])[] = [
  ['a plan', { 'plan.json': JSON.stringify(plan, null, 1) }],
  ['a plan of one line', { 'plan.json': JSON.stringify(plan) }],
  ['a state', { 'terraform.tfstate': JSON.stringify(state, null, 2) }],
  ['sources with a file of variables', { 'main.tf': sources, 'terraform.tfvars': variables }],
]
const commands = [
  ['check', '--no-color'],
  ['check', '--quiet'],
  ['check', '--verbose'],
  ['check', '--format', 'json'],
  ['model'],
  ['model', '--view', 'native'],
]

test.each(inputs)('of %s no output shows what is sensitive', async (_name, files) => {
  for (const command of commands) {
    const run = Object.entries(files).reduce(
      (one, [path, text]) => one.withFile(path, text),
      portcullis(...command, '.'),
    )
    const isWrong = 'main.tf' in files
    const { stdout, stderr } = await run.expectExit(isWrong ? 3 : command[0] === 'check' ? 1 : 0)
    expect(stdout).not.toBe('')
    expect(stdout + stderr, command.join(' ')).not.toContain(planted)
  }
})
