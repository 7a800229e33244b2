import { expect, test } from 'vitest'
import { problemsOf, readOne } from './reading.ts'

const block = (header: string, ...lines: readonly string[]): string => `${header} {\n  ${lines.join('\n  ')}\n}\n`
const data = 'resource "terraform_data" "a" {\n}\n'
const nothing =
  'the condition expression must refer to at least one object from elsewhere in the configuration, or else its result would not be checking anything.'

test.each<[string, string, string]>([
  [
    'a precondition that depends on nothing',
    `${data.slice(0, -2)}  lifecycle {\n    precondition {\n      condition     = length("abc") == 3\n      error_message = "no"\n    }\n  }\n}\n`,
    `main.tf:4:23 Invalid precondition expression: ${nothing}`,
  ],
  [
    'a precondition on what is not made yet',
    `${data.slice(0, -2)}  lifecycle {\n    precondition {\n      condition     = self.id != ""\n      error_message = "no"\n    }\n  }\n}\n`,
    'main.tf:4:23 Invalid "self" reference: the "self" object is not available in this context. This object can be used only in resource provisioner, connection, and postcondition blocks.',
  ],
  [
    'a validation of another variable',
    'variable "w" {}\nvariable "v" {\n  validation {\n    condition     = var.w == 1\n    error_message = "no"\n  }\n}\n',
    'main.tf:4:21 Invalid variable validation condition: the condition for variable "v" must refer to var.v in order to test incoming values.',
  ],
  [
    'a check without assertion',
    'check "c" {\n}\n',
    'main.tf:1:1 Zero assert blocks: check blocks must have at least one assert block.',
  ],
  [
    'a move to where it is',
    block('moved', 'from = terraform_data.a', 'to   = terraform_data.a'),
    'main.tf:1:1 Redundant move statement: this statement declares a move from terraform_data.a to the same address, which is the same as not declaring this move at all.',
  ],
  [
    'a move of a resource to a module',
    block('moved', 'from = module.a["x.y"].terraform_data.a', 'to   = module.a["x.y"]'),
    'main.tf:1:1 Invalid "moved" addresses: the "from" and "to" addresses must either both refer to resources or both refer to modules.',
  ],
  [
    'the removal of what is there',
    data + block('removed', 'from = terraform_data.a'),
    'main.tf:4:10 Removed resource still exists: this statement declares that terraform_data.a was removed, but it is still declared in configuration.',
  ],
  [
    'the removal of one of several',
    block('removed', 'from = terraform_data.b[0]'),
    'main.tf:2:10 Resource instance keys not allowed: the address must be a resource (e.g. "test_instance.foo"), not a resource instance (e.g. "test_instance.foo[1]").',
  ],
  [
    'a flag that is neither true nor false',
    block('output "o"', 'value     = 1', 'sensitive = "yes"'),
    'main.tf:3:15 Unsuitable value type: unsuitable value: a bool is required.',
  ],
  [
    'a type of two elements',
    block('variable "v"', 'type    = map(string, number)', 'default = {}'),
    'main.tf:2:13 Invalid type specification: the map type constructor requires one argument specifying the element type.',
  ],
  [
    'null for a variable that cannot be null',
    block('variable "v"', 'nullable = false', 'default  = null'),
    'main.tf:3:14 Invalid default value for variable: a null default value is not valid when nullable=false.',
  ],
  [
    'a default of an attribute that is of another type',
    block('variable "v"', 'type    = object({ n = optional(number, "many") })', 'default = { n = 1 }'),
    'main.tf:2:43 A number is needed here.',
  ],
  [
    'a default of an attribute that is calculated',
    block('variable "v"', 'type    = object({ n = optional(string, upper("a")) })', 'default = {}'),
    'main.tf:2:43 Function calls not allowed: functions may not be called here.',
  ],
  [
    'elements of which one is null and the others are not alike',
    block('variable "v"', 'type    = map(any)', 'default = { a = null, b = { c = 1 }, d = "e" }'),
    'main.tf:3:13 All elements must be of one type here.',
  ],
  [
    'a resource of the built-in provider as a data source',
    'data "terraform_data" "a" {\n}\n',
    'main.tf:1:1 Invalid data source: "terraform_data" is none. Declare it using a "resource" block instead of a "data" block.',
  ],
])('%s is refused where it stands', async (_, text, problem) => {
  const [first, ...others] = problemsOf(await readOne(text))
  expect([first?.replace(/^error [A-Z_]+ /, ''), others]).toEqual([problem, []])
})

