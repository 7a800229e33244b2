import { afterAll, expect, test } from 'vitest'
import { compileBundle, type Module } from '../../../engine/bundle/compile.ts'
import { PolicyProblems } from '../../../engine/bundle/policy-problems.ts'
import { createToolchain } from '../../../toolchain/toolchain.ts'
import { compilePolicies, library, policyModules } from '../../support/policies.ts'
import { bundle } from '../../support/scan.ts'

const toolchain = createToolchain()
afterAll(() => toolchain.close())

const taken = bundle.manifest.policies.map((policy) => ({ policy, bundle: 'builtin' }))
const long = `deny contains result.at(fn, ["timeout_s"], {}) if {
	some fn in input.functions
	fn.timeout_s > 60
}`

/** What is said of these modules, line by line. */
async function saidOf(modules: readonly Module[]): Promise<readonly string[]> {
  const problem = await compileBundle('acme', modules, { compile: toolchain.compile, library, taken }).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (problem === undefined) return []
  if (problem instanceof PolicyProblems) return problem.message.split('\n')
  throw problem
}

test('an organisation gets a bundle of its own policies alone, to be run in a thread of its own', async () => {
  const acme = await compilePolicies({ 'acme/long': long, 'acme/longer': long }, toolchain)
  expect(acme.guarded).toBe(true)
  expect(acme.manifest).toMatchObject({ name: 'acme', digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) })
  expect(acme.manifest.policies.map(({ id, file }) => [id, file])).toEqual([
    ['acme/long', 'acme/acme/long/policy.rego'],
    ['acme/longer', 'acme/acme/longer/policy.rego'],
  ])
})

test('every problem is said at once, each with its place', async () => {
  const [misspelt, renamed, builtIn] = policyModules({
    'acme/misspelt': long,
    'acme/renamed': long,
    'secrets/literal_secret': long,
  })
  if (!misspelt || !renamed || !builtIn) throw new Error('three modules')
  const modules = [
    { ...misspelt, text: misspelt.text.replace('severity', 'sevrity').replace('[timeout_s]', '[timeout]') },
    { ...renamed, place: 'acme/new_name' },
    builtIn,
  ]
  expect(await saidOf(modules)).toEqual([
    'acme/acme/renamed/policy.rego:9:1: the file lies in acme/new_name, so it begins with "package policies.acme.new_name", not "package policies.acme.renamed"',
    'acme/secrets/literal_secret/policy.rego:9:1: the policy secrets/literal_secret is built in; give this one another name',
    'acme/acme/misspelt/policy.rego:1: custom needs severity',
    'acme/acme/misspelt/policy.rego:1: custom has no field "sevrity". Did you mean severity?',
  ])
})

test('words that say nothing of a parameter, and a default that it would not take, are said', async () => {
  const [policy] = policyModules({ 'acme/set': long })
  if (!policy) throw new Error('one module')
  const parameters = `#   parameters:
#     most: {type: integer, minimun: 1, default: 60}
#     names: {type: string, format: regex, default: "(a"}
package`
  expect(await saidOf([{ ...policy, text: policy.text.replace('package', parameters) }])).toEqual([
    'acme/acme/set/policy.rego:1: custom.parameters.most has no field "minimun". Did you mean minimum?',
    'acme/acme/set/policy.rego:1: custom.parameters.names.default takes a regular expression (RE2); it is "(a". That has a fault at "(a": missing closing )',
  ])
})

test('a path that leads nowhere is said', async () => {
  const [policy] = policyModules({ 'acme/nowhere': long })
  if (!policy) throw new Error('one module')
  expect(await saidOf([{ ...policy, text: policy.text.replace('[timeout_s]', '[timeout]') }])).toEqual([
    'acme/acme/nowhere/policy.rego:1: a function has no attribute "timeout"',
  ])
})

test('Rego that is wrong is said with line and column', async () => {
  const [policy] = policyModules({ 'acme/broken': 'deny contains result.at(fn, ["timeout_s"], {}) if fn.timout_s' })
  if (!policy) throw new Error('one module')
  const [first] = await saidOf([policy])
  expect(first).toMatch(/^acme\/acme\/broken\/policy\.rego:13:\d+: rego_unsafe_var_error: var fn is unsafe/)
})

test('two folders cannot hold the same policy', async () => {
  const [policy] = policyModules({ 'acme/twice': long })
  if (!policy) throw new Error('one module')
  expect(await saidOf([policy, { ...policy, path: 'other/acme/twice/policy.rego' }])).toContain(
    'other/acme/twice/policy.rego:9:1: the policy acme/twice is in acme/acme/twice/policy.rego already',
  )
})

test('a module cannot take the place of the library', async () => {
  const [policy] = policyModules({ 'acme/good': long })
  if (!policy) throw new Error('one module')
  const taking = { path: 'acme/lib/result.rego', place: 'acme/lib', text: 'package lib.result\n\nat(_, _, _) := {}\n' }
  expect(await saidOf([policy, taking])).toEqual([
    "acme/lib/result.rego:1:1: the package lib.result is portcullis's own; give yours a name of its own",
  ])
})

test('a folder whose name is no part of an id is named', async () => {
  const [policy] = policyModules({ 'acme/good': long })
  if (!policy) throw new Error('one module')
  const said = await saidOf([{ ...policy, place: 'Acme-Rules/good' }])
  expect(said).toEqual([
    'acme/acme/good/policy.rego:9:1: the folder "Acme-Rules" cannot be part of a policy\'s id: use small letters, digits and underscores, beginning with a letter',
  ])
})
