import { describe, expect, test } from 'vitest'
import { problemsOf, readOne, resultOf } from './reading.ts'

const names = `
variable "stage" { type = string }
variable "amount" { type = number }
variable "size" { default = 3 }
variable "secret" {
  default   = "not-a-real-secret"
  sensitive = true
}
locals {
  name   = "shop"
  list   = ["a", "b", "c"]
  people = { ann = { age = 30 }, bob = { age = 20 } }
}
resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}
`

describe('an expression gives what Terraform gives', () => {
  test.each<[string, unknown]>([
    ['1 + 2 * 3', 7],
    ['-5 % 3', -2],
    ['7 / 2', 3.5],
    ['0.1 + 0.2', 0.3],
    ['"2" * "3"', 6],
    ['1 == "1"', false],
    ['[1, 2] == [1, 2]', true],
    ['!true || false', false],
    ['3 > 2 && "a" != "b"', true],
    ['true ? 1 : "a"', '1'],
    ['true ? [1] : ["a"]', ['1']],
    ['false ? 1 : 2', 2],
    ['1e3', 1000],
    ['1.5e-2', 0.015],
    ['"${local.name}-${1 + 1}"', 'shop-2'],
    ['"${true}"', true],
    ['"$${name} %%{if}"', '${name} %{if}'],
    ['"tab\\there \\u00e9 \\"quoted\\""', 'tab\there é "quoted"'],
    ['"%{ if local.name == "shop" }open%{ else }closed%{ endif }"', 'open'],
    ['"%{ for k, v in { a = 1 } }${k}=${v};%{ endfor }"', 'a=1;'],
    ['"a ${~ "b" ~} c"', 'abc'],
    ['local.list[1]', 'b'],
    ['local.list.2', 'c'],
    ['local.people["ann"].age', 30],
    ['values(local.people)[*].age', [30, 20]],
    ['local.people.*.age', 'error'],
    ['[{ t = [{ k = 1 }, { k = 2 }] }, { t = [] }][*].t[*].k', [[1, 2], []]],
    ['"x"[*]', ['x']],
    ['null[*]', []],
    ['[for v in local.list : upper(v) if v != "b"]', ['A', 'C']],
    ['[for i, v in local.list : "${i}${v}"]', ['0a', '1b', '2c']],
    ['{ for k, v in local.people : k => v.age }', { ann: 30, bob: 20 }],
    ['{ for v in ["a", "bb", "c"] : length(v) => v... }', { 1: ['a', 'c'], 2: ['bb'] }],
    ['{ a = 1, "b" : 2, (local.name) = 3 }', { a: 1, b: 2, shop: 3 }],
    ['path.module', '.'],
    ['terraform.workspace', 'default'],
    ['try(local.people.eve.age, 0)', 0],
    ['can(local.people.eve)', false],
    ['max([1, 5, 3]...)', 5],
  ])('%s', async (expression, expected) => {
    const value = await resultOf(expression, names)
    expect(expected === 'error' ? typeof value : value).toEqual(expected === 'error' ? 'object' : expected)
  })

  test('a heredoc loses the smallest indentation, and keeps its last newline', async () => {
    expect(await resultOf('<<-EOT\n    one\n      two ${local.name}\n\n    three\n  EOT', names)).toBe(
      'one\n  two shop\n\nthree\n',
    )
  })
})

