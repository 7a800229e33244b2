import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { run } from '../../cli/program.ts'
import type { PolicyTestReport } from '../../model/policy-test.ts'
import { fakeHost } from '../support/host.ts'
import { bundle } from '../support/scan.ts'

const cache = mkdtempSync(join(tmpdir(), 'portcullis-cache-'))
let cwd = ''

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'portcullis-policy-'))
  return () => rmSync(cwd, { recursive: true, force: true })
})
afterAll(() => rmSync(cache, { recursive: true, force: true }))

/** One command line, run in the folder: its exit code and what it printed. */
async function portcullis(...args: readonly string[]) {
  const host = fakeHost({
    arguments: args,
    cwd,
    environment: { XDG_CACHE_HOME: cache },
    clock: () => performance.now(),
    bundle: pathToFileURL(`${process.cwd()}/dist/policies/`),
    policies: pathToFileURL(`${process.cwd()}/policies/`),
    writeFile: (path, text) => writeFileSync(join(cwd, path), text),
    writeNewFile: (path, text) => {
      mkdirSync(dirname(join(cwd, path)), { recursive: true })
      writeFileSync(join(cwd, path), text, { flag: 'wx' })
    },
  })
  const code = await run(host)
  return { code, ...host.printed }
}

const put = (path: string, text: string) => {
  mkdirSync(dirname(join(cwd, path)), { recursive: true })
  writeFileSync(join(cwd, path), text)
}
const edit = (path: string, from: string, to: string) => {
  const text = readFileSync(join(cwd, path), 'utf8')
  expect(text).toContain(from)
  put(path, text.replace(from, to))
}
const takeOrganisation = () => cpSync('examples/org-policies', join(cwd, 'acme'), { recursive: true })

const owner = 'acme/acme_operations/missing_owner'
const size = 'acme/acme_cost/oversized_function'
const template = readFileSync(`examples/org-policies/acme_cost/oversized_function/examples/fail.cfn.yaml`, 'utf8')

describe('policy new', () => {
  test.each([
    ['MissingOwner', '"MissingOwner" is not.\n'],
    ['Acme/missing-owner', '"Acme/missing-owner" is not. Did you mean acme/missing_owner?\n'],
    ['acme/missing/owner', '"acme/missing/owner" is not.\n'],
    ['../acme/owner', '"../acme/owner" is not.\n'],
    ['secrets/literal_secret', 'Give yours another name.\n'],
  ])('refuses %s in a sentence', async (id, end) => {
    const { code, errors, output } = await portcullis('policy', 'new', id)
    expect({ code, output }).toEqual({ code: 2, output: '' })
    expect(errors).toMatch(/^portcullis: .+\n$/)
    expect(errors.endsWith(end), errors).toBe(true)
  })

  test('overwrites nothing', async () => {
    put('policies/acme/odd/policy.rego', 'mine')
    const { code, errors } = await portcullis('policy', 'new', 'acme/odd')
    expect([code, errors]).toEqual([
      2,
      'portcullis: policies/acme/odd holds a policy already, and nothing is overwritten. Give the new one another name.\n',
    ])
    expect(readFileSync(join(cwd, 'policies/acme/odd/policy.rego'), 'utf8')).toBe('mine')
  })

  test('writes what compiles, is laid out, and fails by what is left to write', async () => {
    expect((await portcullis('policy', 'new', 'acme/odd', '--dir', 'rules')).code).toBe(0)
    expect(await portcullis('policy', 'fmt', 'rules', '--check')).toMatchObject({ code: 0, output: '' })
    const { code, output } = await portcullis('policy', 'test', 'rules', '--format', 'json')
    const report = JSON.parse(output) as PolicyTestReport
    expect(code).toBe(1)
    expect(report.policies[0]?.problems.map(({ message }) => message)).toEqual([
      'its title is still to be written: state the fault in a few words, as a report will say it',
      'its description is still to be written: say why it matters, and when it is reasonable to waive it.',
      'its fix is still to be written: say what to do.',
    ])
    const wrong = report.policies.flatMap(({ examples }) => examples).filter(({ problems }) => problems.length > 0)
    expect(wrong.map(({ name, problems }) => [name, ...problems.map(({ message }) => message)])).toEqual([
      ['fail.cfn.yaml', 'promised and not found: timeout_s'],
      ['fail.tf', 'promised and not found: timeout_s'],
    ])
    expect(report.rego.tests.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['test_deny_what_is_wrong', 'failed'],
      ['test_allow_what_is_right', 'passed'],
    ])
    expect(report.policies[0]?.hints).toEqual([])
  })
})

