import { loadPolicy } from '@open-policy-agent/opa-wasm'
import { afterAll, expect, test } from 'vitest'
import { createToolchain } from '../../toolchain/toolchain.ts'

const toolchain = createToolchain()
afterAll(() => toolchain.close())

const sharedRole = `# METADATA
# title: Execution role is shared
# description: |
#   A role used by many functions holds the union
#   of what they need.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
# custom:
#   severity: high
#   parameters:
#     max_functions: {type: integer, default: 1}
package policies.function_roles.shared_role

import data.lib.result

deny contains result.at(role, names) if {
	some role in input.roles
	count(role.functions) > 1
	names := [input.functions[id].name | some id in role.functions]
}
`

const result = `package lib.result

at(entity, names) := {"id": entity.id, "names": names, "stage": input.config[entity.id]}
`

test('a compiled policy is a WebAssembly module that gives its findings', async () => {
  const { wasm } = await toolchain.compile({
    modules: { 'policy.rego': sharedRole, 'lib/result.rego': result },
    entrypoints: ['policies/function_roles/shared_role/deny'],
  })
  const policy = await loadPolicy(wasm)
  const findings = policy.evaluate({
    roles: { Shared: { id: 'Shared', functions: ['A', 'B'] }, Own: { id: 'Own', functions: ['C'] } },
    functions: { A: { name: 'orders' }, B: { name: 'mails' }, C: { name: 'thumbs' } },
    config: { Shared: 'prod' },
  })
  expect(findings).toEqual([{ result: [{ id: 'Shared', names: ['orders', 'mails'], stage: 'prod' }] }])
})

test('compiling describes every package: its metadata, its rules and what it reads of the input', async () => {
  const { packages } = await toolchain.compile({
    modules: { 'policy.rego': sharedRole, 'lib/result.rego': result },
    entrypoints: ['policies/function_roles/shared_role/deny'],
  })
  expect(packages).toEqual([
    {
      package: 'lib.result',
      path: ['lib', 'result'],
      files: ['lib/result.rego'],
      rules: ['at'],
      annotations: [],
      collections: [{ name: 'config', iterated: false, paired: false }],
    },
    {
      package: 'policies.function_roles.shared_role',
      path: ['policies', 'function_roles', 'shared_role'],
      files: ['policy.rego'],
      rules: ['deny'],
      annotations: [
        {
          scope: 'package',
          target: 'data.policies.function_roles.shared_role',
          file: 'policy.rego',
          line: 1,
          column: 1,
          title: 'Execution role is shared',
          description: 'A role used by many functions holds the union\nof what they need.',
          entrypoint: false,
          relatedResources: [
            {
              ref: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
              description: '',
            },
          ],
          organizations: [],
          authors: [],
          custom: { severity: 'high', parameters: { max_functions: { type: 'integer', default: 1 } } },
        },
      ],
      collections: [
        { name: 'config', iterated: false, paired: false },
        { name: 'functions', iterated: false, paired: false },
        { name: 'roles', iterated: true, paired: false },
      ],
    },
  ])
})

test.each([
  ['some x in input.roles', 'roles', true],
  ['input.roles[_].name == "x"', 'roles', true],
  ['some id; input.roles[id].name == "x"', 'roles', true],
  ['every r in input.roles { r.name == "x" }', 'roles', true],
  ['count(input.roles) > 1', 'roles', true],
  ['not input.roles.admin', 'roles', false],
  ['input.roles["admin"].name == "x"', 'roles', false],
  ['fn := data.fn; input.roles[fn.role].name == "x"', 'roles', false],
  ['input.roles[data.fn.role].name == "x"', 'roles', false],
  ['x := input; x.roles == 1', '*', true],
  ['name := data.name; input[name].x == 1', '*', false],
  ['name := data.name; input[name][_].x == 1', '*', true],
  ['input[_].admin.x == 1', '*', true],
])('%s: the collection %s, iterated: %s', async (body, name, iterated) => {
  const { packages } = await toolchain.compile({
    modules: { 'a.rego': `package a\n\nx if { ${body} }\n` },
    entrypoints: ['a/x'],
    lenient: true,
  })
  expect(packages[0]?.collections).toMatchObject([{ name, iterated }])
})

test.each([
  ['deny if { some role in input.roles; role.name == "x" }', false],
  ['deny if { some role in input.roles; not lonely(role) }\n\nlonely(role) if input.functions[role.fn]', false],
  ['deny if { some one in input.roles; some other in input.roles; one.name == other.name }', true],
  [
    'deny if { some one in input.roles; some id in twins(one) }\n\ntwins(one) := [id | some id, r in input.roles; r == one]',
    true,
  ],
  ['deny if { some one in input.roles; count(input.roles) > 1 }', true],
  ['deny if { some id in admins }\n\nadmins contains id if { some id, r in input.roles; r.admin }', true],
])('%s: roles are held against each other: %s', async (rules, paired) => {
  const { packages } = await toolchain.compile({
    modules: { 'a.rego': `package a\n\n${rules}\n` },
    entrypoints: ['a/deny'],
    lenient: true,
  })
  expect(packages[0]?.collections.find(({ name }) => name === 'roles')).toMatchObject({ name: 'roles', paired })
})

test('an entry point that no rule defines is an error without a place', async () => {
  await expect(
    toolchain.compile({ modules: { 'a.rego': 'package a\n\nx := 1\n' }, entrypoints: ['a/y'] }),
  ).rejects.toMatchObject({
    name: 'RegoError',
    problems: [
      {
        code: 'rego_compile_error',
        message: 'entrypoint "a/y" does not refer to a rule or policy decision',
        file: null,
        line: null,
        column: null,
        details: [],
      },
    ],
  })
})
