import { describe, expect, test } from 'vitest'
import { scanTexts } from '../support/scan.ts'

async function verdicts(texts: Readonly<Record<string, string>>, only?: string) {
  const settings = only === undefined ? {} : { only: [only] }
  const { findings } = await scanTexts(texts, { settings })
  return findings.map(({ verdict, policy, resource }) => `${verdict} ${policy} ${resource.entity}`)
}

const publicPermission = (named: string) => `
resource "aws_lambda_permission" "open" {
  function_name = ${named}
  action        = "lambda:InvokeFunction"
  principal     = "*"
}
`

describe('what a data source looks up', () => {
  test('is configured elsewhere, so nobody judges it', async () => {
    const text = `
data "aws_lambda_function" "existing" { function_name = "other-team" }
data "aws_iam_role" "r" { name = "r" }
data "aws_sqs_queue" "q" { name = "q" }
data "aws_s3_bucket" "b" { bucket = "b" }
data "aws_secretsmanager_secret" "s" { name = "s" }
data "aws_kms_key" "k" { key_id = "alias/k" }
`
    const { findings, summary } = await scanTexts({ 'main.tf': text })
    // What passes is the stack itself, which hands out no keys.
    expect([findings, summary]).toMatchObject([
      [],
      { pass: 1, fail: 0, unknown: 0, practices: { credentials: { pass: 1 } } },
    ])
  })

  test('is in a plan judged by nobody either, though the plan shows it', async () => {
    const values = { function_name: 'other-team', runtime: 'nodejs14.x', tracing_config: [{ mode: 'PassThrough' }] }
    const existing = {
      address: 'data.aws_lambda_function.existing',
      mode: 'data',
      type: 'aws_lambda_function',
      name: 'existing',
      provider_name: 'registry.terraform.io/hashicorp/aws',
      values,
    }
    const { address, mode, type, name, provider_name } = existing
    const change = { actions: ['read'], before: null, after: values, after_unknown: {} }
    const plan = {
      format_version: '1.2',
      terraform_version: '1.9.0',
      planned_values: { root_module: { resources: [existing] } },
      resource_changes: [{ address, mode, type, name, provider_name, change }],
      configuration: { root_module: { resources: [{ address, mode, type, name, expressions: {} }] } },
    }
    expect(await verdicts({ 'plan.json': JSON.stringify(plan) })).toEqual([])
  })

  test('is one role for all functions that run with it', async () => {
    const role = 'data "aws_iam_role" "r" { name = "r" }\n'
    const two = ['a', 'b'].map(
      (name) => `resource "aws_lambda_function" "${name}" {
  function_name = "${name}"
  role = data.aws_iam_role.r.arn
}
`,
    )
    expect(await verdicts({ 'main.tf': role + two.join('') }, 'function_roles/shared_role')).toEqual([
      'fail function_roles/shared_role data.aws_iam_role.r',
    ])
  })

  test('goes by its name: what the stack declares under the same name is meant first', async () => {
    const text = `
resource "aws_lambda_function" "own" {
  function_name = "orders"
  role = "r"
}
data "aws_lambda_function" "again" { function_name = "orders" }
`
    const both = { 'main.tf': text + publicPermission('"orders"') }
    expect(await verdicts(both, 'function_perimeter/public_invoke')).toEqual([
      'fail function_perimeter/public_invoke aws_lambda_function.own#policy',
    ])
  })
})

describe('a permission of this stack on a function outside is judged here', () => {
  test.each([
    ['named in full', '"existing"', '', 'external:existing#policy'],
    ['named by a variable', 'var.fn', 'variable "fn" {}\n', 'external:fn#policy'],
    [
      'of a module that is not read',
      'module.fn.name',
      'module "fn" {\n  source = "terraform-aws-modules/lambda/aws"\n}\n',
      'external:module.fn.name#policy',
    ],
    [
      'looked up',
      'data.aws_lambda_function.x.arn',
      'data "aws_lambda_function" "x" { function_name = "x" }\n',
      'data.aws_lambda_function.x#policy',
    ],
  ])('%s', async (_, named, before, entity) => {
    const texts = { 'main.tf': before + publicPermission(named) }
    expect(await verdicts(texts, 'function_perimeter/public_invoke')).toEqual([
      `fail function_perimeter/public_invoke ${entity}`,
    ])
  })

  test('in a template too', async () => {
    const text = `
Parameters: {Given: {Type: String}}
Resources:
  Named:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: existing, Action: 'lambda:InvokeFunction', Principal: '*'}
  ByParameter:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: !Ref Given, Action: 'lambda:InvokeFunction', Principal: '*'}
`
    expect(await verdicts({ 'template.yaml': text }, 'function_perimeter/public_invoke')).toEqual([
      'fail function_perimeter/public_invoke external:existing#policy',
      'fail function_perimeter/public_invoke external:Given#policy',
    ])
  })
})