describe('policy test', () => {
  beforeEach(takeOrganisation)

  test('passes the policies of the example organisation, tests running through all of them', async () => {
    const { code, output, errors } = await portcullis('policy', 'test', 'acme', '--coverage', '--format', 'json')
    const { passed, summary, rego, policies } = JSON.parse(output) as PolicyTestReport
    expect({ code, errors, passed, ...summary }).toEqual({
      code: 0,
      errors: '',
      passed: true,
      policies: 2,
      examples: 17,
      tests: 7,
      failed: 0,
      hints: 0,
    })
    expect(rego.coverage.map(({ percent }) => percent)).toEqual([100, 100, 100])
    const verdicts = policies.map(
      ({ examples }) => new Set(examples.map(({ format, verdict }) => `${format} ${verdict}`)),
    )
    expect(verdicts.map(({ size: of }) => of)).toEqual([6, 6])
  })

  test('draws a finding at the wrong line, and the line it was promised on', async () => {
    edit(`${owner}/examples/fail.cfn.yaml`, '      Tags: # finding: tags/owner', '      Tags:')
    edit(`${owner}/examples/fail.cfn.yaml`, 'Value: invoices', 'Value: invoices # finding: tags/owner')
    const { code, output } = await portcullis('policy', 'test', 'acme', '--only', 'acme_operations')
    expect(code).toBe(1)
    expect(output).toContain(`
            fail.cfn.yaml: promised and not found: tags/owner
          ╭ ${owner}/examples/fail.cfn.yaml:14:11
       13 │ - Key: project
       14 │   Value: invoices # finding: tags/owner
          │   ^^^^^^^^^^^^^^^
`)
    expect(output).toContain(`
            fail.cfn.yaml: found and not promised: tags/owner: it has no tag owner (if it is right,
            end the line with "# finding: tags/owner")
          ╭ ${owner}/examples/fail.cfn.yaml:12:7
`)
    expect(
      output.trimEnd().endsWith('Failed: 1 of all that was tried (1 policy, 9 examples, 4 Rego tests).'),
      output,
    ).toBe(true)
  })

  test('finds that a passing example fails, that nothing is judged, and that a file is no template', async () => {
    edit(`${owner}/examples/pass.cfn.yaml`, 'checkout', 'checkuot')
    edit(
      `${owner}/examples/pass.tf`,
      'resource "aws_lambda_function" "invoices" {',
      'resource "aws_sqs_queue" "x" {}\nlocals {',
    )
    put(`${owner}/examples/fail-text.cfn.yaml`, 'just: text\n')
    put(`${owner}/examples/other.tf`, '')
    const { output } = await portcullis('policy', 'test', 'acme', '--only', 'acme_operations', '--format', 'json')
    const [tested] = (JSON.parse(output) as PolicyTestReport).policies
    const wrong = tested?.examples.filter(({ problems }) => problems.length > 0) ?? []
    expect(wrong.map(({ name, problems }) => [name, ...problems.map(({ message }) => message)])).toEqual([
      ['fail-text.cfn.yaml', 'it holds no template and no Terraform root'],
      ['pass.cfn.yaml', 'it fails here, citing tags/owner: there is no team checkuot'],
      ['pass.tf', 'nothing in it is judged: it holds no entity of the policy\'s kind, or "applies" leaves all out'],
    ])
    expect(tested?.problems.map(({ message }) => message)).toEqual([
      'examples/other.tf promises nothing: its name begins with fail, pass or unknown',
    ])
  })

  test('finds an attribute that decides and is not read', async () => {
    edit(`${size}/policy.rego`, 'reads:\n#     - memory_mb', 'reads: []')
    const { code, output } = await portcullis('policy', 'test', 'acme', '--only', 'acme_cost', '--format', 'json')
    const [tested] = (JSON.parse(output) as PolicyTestReport).policies
    const said = tested?.examples.flatMap(({ name, problems }) => problems.map(({ message }) => `${name}: ${message}`))
    expect(code).toBe(1)
    expect(said).toContain(
      'fail.cfn.yaml: Invoices: with memory_mb unknown it is pass, with 10240 it is fail; list it in "reads"',
    )
    expect(said).toContain('unknown.cfn.yaml: promised and not found: memory_mb')
  })

  test('says what an organisation may leave out, and fails what shows nothing', async () => {
    for (const name of ['pass.cfn.yaml', 'pass-default.cfn.yaml', 'pass.tf', 'unknown.tf']) {
      rmSync(join(cwd, size, 'examples', name))
    }
    rmSync(join(cwd, size, 'policy_test.rego'))
    edit(`${size}/policy.rego`, '\tfn.memory_mb > ceiling', '    fn.memory_mb > ceiling')
    const { output } = await portcullis('policy', 'test', 'acme', '--only', 'acme_cost', '--format', 'json')
    const [tested] = (JSON.parse(output) as PolicyTestReport).policies
    expect(tested?.problems.map(({ message }) => message)).toEqual([
      'it has no example that passes: write examples/pass.cfn.yaml or examples/pass.tf',
    ])
    expect(tested?.hints.map(({ message, location }) => `${location?.startLine} ${message}`)).toEqual([
      '1 it has no example for unknown in Terraform',
      '31 not laid out as the formatter would from here on: `portcullis policy fmt` does it',
      '1 it has no policy_test.rego: corner cases that no file shows go there',
    ])
  })

  test('is refused with each problem on its line where the policies do not compile', async () => {
    edit(`${size}/policy.rego`, 'fn.memory_mb > ceiling', 'fn.memory_bm > ceiling')
    const { code, errors, output } = await portcullis('policy', 'test', 'acme')
    expect({ code, output }).toEqual({ code: 2, output: '' })
    expect(errors).toMatch(
      /^portcullis: these policies cannot be used, so nothing was judged:\nacme\/acme_cost\/oversized_function\/policy\.rego:31:2: rego_type_error: undefined ref: fn\.memory_bm\n/,
    )
  })

  test('names a policy that does not end', async () => {
    const names = [...'abcdefghijkl']
    const forever = [...names.map((name) => `some ${name} in numbers.range(1, 99)`), 'a < l', 'l < a'].join('\n\t')
    rmSync(join(cwd, size, 'policy_test.rego'))
    edit(`${size}/policy.rego`, '\tfn.memory_mb > ceiling', `\t${forever}`)
    const report = await portcullis('policy', 'test', 'acme', '--only', 'acme_cost', '--policy-timeout', '1')
    expect(report.code).toBe(1)
    expect(report.output).toContain('acme_cost/oversized_function could not be run')
  }, 60_000)
})