describe('what is not known stays so', () => {
  const stage = { $unknown: { why: 'stage has no value', refs: ['stage'] } }
  const jobs = { $unknown: { why: 'it is known after deployment', refs: ['aws_sqs_queue.jobs.arn'] } }

  test.each<[string, unknown]>([
    ['var.stage', stage],
    ['"orders-${var.stage}"', { $partial: ['orders-', stage] }],
    ['upper(var.stage)', { $unknown: { why: 'stage has no value', refs: [] } }],
    ['var.stage == "prod"', { $choice: { if: 'stage == "prod"', then: true, else: false } }],
    ['var.stage == "prod" ? 2 : 1', { $choice: { if: 'stage == "prod"', then: 2, else: 1 } }],
    ['(var.stage == "prod" ? 2 : 1) + 1', { $choice: { if: 'stage == "prod"', then: 3, else: 2 } }],
    ['"n${var.stage == "prod" ? 2 : 1}"', { $choice: { if: 'stage == "prod"', then: 'n2', else: 'n1' } }],
    ['var.stage == "prod" ? 1 : 1', 1],
    ['var.amount > 3 ? "many" : "few"', { $choice: { if: 'var.amount > 3', then: 'many', else: 'few' } }],
    [
      'contains(["dev", "prod"], var.stage)',
      { $choice: { if: 'stage == "dev" || stage == "prod"', then: true, else: false } },
    ],
    ['contains(["a"], "a")', true],
    ['length([var.stage, "b"])', 2],
    ['merge({ a = 1 }, { b = var.stage }).a', 1],
    ['concat([var.stage], ["b"])[1]', 'b'],
    ['join(",", [var.stage, "b"])', { $partial: [stage, ',b'] }],
    ['format("%s-%s", local.name, var.stage)', { $partial: ['shop-', stage] }],
    ['startswith("arn:${var.stage}", "arn:")', true],
    ['jsondecode(jsonencode({ a = var.stage, b = 1 })).b', 1],
    ['aws_sqs_queue.jobs.arn', jobs],
    ['aws_sqs_queue.jobs.name', 'jobs'],
    ['aws_sqs_queue.jobs.url == null', { $unknown: { why: 'aws_sqs_queue.jobs.url is known after apply', refs: [] } }],
    ['"${aws_sqs_queue.jobs.arn}/*"', { $partial: [jobs, '/*'] }],
    ['var.secret', { $unknown: { why: 'its value is hidden', refs: [] } }],
    ['"password ${var.secret}"', { $unknown: { why: 'its value is hidden', refs: [] } }],
    ['timestamp()', { $unknown: { why: 'timestamp() is another value each time', refs: [] } }],
    ['file("build/missing.zip")', { $unknown: { why: 'build/missing.zip is not among the given files', refs: [] } }],
  ])('%s', async (expression, expected) => {
    expect(await resultOf(expression, names)).toEqual(expected)
  })

  test('a value that is given decides', async () => {
    expect(await resultOf('var.stage == "prod" ? 2 : 1', names, { variables: { stage: 'prod' } })).toBe(2)
  })

  test('the account and the region are symbols until they are given', async () => {
    const data = 'data "aws_caller_identity" "me" {}\ndata "aws_region" "here" {}'
    const expression = '"${data.aws_region.here.name}/${data.aws_caller_identity.me.account_id}"'
    const unknown = (why: string, name: string) => ({ $unknown: { why, refs: [name] } })
    expect(await resultOf(expression, data)).toEqual({
      $partial: [
        unknown('the region that is deployed to is not given', 'region'),
        '/',
        unknown('the account that is deployed to is not given', 'account'),
      ],
    })
    const given = { account: '123456789012', region: 'eu-west-1' }
    expect(await resultOf(expression, data, given)).toBe('eu-west-1/123456789012')
  })
})

describe('what Terraform would refuse is said at its place', () => {
  test.each<[string, string]>([
    ['1 + [2]', 'error INVALID_VALUE output.tf:2:11 A number is needed here.'],
    ['local.list[7]', 'error INVALID_VALUE output.tf:2:11 There is no element 7: the list has 3.'],
    [
      'local.people.anne',
      'error INVALID_VALUE output.tf:2:11 There is no attribute or key "anne" here. Did you mean "ann"?',
    ],
    [
      'local.nmae',
      'error REFERENCE_NOT_FOUND output.tf:2:17 Reference to undeclared local value: a local value with the name "nmae" has not been declared. Did you mean "name"?',
    ],
    [
      'aws_sqs_queue.job.arn',
      'error REFERENCE_NOT_FOUND output.tf:2:11 Reference to undeclared resource: a managed resource "aws_sqs_queue" "job" has not been declared in this module. Did you mean "aws_sqs_queue.jobs"?',
    ],
    ['upercase("a")', 'error INVALID_VALUE output.tf:2:11 There is no function "upercase".'],
    ['uper("a")', 'error INVALID_VALUE output.tf:2:11 There is no function "uper". Did you mean "upper"?'],
    [
      'each.key',
      'error INVALID_VALUE output.tf:2:11 Reference to "each" in context without for_each: the "each" object can be used only in "module" or "resource" blocks, and only when the "for_each" argument is set.',
    ],
    [
      'true ? 1 : [1]',
      'error INVALID_VALUE output.tf:2:11 The two results of a conditional must be of one type, not number and tuple.',
    ],
    [
      '{ for v in ["a", "a"] : v => v }',
      'error INVALID_VALUE output.tf:2:11 Two elements have the key "a". Add "..." after the value to group them.',
    ],
  ])('%s', async (expression, problem) => {
    const stack = await readOne({ 'main.tf': names, 'output.tf': `output "it" {\n  value = ${expression}\n}\n` })
    expect(problemsOf(stack)).toEqual([problem])
  })

  test('a function that is not evaluated is a warning, and its result unknown', async () => {
    const stack = await readOne('output "it" {\n  value = base64gzip("a")\n}\n')
    expect(problemsOf(stack)).toEqual([
      'warning FUNCTION_NOT_SUPPORTED main.tf:2:11 The function "base64gzip" is not evaluated: its result is taken as unknown.',
    ])
    expect(stack.status).toBe('complete')
  })
})