test.each([
  ['terraform_data.one["input"]', 'Unexpected resource instance key'],
  ['try(terraform_data.one[0].input, "none")', 'Unexpected resource instance key'],
  ['terraform_data.two[0]["input"]', 'Invalid index operation'],
  ['try(terraform_data.two.input, "none")', 'Missing resource instance key'],
  ['module.m["a"]["out"]', 'Invalid reference'],
])('%s is refused', async (expression, summary) => {
  const one = block('resource "terraform_data" "one"', 'input = 1')
  const two = block('resource "terraform_data" "two"', 'count = 2', 'input = 1')
  const stack = await readOne({
    'main.tf': one + two + block('module "m"', 'source   = "./m"', 'for_each = { a = 1 }'),
    'output.tf': block('output "it"', `value = ${expression}`),
    'm/main.tf': block('output "out"', 'value = 1'),
  })
  expect(problemsOf(stack).map((problem) => problem.replace(/^\S+ \S+ (\S+):\d+ ([^:]+):.*/, '$1 $2'))).toEqual([
    `output.tf:2 ${summary}`,
  ])
})

test('what is in parentheses, and a key that is calculated, can be followed by brackets', async () => {
  const two = block('resource "terraform_data" "two"', 'count = 2', 'input = 1')
  const it = block('output "it"', 'value = [(terraform_data.two[0])["input"], terraform_data.two[0]["${"input"}"]]')
  expect(problemsOf(await readOne(two + it))).toEqual([])
})

test('a local value has a name', async () => {
  const stack = await readOne({ 'main.tf.json': '{"locals": {"${path.root}": 1}}' })
  expect(problemsOf(stack)).toEqual([
    'error INVALID_TEMPLATE main.tf.json:1:13 Invalid local value name: a name must start with a letter or underscore and may contain only letters, digits, underscores, and dashes, unlike "${path.root}".',
  ])
})

test('the version of a module that lies here is refused', async () => {
  const stack = await readOne({
    'main.tf': block('module "m"', 'source  = "./m"', 'version = "1.0"'),
    'm/main.tf': data,
  })
  expect(problemsOf(stack)).toEqual([
    'error INVALID_VALUE main.tf:2:13 Invalid registry module source address: can\'t use local directory "./m" as a module registry address. Terraform assumed that you intended a module registry source address because you also set the argument "version", which applies only to registry modules.',
  ])
})

test('null for a variable of a module that cannot be null and has no default is refused', async () => {
  const stack = await readOne({
    'main.tf': block('module "m"', 'source = "./m"', 'v      = null'),
    'm/main.tf': block('variable "v"', 'nullable = false'),
  })
  expect(problemsOf(stack)).toEqual([
    'error INVALID_VALUE main.tf:3:12 Required variable not set: var.v may not be set to null, and has no default.',
  ])
})

test('conditions, moves and removals as they should be are accepted', async () => {
  const stack = await readOne(`
variable "v" {
  default   = 2
  sensitive = "false"
  validation {
    condition     = [for x in [var.v] : x > 1][0]
    error_message = "too few"
  }
}
resource "terraform_data" "a" {
  lifecycle {
    prevent_destroy = false
    precondition {
      condition     = var.v == 2
      error_message = "no"
    }
    postcondition {
      condition     = self.id != ""
      error_message = "no"
    }
  }
}
check "c" {
  assert {
    condition     = terraform_data.a.id != ""
    error_message = "no"
  }
}
moved {
  from = module.old["a.b"].module.inner
  to   = module.new
}
moved {
  from = terraform_data.b
  to   = module.new.terraform_data.b[0]
}
removed {
  from = module.old
  lifecycle {
    destroy = false
  }
}
`)
  expect(problemsOf(stack)).toEqual([])
})
