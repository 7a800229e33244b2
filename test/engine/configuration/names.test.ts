import { describe, expect, test } from 'vitest'
import { readConfiguration } from '../../../engine/configuration/configuration.ts'
import { namesProblems } from '../../../engine/configuration/names.ts'
import type { Manifest } from '../../../model/policy.ts'
import { describedPolicy } from '../../support/policies.ts'

const manifest: Manifest = {
  name: 'builtin',
  digest: 'sha256:00',
  policies: [
    describedPolicy('secrets/literal_secret', {
      allow: { type: 'array', default: [] },
      flows: { type: 'array', default: [], items: { type: 'object' } },
    }),
    describedPolicy('secrets/deploy_time_secret', {
      env_secret_mode: { type: 'string', default: 'require_cmk', enum: ['forbid', 'require_cmk', 'allow'] },
    }),
    describedPolicy('roles/shared_role', {
      max: { type: 'integer', default: 1 },
      names: { type: 'array', default: ['a'] },
      flows: { type: 'object', default: {} },
    }),
    describedPolicy('roles/foreign', {
      accounts: {
        type: 'array',
        items: { type: 'string', pattern: '^[0-9]{12}$', examples: ['123456789012'] },
        minItems: 1,
        default: ['123456789012'],
      },
      name: { type: 'string', format: 'regex', default: '(?i)secret' },
      days: { type: 'integer', minimum: 0, default: 90 },
      grave: {
        type: 'object',
        properties: {
          read: { type: 'string', enum: ['high', 'low'] },
          write: { type: 'string', enum: ['high', 'low'] },
        },
        additionalProperties: false,
        default: {},
      },
    }),
  ],
  profiles: { default: { title: 'Usual', description: '', policies: [], settings: {} } },
}

function problems(text: string): readonly string[] {
  const read = readConfiguration({ path: 'portcullis.yaml', text })
  return 'problems' in read ? read.problems : namesProblems(read.configuration, read.placeOf, [manifest])
}

test('what there is may be named', () => {
  const text = `
profile: default
only: [secrets]
skip: [secrets/literal_secret]
settings:
  secrets: {unknown: fail}
  secrets/deploy_time_secret: {parameters: {env_secret_mode: forbid}}
  roles/shared_role: {severity: low, parameters: {max: 2, names: [], flows: {a: b}}}
server: {environments: {prod: {profile: default, settings: {secrets/literal_secret: {parameters: {allow: [x], flows: [{from: a}]}}}}}}
`
  expect(problems(text)).toEqual([])
})

test('what a parameter takes is taken', () => {
  const text = `
settings:
  roles/foreign:
    parameters: {accounts: ['000000000000'], name: '(?i)^pass', days: 0, grave: {read: low}}
`
  expect(problems(text)).toEqual([])
})

describe('a value that a parameter does not take is told with its place', () => {
  test.each([
    ['accounts: ["12345"]', '1:52: accounts[0] takes a text like 123456789012; it is "12345".'],
    ['accounts: []', '1:51: accounts takes a list of at least 1, each item a text like 123456789012.'],
    [
      'name: "(a"',
      '1:47: name takes a regular expression (RE2); it is "(a". That has a fault at "(a": missing closing ).',
    ],
    [
      'name: a(?!b)',
      '1:47: name takes a regular expression (RE2); it is "a(?!b)". That has a fault at "(?!": invalid or unsupported Perl syntax.',
    ],
    ['days: -1', '1:47: days takes a whole number from 0; it is -1.'],
    ['days: 1.5', '1:47: days takes a whole number from 0; it is 1.5.'],
    ['grave: {reed: low}', '1:49: grave has no entry "reed". Did you mean read?'],
    ['grave: {raed: low, tag: low}', '1:49: grave has no entry "raed". Did you mean read?'],
    ['grave: {read: hihg}', '1:55: grave.read takes one of high, low; it is "hihg". Did you mean high?'],
  ])('%j', (text, said) => {
    const [first] = problems(`settings: {roles/foreign: {parameters: {${text}}}}`)
    expect(first).toBe(`portcullis.yaml:${said.replace(/: /, ': settings.roles/foreign.parameters.')}`)
  })
})

describe('what there is not is told with its place', () => {
  test.each([
    ['profile: defualt', '1:10: profile names "defualt", and there is no such profile. Did you mean default?'],
    ['profile: mine', '1:10: profile names "mine", and there is no such profile. There are default.'],
    ['skip:\n  - secretz', '2:5: skip names "secretz", and there is no such policy or practice. Did you mean secrets?'],
    [
      'settings: {literal_secret: {severity: low}}',
      '1:12: settings names "literal_secret", and there is no such policy or practice. Did you mean secrets/literal_secret?',
    ],
    [
      'settings: {roles/shared_role: {parameters: {mx: 2}}}',
      '1:45: settings.roles/shared_role.parameters has no "mx". Did you mean max?',
    ],
    [
      'settings: {roles/shared_role: {parameters: {most: 2}}}',
      '1:45: settings.roles/shared_role.parameters has no "most". There are max, names, flows.',
    ],
    [
      'settings: {roles/shared_role: {parameters: {max: two}}}',
      '1:50: settings.roles/shared_role.parameters.max takes a whole number; it is "two".',
    ],
    [
      'settings: {roles/shared_role: {parameters: {max: }}}',
      '1:50: settings.roles/shared_role.parameters.max has no value; it takes a whole number.',
    ],
    [
      'settings: {roles/shared_role: {parameters: {names: a}}}',
      '1:52: settings.roles/shared_role.parameters.names takes a list, each item a text.',
    ],
    [
      'settings: {roles/shared_role: {parameters: {names: [1]}}}',
      '1:53: settings.roles/shared_role.parameters.names[0] takes a text; it is the number 1. Write it in quotes.',
    ],
    [
      'settings: {secrets/literal_secret: {parameters: {allow: [{}]}}}',
      '1:58: settings.secrets/literal_secret.parameters.allow[0] takes a text.',
    ],
    [
      'settings: {roles/shared_role: {parameters: {flows: []}}}',
      '1:52: settings.roles/shared_role.parameters.flows takes a map.',
    ],
    [
      'settings: {secrets/deploy_time_secret: {parameters: {env_secret_mode: forbidd}}}',
      '1:71: settings.secrets/deploy_time_secret.parameters.env_secret_mode takes one of forbid, require_cmk, allow; it is "forbidd". Did you mean forbid?',
    ],
    [
      'settings: {secrets: {parameters: {allow: []}}}',
      '1:35: settings.secrets.parameters is of a practice, and only a policy has parameters. Set it for secrets/literal_secret.',
    ],
    [
      'server: {environments: {prod: {settings: {roles/shared: {severity: low}}}}}',
      '1:43: server.environments.prod.settings names "roles/shared", and there is no such policy or practice.',
    ],
  ])('%j', (text, said) => {
    expect(problems(text)).toEqual([`portcullis.yaml:${said}`])
  })
})
