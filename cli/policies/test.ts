import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { adapters } from '../../adapters/all.ts'
import { contains, realOf } from '../../adapters/sources/disk.ts'
import { memorySources } from '../../adapters/sources/memory.ts'
import { readExamples } from '../../adapters/sources/policy-examples.ts'
import type { PolicyFile } from '../../adapters/sources/policy-folder.ts'
import type { Bundle } from '../../engine/bundle/bundle.ts'
import { compileBundle } from '../../engine/bundle/compile.ts'
import { loadBundle } from '../../engine/bundle/load.ts'
import { contractProblems } from '../../engine/contract/contract.ts'
import { type Example, makeExample } from '../../engine/contract/example.ts'
import { exampleProblems } from '../../engine/contract/judge-example.ts'
import { missingExamples } from '../../engine/contract/missing.ts'
import { createEvaluator, type Evaluator } from '../../engine/evaluate/evaluator.ts'
import type { EvaluationLimits } from '../../engine/evaluate/limits.ts'
import { judgeStack } from '../../engine/judge-stack.ts'
import { readStacks } from '../../engine/scan.ts'
import { selectPolicies } from '../../engine/select.ts'
import type { Policy } from '../../model/policy.ts'
import type { ExampleFormat, ExampleTest, PolicyTest, PolicyTestReport, Problem } from '../../model/policy-test.ts'
import { spanAt, startOf } from '../../model/source.ts'
import type { Toolchain } from '../../toolchain/toolchain.ts'
import type { Host } from '../host.ts'
import { requirePolicies } from '../policy-ids.ts'
import type { Progress } from '../progress.ts'
import { formatHints } from './format.ts'
import { readLibrary, readModules, startToolchain } from './load.ts'
import { testRego } from './test-rego.ts'

export interface PolicyTestOptions {
  /** Ids or practices; all where there is none. */
  readonly only: readonly string[]
  readonly coverage: boolean
  /** The day the examples are judged on. */
  readonly now: string
  readonly limits: EvaluationLimits
}

/** Everything a policy promises, tried: its examples, what every policy must keep, its Rego tests. */
export async function testPolicies(
  folder: string,
  options: PolicyTestOptions,
  host: Host,
  progress: Progress,
): Promise<PolicyTestReport> {
  const modules = readModules(folder, host)
  const library = readLibrary(host).filter(({ absolute }) => !modules.some((module) => module.absolute === absolute))
  const toolchain = await startToolchain(host)
  const timer = setInterval(() => progress.step('Compiling the policies'), 100)
  try {
    const bundle = await compile(folder, modules, library, toolchain, host)
    clearInterval(timer)
    const policies = bundle.manifest.policies
    requirePolicies('--only', options.only, policies)
    const chosen = selectPolicies(policies, { only: options.only, skip: [] })
    const tested = await testEach(bundle, modules, chosen, options, host, progress)
    progress.step('Running the Rego tests')
    const rego = await testRego(modules, library, chosen, options, toolchain)
    const hints = await formatHints(modules, toolchain)
    return summed(
      tested.map((one) => withHints(one, hints, modules)),
      rego,
    )
  } finally {
    clearInterval(timer)
    progress.done()
    await toolchain.close()
  }
}

async function compile(
  folder: string,
  modules: readonly PolicyFile[],
  library: readonly PolicyFile[],
  toolchain: Toolchain,
  host: Host,
): Promise<Bundle> {
  const ours = isOurs(folder, host)
  const builtin = ours ? [] : (await loadBundle(host.bundle)).manifest.policies
  const taken = builtin.map((policy) => ({ policy, bundle: 'builtin' }))
  return compileBundle(folder, modules, { compile: toolchain.compile, library, taken, ours })
}

/** Those that ship are tested like any others, though their ids are taken: by themselves. */
function isOurs(folder: string, { cwd, policies }: Host): boolean {
  const [ours, real] = [realOf(fileURLToPath(policies)), realOf(resolve(cwd, folder))]
  return ours !== undefined && real !== undefined && contains(ours, real)
}

async function testEach(
  bundle: Bundle,
  modules: readonly PolicyFile[],
  policies: readonly Policy[],
  options: PolicyTestOptions,
  host: Host,
  progress: Progress,
): Promise<readonly PolicyTest[]> {
  const evaluator = createEvaluator([bundle], policies, options.limits)
  const read = policies.map((policy) => ({ policy, ...examplesOf(policy, host) }))
  const used = new Set(read.flatMap(({ examples }) => examples.map(({ format }) => format)))
  try {
    const tested: PolicyTest[] = []
    for (const { policy, examples, problems } of read) {
      progress.step(`Testing ${policy.id}`)
      const judged: ExampleTest[] = []
      for (const example of examples) {
        const test = await testExample(example, policy, evaluator, options.now)
        // One that failed to run says nothing about its examples.
        if (!evaluator.policies().includes(policy)) break
        judged.push(test)
      }
      const failed = evaluator.diagnostics().filter(({ message }) => message.startsWith(`The policy ${policy.id} `))
      const lacking = missing(policy, examples, used)
      tested.push({
        id: policy.id,
        file: policy.file,
        examples: judged,
        problems: [...unwritten(policy, modules), ...failed, ...problems, ...lacking.problems],
        hints: lacking.hints,
      })
    }
    return tested
  } finally {
    evaluator.close()
  }
}

