import { expect, test } from 'vitest'
import { unitsOf } from '../../../cli/check/units.ts'
import type { Configured } from '../../../cli/configuration.ts'
import type { InputOptions } from '../../../cli/input-options.ts'

const options: InputOptions = { parameter: [], parameterFile: [], var: [], varFile: [], limit: {} }

const configured: Configured = {
  path: 'conf/portcullis.yaml',
  configuration: {
    stacks: [
      {
        path: 'app.yaml',
        environments: {
          prod: { region: 'eu-central-1', account: '123456789012', parameters: { Stage: 'prod', Zones: ['a', 'b'] } },
        },
      },
      { path: 'infra/', environments: { prod: { varFiles: ['prod.tfvars'], variables: { n: 3 } }, test: {} } },
      { path: 'other' },
    ],
  },
}

test('without anything, what openInputs takes for nothing: the working directory', () => {
  expect(unitsOf([], options, { configuration: {} }, undefined)).toEqual({ paths: [], options, stacks: [] })
})

test('the stacks of the file, from its folder, unless the command line names paths', () => {
  const paths = ['conf/app.yaml', 'conf/infra/', 'conf/other']
  expect(unitsOf([], options, configured, undefined)).toEqual({ paths, options, stacks: [] })
  expect(unitsOf(['x'], options, configured, undefined)).toEqual({ paths: ['x'], options, stacks: [] })
})

test('with an environment, each stack that has it has its values, and the command line counts more', () => {
  const given: InputOptions = { ...options, region: 'us-east-1', parameter: ['Stage=mine'], varFile: ['mine.tfvars'] }
  const others = { ...given, environment: 'prod' }
  const { unknown, ...units } = unitsOf(['.'], given, configured, 'prod')
  expect(units).toEqual({
    paths: ['.'],
    options: others,
    stacks: [
      {
        path: 'conf/app.yaml',
        options: {
          ...others,
          region: 'us-east-1',
          account: '123456789012',
          environmentParameters: ['Stage=prod', 'Zones=a,b'],
          parameter: ['Stage=mine'],
        },
      },
      {
        path: 'conf/infra/',
        options: {
          ...others,
          environmentParameters: [],
          var: ['n=3'],
          varFile: ['conf/prod.tfvars', 'mine.tfvars'],
        },
      },
      { path: 'conf/other', options: others },
    ],
  })
})

test.each<[string, Configured, string]>([
  [
    'prd',
    configured,
    '--environment names "prd", and no stack of conf/portcullis.yaml that is checked has it, nor a samconfig.toml beside a template. Did you mean prod?',
  ],
  [
    'elsewhere',
    configured,
    '--environment names "elsewhere", and no stack of conf/portcullis.yaml that is checked has it, nor a samconfig.toml beside a template. There are prod, test.',
  ],
  [
    'prod',
    configured,
    '--environment names "prod", and no stack of conf/portcullis.yaml that is checked has it, nor a samconfig.toml beside a template. It is of conf/app.yaml, conf/infra/.',
  ],
  [
    'prod',
    { path: 'portcullis.yaml', configuration: {} },
    '--environment names "prod", and no stack of portcullis.yaml that is checked has it, nor a samconfig.toml beside a template. None of the stacks has environments.',
  ],
  [
    'prod',
    { configuration: {} },
    '--environment names "prod", and there is neither a portcullis.yaml here nor a samconfig.toml beside a template that has it.',
  ],
])('what is said where nothing that is checked knows the environment: %s', (name, given, message) => {
  const { options: others, unknown } = unitsOf([], options, given, name)
  expect([others.environment, unknown?.message]).toEqual([name, message])
})
