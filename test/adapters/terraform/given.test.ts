import { describe, expect, test } from 'vitest'
import { problemsOf, readOne } from './reading.ts'

const number = 'variable "n" {\n  type = number\n}\noutput "it" {\n  value = var.n\n}\n'
const object = 'variable "queue" {\n  type = object({ name = string })\n}\noutput "it" {\n  value = var.queue\n}\n'

describe('a value that a variable cannot take is told with the variable and who gave it', () => {
  test('on the command line', async () => {
    expect(problemsOf(await readOne(number, { variables: { n: 'two' } }))).toEqual([
      'error INVALID_VALUE main.tf:1:1 Invalid value for input variable "n", given as "two" on the command line: A number is needed here.',
    ])
  })

  test('in the environment', async () => {
    const environmentVariables = new Map([['n', 'two']])
    expect(problemsOf(await readOne(number, { environmentVariables }))).toEqual([
      'error INVALID_VALUE main.tf:1:1 Invalid value for input variable "n", given as "two" in the environment (TF_VAR_n): A number is needed here.',
    ])
  })

  test('in a file, with its line', async () => {
    const files = { 'main.tf': number, 'terraform.tfvars': '\nn = "two"\n' }
    expect(problemsOf(await readOne(files))).toEqual([
      'error INVALID_VALUE terraform.tfvars:2:5 Invalid value for input variable "n", given as "two" at terraform.tfvars:2: A number is needed here.',
    ])
  })

  test('by the call of a module', async () => {
    const files = { 'main.tf': 'module "m" {\n  source = "./m"\n  n      = "two"\n}\n', 'm/main.tf': number }
    expect(problemsOf(await readOne(files))).toEqual([
      'error INVALID_VALUE main.tf:3:12 Invalid value for input variable "n", given as "two" at main.tf:3: A number is needed here.',
    ])
  })

  test('where a part is missing', async () => {
    expect(problemsOf(await readOne(object, { variables: { queue: '{ nmae = "jobs" }' } }))).toEqual([
      'error INVALID_VALUE main.tf:1:1 Invalid value for input variable "queue", given on the command line: The attribute "name" is missing.',
    ])
  })

  test('where it is no expression, or none that stands for itself', async () => {
    expect(problemsOf(await readOne(object, { variables: { queue: '{' } }))).toEqual([
      'error INVALID_VALUE main.tf:1:1 Invalid value for input variable "queue", given on the command line: It is not an expression; a list is written as ["a","b"].',
    ])
    expect(problemsOf(await readOne(object, { variables: { queue: 'local.queue' } }))).toEqual([
      'error INVALID_VALUE main.tf:1:1 Invalid value for input variable "queue", given on the command line: Variables not allowed: variables may not be used here.',
    ])
  })

  test('without the value where it is secret', async () => {
    const declared = (name: string, rest: string) =>
      `variable "${name}" {\n  type = number\n${rest}}\noutput "it" {\n  value = var.${name}\n  sensitive = true\n}\n`
    expect(
      problemsOf(await readOne(declared('pin', '  sensitive = true\n'), { variables: { pin: 'not-real' } })),
    ).toEqual([
      'error INVALID_VALUE main.tf:1:1 Invalid value for input variable "pin", given on the command line: A number is needed here.',
    ])
    expect(problemsOf(await readOne(declared('db_password', ''), { variables: { db_password: 'not-real' } }))).toEqual([
      'error INVALID_VALUE main.tf:1:1 Invalid value for input variable "db_password", given on the command line: A number is needed here.',
    ])
  })
})