/** What `policy new` left open. */
function unwritten({ file, title, description, fix }: Policy, modules: readonly PolicyFile[]): readonly Problem[] {
  const lines = modules.find(({ path }) => path === file)?.text.split('\n') ?? []
  const texts = { title, description, fix: typeof fix === 'string' ? fix : Object.values(fix).join(' ') }
  return Object.entries(texts)
    .filter(([, text]) => text.startsWith('TODO'))
    .map(([field, text]) => {
      const index = lines.findIndex((line) => line.includes(text.slice(0, 20)))
      const column = (lines[index] ?? '').indexOf('TODO') + 1
      const message = `its ${field} is still to be written: ${text.replace(/^TODO:? */, '')}`
      return { message, location: index === -1 ? startOf(file) : spanAt(file, index + 1, column) }
    })
}

function examplesOf({ file }: Policy, host: Host): { examples: readonly Example[]; problems: readonly Problem[] } {
  const found = readExamples(resolve(host.cwd, file), host.cwd)
  const made = found.map(({ name, files }) => ({ name, example: makeExample(name, files) }))
  const misnamed = made
    .filter(({ example }) => example === undefined)
    .map(({ name }) => ({
      message: `examples/${name} promises nothing: its name begins with fail, pass or unknown`,
      location: null,
    }))
  return {
    examples: made.flatMap(({ example }) => example ?? []),
    problems: [...found.flatMap(({ diagnostics }) => diagnostics), ...misnamed],
  }
}

async function testExample(example: Example, policy: Policy, evaluator: Evaluator, now: string): Promise<ExampleTest> {
  const { name, format, verdict, files } = example
  const given = { parameters: new Map(), variables: new Map() }
  const sources = memorySources(Object.fromEntries(files.map(({ path, text }) => [path, text])))
  const stacks = await readStacks(sources, given, adapters)
  const evaluate = (input: unknown) => evaluator.evaluate(input, [policy.id])
  const judged = stacks.map((stack) => judgeStack(stack, { policies: [policy], evaluate, given: {}, now }))
  const problems = exampleProblems(
    example,
    judged,
    stacks.flatMap(({ diagnostics }) => diagnostics),
  )
  const asked = verdict === 'unknown' ? [] : stacks
  const broken = asked.flatMap((stack) => contractProblems(stack, { policy, evaluate: evaluator.evaluate, now }))
  const contract = broken.map((message) => ({ message, location: null }))
  return { name, format, verdict, problems: [...problems, ...contract] }
}

/** An organisation may use one format only; but a policy that nothing fails and nothing passes shows nothing. */
function missing(
  policy: Policy,
  examples: readonly Example[],
  used: ReadonlySet<ExampleFormat>,
): { readonly problems: readonly Problem[]; readonly hints: readonly Problem[] } {
  const formats = (['cloudformation', 'terraform'] as const).filter(
    (format) => used.has(format) || (format === 'cloudformation' && used.has('sam')),
  )
  const location = startOf(policy.file)
  const needed = (['fail', 'pass'] as const).filter((verdict) => !examples.some((one) => one.verdict === verdict))
  const problems = needed.map((verdict) => ({
    message: `it has no example that ${verdict === 'fail' ? 'fails' : 'passes'}: write examples/${verdict}.cfn.yaml or examples/${verdict}.tf`,
    location,
  }))
  const hints = missingExamples(policy, examples, formats)
    .filter(({ verdict }) => !needed.some((one) => one === verdict))
    .map(({ format, verdict }) => ({
      message: `it has no example for ${verdict} in ${format === 'terraform' ? 'Terraform' : 'CloudFormation'}`,
      location,
    }))
  return { problems, hints }
}

function withHints(tested: PolicyTest, hints: readonly Problem[], modules: readonly PolicyFile[]): PolicyTest {
  const folder = dirname(tested.file)
  const own = hints.filter(({ location }) => location && dirname(location.file) === folder)
  const hasTests = modules.some(({ path }) => dirname(path) === folder && path.endsWith('_test.rego'))
  const untested: Problem = {
    message: 'it has no policy_test.rego: corner cases that no file shows go there',
    location: startOf(tested.file),
  }
  return { ...tested, hints: [...tested.hints, ...own, ...(hasTests ? [] : [untested])] }
}

function summed(policies: readonly PolicyTest[], rego: PolicyTestReport['rego']): PolicyTestReport {
  const examples = policies.flatMap((policy) => policy.examples)
  const failed =
    policies.filter(({ problems }) => problems.length > 0).length +
    examples.filter(({ problems }) => problems.length > 0).length +
    rego.tests.filter(({ outcome }) => outcome === 'failed' || outcome === 'error').length
  return {
    schemaVersion: '1',
    passed: failed === 0,
    policies,
    rego,
    summary: {
      policies: policies.length,
      examples: examples.length,
      tests: rego.tests.length,
      failed,
      hints: policies.reduce((sum, { hints }) => sum + hints.length, 0),
    },
  }
}