describe('check --policies', () => {
  beforeEach(() => {
    takeOrganisation()
    put('template.yaml', template)
  })

  test('judges by them beside ours, and says so', async () => {
    const { code, output } = await portcullis('check', '--policies', 'acme', '--format', 'json', 'template.yaml')
    const report = JSON.parse(output)
    expect(code).toBe(1)
    expect(report.tool.bundles.map((one: { name: string; policies: number }) => [one.name, one.policies])).toEqual([
      ['builtin', bundle.manifest.policies.length],
      ['acme', 2],
    ])
    expect(report.findings.map((finding: { policy: string }) => finding.policy)).toEqual(
      expect.arrayContaining([
        'acme_operations/missing_owner',
        'observability/no_tracing',
        'acme_cost/oversized_function',
        'least_privilege/full_admin',
      ]),
    )
  })

  test('takes them from the settings too, which may then speak of them', async () => {
    put(
      'conf/portcullis.yaml',
      'profile: cost\npolicies: [../acme]\nsettings: {acme_cost/oversized_function: {severity: info, parameters: {max_memory_mb: 3000}}}\n',
    )
    const args = ['--config', 'conf/portcullis.yaml', '--format', 'json', 'template.yaml']
    const report = JSON.parse((await portcullis('check', ...args)).output)
    const found = report.findings.filter(({ policy }: { policy: string }) => policy.startsWith('acme'))
    expect(
      found.map(({ policy, severity, detail }: Record<string, string>) => `${policy} ${severity}: ${detail}`),
    ).toEqual([
      'acme_operations/missing_owner medium: it has no tag owner',
      'acme_cost/oversized_function info: 4096 MB, and 3000 at most',
    ])
  })

  test('takes a folder of one practice', async () => {
    const { output } = await portcullis('check', '--policies', 'acme/acme_cost', '--only', 'acme_cost', 'template.yaml')
    expect(output).toContain('4096 MB, and 2048 at most')
  })

  test.each([
    [['--policies', 'amce'], 'portcullis: There is no file or folder amce. Did you mean acme?\n'],
    [['--policies', 'template.yaml'], 'portcullis: template.yaml is a file, not a folder of policies.\n'],
    [
      ['--policies', 'acme/acme'],
      'portcullis: There are no policies in acme/acme: a policy is a folder PRACTICE/NAME with a policy.rego. `portcullis policy new` makes one.\n',
    ],
    [
      ['--policies', 'acme', '--only', 'acme_costs'],
      'portcullis: --only names "acme_costs", and there is no such policy or practice. Did you mean acme_cost?\n',
    ],
    [
      ['--policies', 'acme', '--policy-timeout', 'soon'],
      'portcullis: --policy-timeout takes a number of seconds above 0, not "soon".\n',
    ],
  ])('%j is refused in a sentence', async (args, sentence) => {
    expect(await portcullis('check', 'template.yaml', ...args)).toMatchObject({ code: 2, output: '', errors: sentence })
  })

  test('names one that misbehaves with exit code 2, and prints what the others find', async () => {
    const twice = 'limits := {"limit": limit | some limit in [30, 60]}\n\tfn.memory_mb > limits.limit'
    edit(`${size}/policy.rego`, 'fn.memory_mb > ceiling', twice)
    const { code, output, errors } = await portcullis('check', '--policies', 'acme', 'template.yaml')
    expect({ code, errors }).toEqual({ code: 2, errors: '' })
    expect(output).toContain('acme_operations/missing_owner')
    expect(output.replace(/\s+/g, ' ')).toContain(
      'The policy acme_cost/oversized_function could not be run: an object gets two values under one key (object insert conflict).',
    )
  })

  test('refuses the same policy from two folders', async () => {
    cpSync(join(cwd, 'acme/acme_cost'), join(cwd, 'more/acme_cost'), { recursive: true })
    const { code, errors } = await portcullis('check', 'template.yaml', '--policies', 'acme', '--policies', 'more')
    expect(code).toBe(2)
    expect(errors).toContain(
      `more/acme_cost/oversized_function/policy.rego:23:1: the policy acme_cost/oversized_function is in ${size}/policy.rego already`,
    )
  })

  test('shows a line while it compiles, to a person only', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'portcullis-cache-'))
    let time = 0
    const host = fakeHost({
      arguments: ['check', '--policies', 'acme', 'template.yaml'],
      cwd,
      environment: { XDG_CACHE_HOME: empty },
      isTerminal: true,
      // An hour between two looks: any wait is a long one.
      clock: () => (time += 3_600_000),
      bundle: pathToFileURL(`${process.cwd()}/dist/policies/`),
      policies: pathToFileURL(`${process.cwd()}/policies/`),
    })
    expect(await run(host)).toBe(1)
    rmSync(empty, { recursive: true, force: true })
    expect(host.printed.errors).toContain('Compiling the policies')
  })
})

