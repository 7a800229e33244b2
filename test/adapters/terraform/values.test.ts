import { describe, expect, test } from 'vitest'
import { problemsOf, readOne, resultOf } from './reading.ts'

const names = `
variable "secret" {
  default   = "not-a-real-secret"
  sensitive = true
}
variable "names" { type = list(string) }
variable "open" { type = bool }
resource "terraform_data" "text" { input = "x" }
resource "terraform_data" "object" { input = { a = 1 } }
resource "terraform_data" "list" { input = tolist(["a"]) }
`

describe('numbers have as many digits as Terraform gives them', () => {
  test.each<[string, unknown]>([
    ['tostring(1 / 3)', `0.${'3'.repeat(154)}5`],
    ['tostring(12345678901234567890 * 98765432109876543210)', '1219326311370217952237463801111263526900'],
    ['9007199254740993 == 9007199254740992', false],
    ['0.1 + 0.2 == 0.3', true],
    ['tostring(1e100)', `1${'0'.repeat(100)}`],
    ['jsonencode(12345678901234567890)', '12345678901234567890'],
    ['tostring(jsondecode("12345678901234567890123"))', '12345678901234567890123'],
    ['5 % 0', 5],
    ['can(1 / 0)', true],
    ['"10" < "9"', false],
  ])('%s', async (expression, expected) => {
    expect(await resultOf(expression)).toEqual(expected)
  })
})

describe('lists, sets and tuples are told apart, and so are maps and objects', () => {
  test.each<[string, unknown]>([
    ['tolist([1]) == [1]', false],
    ['tolist(["a"]) == toset(["a"])', false],
    ['{} == tomap({})', false],
    ['tolist([1, "a"])', ['1', 'a']],
    ['true ? [1] : ["a"]', ['1']],
    ['true ? { a = 1 } : { b = "x" }', { a: '1' }],
    ['toset(["b", "a", "b"])', ['a', 'b']],
    ['concat(tolist([1]), tolist(["a"]))', ['1', 'a']],
    ['setintersection(["1", "2"], [2, 3])', ['2']],
    ['lookup(tomap({ a = 1 }), "b", "7")', 7],
    ['false ? 1 : true ? 2 : 3', 2],
  ])('%s', async (expression, expected) => {
    expect(await resultOf(expression)).toEqual(expected)
  })

  test.each<[string, string, unknown]>([
    ['list(map(any))', '[{ a = "x" }, { a = 1 }]', [{ a: 'x' }, { a: '1' }]],
    ['map(list(any))', '{ a = [], b = ["x"], c = [1] }', { a: [], b: ['x'], c: ['1'] }],
    [
      'list(tuple([string, any]))',
      '[["a", 1], ["b", "x"]]',
      [
        ['a', '1'],
        ['b', 'x'],
      ],
    ],
    ['map(object({ s = any }))', '{ a = { s = null }, b = { s = 1 } }', { a: { s: null }, b: { s: 1 } }],
  ])('elements of %s are of one type', async (type, given, expected) => {
    expect(await resultOf('var.v', `variable "v" {\n  type    = ${type}\n  default = ${given}\n}\n`)).toEqual(expected)
  })

  test.each<[string, string]>([
    ['tolist([1, true])', 'All elements must be of one type here.'],
    ['element(toset(["a"]), 0)', '"element" needs a list here.'],
    [
      'true ? { a = 1, b = [1] } : { a = 2 }',
      'The two results of a conditional must be of one type, not object and object.',
    ],
    ['["a"][true]', 'A number is needed here.'],
    ['terraform_data.text.output.x', 'This string has no attribute "x".'],
    ['terraform_data.object.output.b', 'This object has no attribute "b".'],
  ])('%s is refused', async (expression, message) => {
    const stack = await readOne({ 'main.tf': names, 'output.tf': `output "it" {\n  value = ${expression}\n}\n` })
    expect(problemsOf(stack).map((problem) => problem.replace(/output.tf:2:\d+ /, ''))).toEqual([
      `error INVALID_VALUE ${message}`,
    ])
  })
})

describe('what is not known keeps its type, and what else is sure of it', () => {
  test.each<[string, unknown]>([
    ['terraform_data.text.id == null', false],
    ['terraform_data.text.output == 5', false],
    ['length(terraform_data.text.id[*])', 1],
    ['length(terraform_data.object.output)', 1],
    ['keys(terraform_data.object.output)', ['a']],
    ['var.names == []', false],
    ['length("abc${terraform_data.text.output}") > 0', true],
    ['jsonencode({ a = terraform_data.text.output }) == ""', false],
    ['startswith("arn:${terraform_data.text.output}", "x")', false],
    ['try(terraform_data.object.output.b, "none")', 'none'],
    ['(var.open ? 1 : 2) > 0', true],
    ['[for n in ["a", "b"] : n if var.open]', [choice('open', 'a'), choice('open', 'b')]],
    ['terraform_data.text.triggers_replace', null],
  ])('%s', async (expression, expected) => {
    expect(await resultOf(expression, names)).toEqual(expected)
  })

  test('a list that may hold more says so beside what it holds', async () => {
    const unknown = { why: 'names has no value', refs: [] }
    expect(await resultOf('concat(["a"], var.names)', names)).toEqual({ $items: ['a'], $unknown: unknown })
  })
})

describe('what is sensitive stays so in all that is made of it', () => {
  const hidden = { $unknown: { why: 'its value is hidden', refs: [] } }
  test.each<[string, unknown]>([
    ['upper(var.secret)', hidden],
    ['length(var.secret)', hidden],
    ['length([var.secret])', 1],
    ['true ? "open" : var.secret', hidden],
    ['coalesce("x", var.secret)', hidden],
    ['jsonencode({ a = var.secret })', hidden],
    ['sensitive(null)', hidden],
    ['nonsensitive([var.secret])', [hidden]],
    ['nonsensitive(sensitive(["a"]))', ['a']],
    ['issensitive(var.secret)', true],
    ['issensitive([var.secret])', false],
    ['[{ a = "x" }, { b = "y" }][length(var.secret) > 99 ? 1 : 0].a', hidden],
  ])('%s', async (expression, expected) => {
    expect(await resultOf(expression, names)).toEqual(expected)
  })
})

function choice(question: string, then: unknown) {
  return { $choice: { if: question, then } }
}
