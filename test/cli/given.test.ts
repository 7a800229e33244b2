import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenOf } from '../../cli/given.ts'
import type { InputOptions } from '../../cli/input-options.ts'

let folder: string
const environment = { TF_VAR_stage: 'prod', HOME: 'x' }
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-given-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a value on the command line may name its stack and hold any sign after the first =', async () => {
  expect(await given({ parameter: ['Stage=prod', 'app.yaml:Filter=a=b,c'], var: ['stage=["a"]'] })).toEqual({
    parameters: new Map([
      ['Stage', 'prod'],
      ['app.yaml:Filter', 'a=b,c'],
    ]),
    variables: new Map([['stage', '["a"]']]),
    variableFiles: [],
  })
})

test('of files and single values the later one wins, and those of an environment come first', async () => {
  for (const name of ['prod', 'one', 'two']) writeFileSync(join(folder, `${name}.tfvars`), `from = "${name}"`)
  const { variableOrder } = await given({
    varFile: ['prod.tfvars', 'one.tfvars', 'two.tfvars'],
    var: ['a=prod', 'a=cli', 'b=cli'],
    varOrder: ['varFile', 'var', 'varFile', 'var'],
  })
  expect(variableOrder?.map((one) => ('path' in one ? one.text : one.join('=')))).toEqual([
    'from = "prod"',
    'a=prod',
    'from = "one"',
    'a=cli',
    'from = "two"',
    'b=cli',
  ])
})

test('the environment is read only if asked', async () => {
  expect((await given({})).environmentVariables).toBe(undefined)
  expect((await given({ envVars: true })).environmentVariables).toEqual(new Map([['stage', 'prod']]))
})

test('the parameter file of the AWS CLI is read', async () => {
  const file = write('cli.json', '[{"ParameterKey": "Stage", "ParameterValue": "prod"}, "Size=3"]')
  expect((await given({ parameterFile: [file] })).parameters).toEqual(
    new Map([
      ['Stage', 'prod'],
      ['Size', '3'],
    ]),
  )
})

test('the template configuration of CodePipeline is read', async () => {
  const file = write('pipeline.json', '{"Parameters": {"Stage": "prod", "Size": 3, "Zones": ["a", "b"]}, "Tags": {}}')
  expect((await given({ parameterFile: [file] })).parameters).toEqual(
    new Map([
      ['Stage', 'prod'],
      ['Size', '3'],
      ['Zones', 'a,b'],
    ]),
  )
})

test('a value on the command line wins over one of a file, and a later file over an earlier one', async () => {
  const one = write('one.json', '["A=1", "B=1", "C=1"]')
  const two = write('two.json', '["B=2", "C=2"]')
  expect((await given({ parameterFile: [one, two], parameter: ['C=3'] })).parameters).toEqual(
    new Map([
      ['A', '1'],
      ['B', '2'],
      ['C', '3'],
    ]),
  )
})

test('a file of variables is handed on as it is', async () => {
  const file = write('prod.tfvars', 'stage = "prod"\n')
  expect((await given({ varFile: [file] })).variableFiles).toEqual([{ path: 'prod.tfvars', text: 'stage = "prod"\n' }])
})

test('a broken or foreign parameter file is refused with its place, and without what it holds', async () => {
  const broken = write('broken.json', '{\n  "Parameters": {"Token": "hunter2" "Stage": "prod"}\n}\n')
  await expect(given({ parameterFile: [broken] })).rejects.toThrow(/^broken\.json:2:\d+: (?!.*hunter2)/)
  const foreign = write('foreign.json', '{"Stage": "prod"}')
  await expect(given({ parameterFile: [foreign] })).rejects.toThrow(
    'foreign.json is no parameter file: it takes [{"ParameterKey": …, "ParameterValue": …}] or {"Parameters": {NAME: VALUE}}.',
  )
  await expect(given({ parameterFile: ['brokn.json'] })).rejects.toThrow(
    'There is no file or folder brokn.json. Did you mean broken.json?',
  )
  await expect(given({ parameter: ['Stage'] })).rejects.toThrow('--parameter takes NAME=VALUE, not "Stage".')
})

async function given(options: Partial<InputOptions>) {
  return givenOf(
    { parameter: [], parameterFile: [], var: [], varFile: [], limit: {}, ...options },
    { cwd: folder, environment },
  )
}

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return name
}

test('a parameter file may be YAML, and an account id in it keeps its zeros', async () => {
  const list = write('list.yaml', '- ParameterKey: Owner\n  ParameterValue: 012345678901\n- Stage=prod\n')
  const map = write('map.yml', 'Parameters:\n  Zones: [a, b]\n  Live: true\n')
  expect((await given({ parameterFile: [list, map] })).parameters).toEqual(
    new Map([
      ['Owner', '012345678901'],
      ['Stage', 'prod'],
      ['Zones', 'a,b'],
      ['Live', 'true'],
    ]),
  )
})

const samconfig = `version = 0.1
[default.global.parameters]
region = "eu-west-1"
[default.deploy.parameters]
stack_name = "shop"
parameter_overrides = 'Stage=dev Greeting="two words" Empty="" Filter=a=b Quote="say \\"hi\\""'
[prod.deploy.parameters]
region = "eu-central-1"
parameter_overrides = ["Stage=prod", "ParameterKey=Size,ParameterValue=3"]
[broken.deploy.parameters]
parameter_overrides = "Stage"
`

test('the configuration of the SAM CLI is a parameter file: of its default environment, or of one behind a colon', async () => {
  const file = write('samconfig.toml', samconfig)
  const usual = await given({ parameterFile: [file] })
  expect([usual.region, [...usual.parameters]]).toEqual([
    'eu-west-1',
    [
      ['Stage', 'dev'],
      ['Greeting', 'two words'],
      ['Empty', ''],
      ['Filter', 'a=b'],
      ['Quote', 'say "hi"'],
    ],
  ])
  const prod = await given({ parameterFile: [`${file}:prod`], region: 'us-east-1' })
  expect([prod.region, [...prod.parameters]]).toEqual([
    'us-east-1',
    [
      ['Stage', 'prod'],
      ['Size', '3'],
    ],
  ])
  const yaml = write(
    'samconfig.yaml',
    'version: 0.1\nprod:\n  deploy:\n    parameters:\n      parameter_overrides: {Size: 3}\n',
  )
  expect([...(await given({ parameterFile: [`${yaml}:prod`] })).parameters]).toEqual([['Size', '3']])
})

test('a configuration of the SAM CLI that cannot be used is refused, without what it holds', async () => {
  const file = write('samconfig.toml', samconfig)
  await expect(given({ parameterFile: [`${file}:prd`] })).rejects.toThrow(
    'samconfig.toml has no environment "prd". Did you mean prod?',
  )
  await expect(given({ parameterFile: [`${file}:broken`] })).rejects.toThrow(
    'samconfig.toml: the parameter_overrides of broken must be NAME=VALUE, one or more.',
  )
  const broken = write('broken.toml', '[a]\nx = "hunter2\n')
  await expect(given({ parameterFile: [broken] })).rejects.toThrow(/^broken\.toml:2:\d+: (?!.*hunter2)/)
})

test('what portcullis.yaml says of an environment comes before nothing that the command line gives', async () => {
  const file = write('some.json', '["B=2", "C=2"]')
  const { parameters } = await given({
    environmentParameters: ['A=1', 'B=1', 'C=1'],
    parameterFile: [file],
    parameter: ['C=3'],
  })
  expect([...parameters]).toEqual([
    ['A', '1'],
    ['B', '2'],
    ['C', '3'],
  ])
})