describe('policies of an organisation elsewhere', () => {
  beforeEach(takeOrganisation)

  test('are listed and explained with their examples', async () => {
    const list = await portcullis('policy', 'list', '--policies', 'acme')
    expect(list.output).toContain('low       acme_cost/oversized_function')
    const explained = await portcullis('explain', 'acme_cost', '--policies', 'acme')
    expect(explained).toMatchObject({ code: 0, errors: '' })
    expect(explained.output).toContain('fail fail.tf')
  })

  test('have their parameters in the document that policies see', async () => {
    put('template.yaml', template)
    const { output } = await portcullis('model', 'template.yaml', '--policies', 'acme')
    const [stack] = JSON.parse(output).stacks
    expect(stack.input.config).toMatchObject({ 'acme_cost/oversized_function': { max_memory_mb: 2048 } })
  })
})

test('policies that ship are tested in their own folder as an organisation tests its own', async () => {
  const host = fakeHost({
    arguments: ['policy', 'test', 'policies/observability', '--format', 'json', '--now', '2026-11-01'],
    cwd: process.cwd(),
    environment: { XDG_CACHE_HOME: cache },
    bundle: pathToFileURL(`${process.cwd()}/dist/policies/`),
    policies: pathToFileURL(`${process.cwd()}/policies/`),
  })
  expect(await run(host)).toBe(0)
  expect(JSON.parse(host.printed.output).summary).toMatchObject({ policies: 1, failed: 0 })
})
