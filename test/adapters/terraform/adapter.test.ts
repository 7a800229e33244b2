import { describe, expect, test } from 'vitest'
import { variablesIn } from '../../../adapters/terraform/inputs.ts'
import { nativeView } from '../../../model/native.ts'
import { startOf } from '../../../model/source.ts'
import type { Given } from '../../../model/stack.ts'
import { scalar } from '../../../model/value.ts'
import { problemsOf, readAll, readOne, resultOf } from './reading.ts'

const missing = scalar('missing', startOf(''))

const bucket = 'resource "aws_s3_bucket" "b" {\n  bucket = "b"\n}\n'

describe('a folder is a root', () => {
  test('if nothing calls it, whether or not another one shows that it is applied', async () => {
    const stacks = await readAll({
      'good/main.tf': 'provider "aws" {}\n',
      'bad/main.tf': `variable "team" {}\n${bucket}`,
      'app/main.tf': 'module "data" {\n  source = "../data"\n}\n',
      'app/old/main.tf': bucket,
      'data/main.tf': `provider "aws" {}\n${bucket}`,
    })
    expect(stacks.map(({ id, path, files }) => ({ id, path, files }))).toEqual([
      { id: 'app', path: 'app', files: ['app/main.tf', 'data/main.tf'] },
      { id: 'app/old', path: 'app/old', files: ['app/old/main.tf'] },
      { id: 'bad', path: 'bad', files: ['bad/main.tf'] },
      { id: 'good', path: 'good', files: ['good/main.tf'] },
    ])
    expect(stacks.flatMap(problemsOf)).toEqual([])
  })

  test('below modules only if it has a provider, backend, variables file or lock file', async () => {
    const stacks = await readAll({
      'live/main.tf': `module "data" {\n  source = "../modules/data"\n}\n`,
      'modules/data/main.tf': `provider "aws" {}\n${bucket}`,
      'modules/provider/main.tf': `provider "aws" {}\n${bucket}`,
      'modules/backend/main.tf': `terraform {\n  backend "s3" {}\n}\n${bucket}`,
      'modules/values/main.tf': bucket,
      'modules/values/terraform.tfvars': '',
      'modules/locked/main.tf': bucket,
      'modules/locked/.terraform.lock.hcl': '',
      'modules/left/main.tf': bucket,
      'live/modules/left/inner/main.tf': bucket,
    })
    expect(stacks.map(({ id }) => id).sort()).toEqual([
      'live',
      'modules/backend',
      'modules/locked',
      'modules/provider',
      'modules/values',
    ])
    expect(stacks.flatMap(problemsOf)).toEqual([
      'warning NOT_EVALUATED live/modules/left/inner/main.tf:1:1 No root calls the Terraform in live/modules/left/inner, modules/left: it is not judged. Name a folder to judge it by itself.',
    ])
  })

  test('if nothing calls it and none lies above it, where no folder shows that it is applied', async () => {
    const stacks = await readAll({
      'app/main.tf': 'module "data" {\n  source = "../data"\n}\n',
      'app/old/main.tf': bucket,
      'data/main.tf': bucket,
      'modules/other/main.tf': bucket,
    })
    expect(stacks.map(({ id, path, files }) => ({ id, path, files }))).toEqual([
      { id: 'app', path: 'app', files: ['app/main.tf', 'data/main.tf'] },
      { id: 'modules/other', path: 'modules/other', files: ['modules/other/main.tf'] },
    ])
    expect(stacks.flatMap(problemsOf)).toEqual([
      'warning NOT_EVALUATED app/old/main.tf:1:1 No root calls the Terraform in app/old: it is not judged. Name a folder to judge it by itself.',
    ])
  })

  test('not where there is no Terraform file', async () => {
    expect(await readAll({ 'template.yaml': 'Resources: {}' })).toEqual([])
  })
})

