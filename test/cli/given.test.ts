import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenOf } from '../../cli/given.ts'
import type { InputOptions } from '../../cli/input-options.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-given-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a value on the command line may name its stack and hold any sign after the first =', () => {
  expect(given({ parameter: ['Stage=prod', 'app.yaml:Filter=a=b,c'], var: ['stage=["a"]'] })).toEqual({
    parameters: new Map([
      ['Stage', 'prod'],
      ['app.yaml:Filter', 'a=b,c'],
    ]),
    variables: new Map([['stage', '["a"]']]),
    variableFiles: [],
  })
})

test('the parameter file of the AWS CLI is read', () => {
  const file = write('cli.json', '[{"ParameterKey": "Stage", "ParameterValue": "prod"}, "Size=3"]')
  expect(given({ parameterFile: [file] }).parameters).toEqual(
    new Map([
      ['Stage', 'prod'],
      ['Size', '3'],
    ]),
  )
})

test('the template configuration of CodePipeline is read', () => {
  const file = write('pipeline.json', '{"Parameters": {"Stage": "prod", "Size": 3, "Zones": ["a", "b"]}, "Tags": {}}')
  expect(given({ parameterFile: [file] }).parameters).toEqual(
    new Map([
      ['Stage', 'prod'],
      ['Size', '3'],
      ['Zones', 'a,b'],
    ]),
  )
})

test('a value on the command line wins over one of a file, and a later file over an earlier one', () => {
  const one = write('one.json', '["A=1", "B=1", "C=1"]')
  const two = write('two.json', '["B=2", "C=2"]')
  expect(given({ parameterFile: [one, two], parameter: ['C=3'] }).parameters).toEqual(
    new Map([
      ['A', '1'],
      ['B', '2'],
      ['C', '3'],
    ]),
  )
})

test('a file of variables is handed on as it is', () => {
  const file = write('prod.tfvars', 'stage = "prod"\n')
  expect(given({ varFile: [file] }).variableFiles).toEqual([{ path: 'prod.tfvars', text: 'stage = "prod"\n' }])
})

test('a broken or foreign parameter file is refused with its place, and without what it holds', () => {
  const broken = write('broken.json', '{\n  "Parameters": {"Token": "hunter2" "Stage": "prod"}\n}\n')
  expect(() => given({ parameterFile: [broken] })).toThrow(/^broken\.json:2:\d+: /)
  expect(() => given({ parameterFile: [broken] })).not.toThrow(/hunter2/)
  const foreign = write('foreign.json', '{"Stage": "prod"}')
  expect(() => given({ parameterFile: [foreign] })).toThrow(
    'foreign.json is no parameter file: it takes [{"ParameterKey": …, "ParameterValue": …}] or {"Parameters": {NAME: VALUE}}.',
  )
  expect(() => given({ parameterFile: ['brokn.json'] })).toThrow(
    'There is no file or folder brokn.json. Did you mean broken.json?',
  )
  expect(() => given({ parameter: ['Stage'] })).toThrow('--parameter takes NAME=VALUE, not "Stage".')
})

function given(options: Partial<InputOptions>) {
  return givenOf({ parameter: [], parameterFile: [], var: [], varFile: [], limit: {}, ...options }, folder)
}

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return name
}
