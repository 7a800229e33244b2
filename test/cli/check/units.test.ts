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
  expect(unitsOf([], options, { configuration: {} }, undefined)).toEqual({ units: [{ paths: [], options }] })
})

test('the stacks of the file, from its folder, unless the command line names paths', () => {
  expect(unitsOf([], options, configured, undefined).units).toEqual([
    { paths: ['conf/app.yaml', 'conf/infra/', 'conf/other'], options },
  ])
  expect(unitsOf(['x'], options, configured, undefined)).toEqual({ units: [{ paths: ['x'], options }] })
})

test('with an environment, each stack that has it has its values, and the command line counts more', () => {
  const given: InputOptions = { ...options, region: 'us-east-1', parameter: ['Stage=mine'], varFile: ['mine.tfvars'] }
  expect(unitsOf([], given, configured, 'prod').units).toEqual([
    {
      paths: ['conf/app.yaml'],
      options: {
        ...given,
        region: 'us-east-1',
        account: '123456789012',
        environment: 'prod',
        environmentParameters: ['Stage=prod', 'Zones=a,b'],
        parameter: ['Stage=mine'],
      },
    },
    {
      paths: ['conf/infra/'],
      options: {
        ...given,
        environment: 'prod',
        environmentParameters: [],
        var: ['n=3'],
        varFile: ['conf/prod.tfvars', 'mine.tfvars'],
      },
    },
    { paths: ['conf/other'], options: { ...given, environment: 'prod' } },
  ])
})

test('a stack that is named on the command line has its values too', () => {
  const {
    units: [unit],
    unknown,
  } = unitsOf(['./conf/infra'], options, configured, 'prod')
  expect([unit, unknown]).toEqual([
    {
      paths: ['conf/infra/'],
      options: {
        ...options,
        environment: 'prod',
        environmentParameters: [],
        var: ['n=3'],
        varFile: ['conf/prod.tfvars'],
      },
    },
    undefined,
  ])
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
    { path: 'portcullis.yaml', configuration: {} },
    '--environment names "prod", and no stack of portcullis.yaml that is checked has it, nor a samconfig.toml beside a template. None of the stacks has environments.',
  ],
  [
    'prod',
    { configuration: {} },
    '--environment names "prod", and there is neither a portcullis.yaml here nor a samconfig.toml beside a template that has it.',
  ],
])(
  'an environment that portcullis.yaml lacks may be known beside the templates; else this is said: %s',
  (name, given, message) => {
    const { units, unknown } = unitsOf([], options, given, name)
    expect([units.map((unit) => unit.options.environment), unknown?.message]).toEqual([[name], message])
  },
)
