import type { Command } from 'commander'
import { defaultEvaluationLimits } from '../../engine/evaluate/limits.ts'
import { type ColourOption, colourOption, screenOf } from '../colour.ts'
import type { ExitCode } from '../exit-codes.ts'
import type { Host } from '../host.ts'
import { startProgress } from '../progress.ts'
import { sourceText } from '../source-text.ts'
import { date, names, oneOf, seconds, traceHelp } from '../usage.ts'

interface PolicyTestOptions extends ColourOption {
  readonly only: readonly string[]
  readonly coverage?: true
  readonly format: 'text' | 'json'
  readonly now?: string
  readonly policyTimeout: number
}

export function declarePolicyTest(policy: Command, host: Host, finish: (code: ExitCode) => void): void {
  policy
    .command('test')
    .summary('try the examples and the Rego tests of policies')
    .description(
      'Compiles the policies under DIR, judges their examples through the readers that `check` uses and compares with what the files promise, tries what every policy must keep when something is unknown, and runs the Rego tests.',
    )
    .argument('[DIR]', 'folder of policies', 'policies')
    .option('--only <ID,…>', 'these policies or practices alone', names('--only'), [])
    .option('--coverage', 'say which lines the Rego tests ran through')
    .option('--format <FORMAT>', 'what to print: text or json', oneOf('--format', ['text', 'json']), 'text')
    .option('--now <DATE>', 'judge as on this day, like 2026-11-22 (default: today)', date)
    .option('--policy-timeout <SECONDS>', 'time for one evaluation', seconds('--policy-timeout'), 10)
    .option('--verbose', traceHelp)
    .option(...colourOption)
    .addHelpText('after', help)
    .action(async (folder: string, options: PolicyTestOptions) => finish(await testFolder(folder, options, host)))
}

const help = `
Examples:
  portcullis policy test policies
  portcullis policy test policies --only acme_operations/missing_owner --coverage

Exit codes: 0 all passed, 1 something failed, 2 the policies do not compile or the command line is wrong, 70 a defect.`

async function testFolder(folder: string, options: PolicyTestOptions, host: Host): Promise<ExitCode> {
  const { testPolicies } = await import('../policies/test.ts')
  const settings = {
    only: options.only,
    coverage: options.coverage === true,
    now: options.now ?? host.today(),
    limits: { ...defaultEvaluationLimits, timeMs: options.policyTimeout * 1000 },
  }
  const report = await testPolicies(folder, settings, host, startProgress(host, false))
  if (options.format === 'json') host.output.write(`${JSON.stringify(report, null, 2)}\n`)
  else {
    const { policyTestText } = await import('../../report/policy-test.ts')
    const sources = (path: string) => sourceText(path, host.cwd)
    host.output.write(policyTestText(report, { ...screenOf(host, options), sources }))
  }
  return report.passed ? 0 : 1
}