describe('a variable takes', () => {
  const main = 'variable "n" {\n  type    = list(number)\n  default = [1]\n}\noutput "it" {\n  value = var.n\n}\n'

  test.each<[string, Record<string, string>, Record<string, string>, unknown]>([
    ['its default', {}, {}, [1]],
    ['the value of terraform.tfvars', { 'terraform.tfvars': 'n = [2]' }, {}, [2]],
    ['that of an auto file over it', { 'terraform.tfvars': 'n = [2]', 'x.auto.tfvars': 'n = ["3"]' }, {}, [3]],
    ['what is given over all', { 'terraform.tfvars': 'n = [2]' }, { n: '[4]' }, [4]],
    ['what is given for its stack', {}, { '.:n': '[5]', 'other:n': '[6]' }, [5]],
  ])('%s', async (_, files, variables, expected) => {
    const { outputs } = await readOne({ 'main.tf': main, ...files }, { variables })
    const items = outputs.get('it')
    expect(items?.type === 'list' && items.items.map((item) => item.type === 'scalar' && item.value)).toEqual(expected)
  })

  test('what comes later on the command line, be it a file or a single value', async () => {
    const file = (text: string) => ({ path: 'given.tfvars', text })
    const itemOf = async (variableOrder: NonNullable<Given['variableOrder']>) => {
      const { outputs } = await readOne({ 'main.tf': main, 'terraform.tfvars': 'n = [2]' }, { variableOrder })
      return nativeView(outputs.get('it') ?? missing)
    }
    expect(await itemOf([file('n = [7]'), ['n', '[8]']])).toEqual([8])
    expect(await itemOf([['n', '[8]'], file('n = [7]')])).toEqual([7])
  })

  test('what the environment says only where nothing else does', async () => {
    const environmentVariables = variablesIn({ TF_VAR_n: '[9]', TF_VAR_other: '1', HOME: '/' })
    const { outputs, diagnostics } = await readOne({ 'main.tf': main }, { environmentVariables })
    expect([nativeView(outputs.get('it') ?? missing), diagnostics]).toEqual([[9], []])
    const overridden = await readOne({ 'main.tf': main, 'terraform.tfvars': 'n = [2]' }, { environmentVariables })
    expect(nativeView(overridden.outputs.get('it') ?? missing)).toEqual([2])
  })

  test('a text where it has no type', async () => {
    expect(await resultOf('var.n', 'variable "n" {}', { variables: { n: '5' } })).toBe('5')
  })

  test('no value of another type', async () => {
    const stack = await readOne('variable "n" {\n  type    = number\n  default = "many"\n}\n')
    expect(problemsOf(stack)).toEqual(['error INVALID_VALUE main.tf:3:13 A number is needed here.'])
  })

  test('no value that is not declared', async () => {
    const stack = await readOne('variable "stage" {}', { variables: { stag: 'x' } })
    expect(problemsOf(stack)).toEqual([
      'error PARAMETER_NOT_DECLARED - Value for undeclared variable: a variable named "stag" was assigned on the command line, but . does not declare a variable of that name. Did you mean "stage"?',
    ])
  })
})

describe('what is not read is said', () => {
  test('a module', async () => {
    const stack = await readOne(
      'module "m" {\n  source = "terraform-aws-modules/vpc/aws"\n}\noutput "x" {\n  value = module.m.id\n}\n',
    )
    expect(stack.opaque).toEqual(['module.m'])
    expect(problemsOf(stack)).toEqual([
      'warning OPAQUE main.tf:1:1 module.m (terraform-aws-modules/vpc/aws) is not read: nothing in it is judged, and its outputs are unknown. After "terraform init" it is.',
    ])
    expect(stack.status).toBe('complete')
    expect(stack.outputs.get('x')).toMatchObject({ type: 'unknown', symbol: 'module.m.id' })
  })
})

test.each([
  ['../secret.txt', 'scalar'],
  ['a/../../secret.txt', 'scalar'],
  ['../../secret.txt', 'unknown'],
  ['/etc/passwd', 'unknown'],
  ['~/secret.txt', 'unknown'],
])('a path that leads out of the checked root is not read: %s', async (path, type) => {
  const files = { 'live/main.tf': `output "it" {\n  value = file("${path}")\n}\n`, 'secret.txt': 'not so secret' }
  const stack = await readOne(files)
  expect(stack.outputs.get('it')?.type).toBe(type)
})

test('a place tells the way a value came', async () => {
  const stack = await readOne({
    'main.tf': 'resource "aws_sqs_queue" "q" {\n  name = local.name\n  delay_seconds = var.delay\n}\n',
    'values.tf': 'locals {\n  name = "jobs"\n}\nvariable "delay" {\n  default = 5\n}\n',
  })
  const { entries } = stack.resources[0]?.properties ?? { entries: new Map() }
  expect(entries.get('name')?.value).toMatchObject({
    value: 'jobs',
    at: { file: 'main.tf', startLine: 2, startColumn: 10 },
    via: [{ reason: 'local', location: { file: 'values.tf', startLine: 2, startColumn: 10 } }],
  })
  expect(entries.get('delay_seconds')?.value).toMatchObject({
    value: 5,
    at: { file: 'main.tf', startLine: 3 },
    via: [{ reason: 'default', location: { file: 'values.tf', startLine: 5, startColumn: 13 } }],
  })
})
