import type { Command } from 'commander'
import { defaultEvaluationLimits } from '../../engine/evaluate/limits.ts'
import { unknownOf } from '../../engine/settings.ts'
import { withUnusedExclusions } from '../../engine/unused.ts'
import { warning } from '../../model/diagnostic.ts'
import { type Policy, severities } from '../../model/policy.ts'
import type { Report } from '../../model/report.ts'
import { batchHelp } from '../batch.ts'
import { judge, type Run } from '../check/judge.ts'
import { openUnits } from '../check/open-units.ts'
import type { Decided } from '../check/remote.ts'
import { type JudgingOptions, refuseBeside, settingsOf } from '../check/settings.ts'
import { unitsOf } from '../check/units.ts'
import { wantsColour } from '../colour.ts'
import { configurationOf, policyFolders, requireFiles } from '../configuration.ts'
import { type ExitCode, exitCodeOf } from '../exit-codes.ts'
import type { Host } from '../host.ts'
import { addInputOptions, type InputOptions } from '../input-options.ts'
import type { Inputs } from '../inputs.ts'
import { loadBundles, policiesHelp, policiesIn } from '../policies/load.ts'
import { policiesNamed } from '../policy-ids.ts'
import { startProgress } from '../progress.ts'
import { assignment, date, didYouMean, names, oneOf, seconds, several, UsageError } from '../usage.ts'

interface CheckOptions extends InputOptions, JudgingOptions {
  readonly format: Format
  readonly output: readonly Output[]
  readonly policyTimeout: number
  readonly config?: string
  readonly environment?: string
  readonly server?: string
  readonly jobs?: number
  readonly quiet?: true
  readonly verbose?: true
  readonly color: boolean
}

const formats = ['text', 'json'] as const
type Format = (typeof formats)[number]
interface Output {
  readonly format: Format
  readonly file: string
}

export function declareCheck(program: Command, host: Host, finish: (code: ExitCode) => void): void {
  const command = program
    .command('check')
    .summary('judge templates and Terraform sources by the policies')
    .description(
      'Finds the stacks under each PATH (default: the working directory; - is standard input), judges every resource by every policy, and decides: allowed, denied, or not decided because something could not be read.',
    )
    .argument('[PATH...]', 'files and folders')
    .option('--format <FORMAT>', `what to print: ${formats.join(' or ')}`, oneOf('--format', formats), 'text')
    .option('--output <FORMAT=FILE>', 'write a report to a file as well (repeatable)', output, [])
    .option(
      '--only <ID,…>',
      'judge by these policies alone; a practice stands for all of its policies',
      names('--only'),
      [],
    )
    .option('--skip <ID,…>', 'leave out these policies or practices', names('--skip'), [])
    .option('--profile <NAME>', 'which policies judge, and how: default, strict, cost, regulated, … (default: default)')
    .option('--policies <DIR>', policiesHelp, several, [])
    .option('--policy-timeout <SECONDS>', timeoutHelp, seconds('--policy-timeout'), 10)
    .option(
      '--fail-on <SEVERITY>',
      `least severity that denies: ${[...severities, 'none'].join(', ')} (default: medium)`,
      failOn,
    )
    .option('--unknown <HOW>', 'what an undecided verdict counts as: ignore, note or fail (default: note)', unknown)
    .option('--config <FILE>', 'settings (default: portcullis.yaml in the working directory, if it is there)')
    .option(
      '--environment <NAME>',
      'judge with the values that portcullis.yaml, or samconfig.toml beside a template, has for this environment',
    )
    .option('--server <URL>', 'let a policy server judge, by its settings for the environment')
    .option('--jobs <N>', 'threads that judge templates and Terraform roots (default: as many as are worth it)', jobs)
    .option('--batch', batchHelp)
  addInputOptions(command)
    .option('--now <DATE>', 'judge as on this day, like 2026-11-22 (default: today)', date)
    .option('--quiet', 'one line a finding')
    .option('--verbose', 'everything in full; a stack trace if portcullis itself fails')
    .option('--no-color', 'no colours (NO_COLOR does the same)')
    .addHelpText('after', help)
    .action(async (paths: readonly string[], options: CheckOptions) => finish(await check(paths, options, host)))
}

const timeoutHelp = 'time for those policies on one stack, after which the one at fault is named and left out'

const help = `
Examples:
  portcullis check                                  everything under the working directory
  portcullis check infra template.yaml              a folder and a file
  portcullis check --parameter Stage=prod app.yaml  decide what depends on a parameter
  portcullis check --unknown fail --fail-on high    in a pipeline that takes no chances
  portcullis check --output json=report.json        for people and for programs at once
  portcullis check --policies acme-policies infra   by policies of your own as well
  portcullis check --profile strict infra           by more of them, and more strictly
  portcullis check --environment prod               with what portcullis.yaml says of prod
  portcullis check --server http://127.0.0.1:8181   let \`portcullis serve\` decide
  aws cloudformation get-template … | portcullis check -

In a folder, what git ignores, hidden folders, node_modules, .terraform and .aws-sam are skipped.
Exit codes: 0 allowed, 1 denied, 2 wrong command line, 3 something not read, 70 a defect. More: portcullis --help`

async function check(paths: readonly string[], options: CheckOptions, host: Host): Promise<ExitCode> {
  const progress = startProgress(host, options.quiet === true)
  const configured = await configurationOf(options.config, host)
  if (options.server !== undefined) refuseBeside(options)
  const local = options.server === undefined ? options.environment : undefined
  requireFiles(configured, paths.length === 0 ? local : undefined, host.cwd)
  const bundles = await loadBundles(policyFolders(configured, options.policies), host, progress)
  const policies = policiesIn(bundles)
  const settings = await settingsOf(options, configured, bundles, host)
  const inputs = await openUnits(unitsOf(paths, options, configured, local), host)
  const limits = { ...defaultEvaluationLimits, timeMs: options.policyTimeout * 1000 }
  const run = { bundles, limits, settings, jobs: options.jobs, host, progress }
  const judged = await decide(inputs, options, run)
  const known = withUnknownPolicies(judged.report, options, policies)
  // A server has exclusions of its own, for many deployments.
  const report = options.server === undefined ? withUnusedExclusions(known, settings, policies) : known
  const decided = { ...judged, report }
  const render = renderer(decided, { inputs, policies, options })
  host.output.write(await render(options.format, wantsColour(host, options.color), host.output.columns))
  for (const { format, file } of options.output) save(file, await render(format, false, fileColumns), host)
  return exitCodeOf(decided.report)
}

/** By a server if one is named and there is anything to send. */
async function decide(inputs: readonly Inputs[], { server, environment }: CheckOptions, run: Run): Promise<Decided> {
  const [first] = inputs
  if (server === undefined || first === undefined || first.found.sources.files.length === 0) {
    return { report: await judge(inputs, run), settings: run.settings }
  }
  const { askServer } = await import('../check/remote.ts')
  return askServer(server, first, environment, run.host)
}

/** A batch asks many builds the same; a policy that this one lacks is said and not refused. */
function withUnknownPolicies(report: Report, { only, skip }: CheckOptions, policies: readonly Policy[]): Report {
  const unknown = [...only, ...skip].filter((name) => policiesNamed(policies, name).length === 0)
  if (unknown.length === 0) return report
  const warnings = unknown.map((name) =>
    warning('POLICY_NOT_FOUND', `There is no policy or practice "${name}", so nothing is judged by it.`, null),
  )
  return { ...report, diagnostics: [...report.diagnostics, ...warnings] }
}

/** Columns of a text report that is written to a file. */
const fileColumns = 100

interface Shown {
  readonly inputs: readonly Inputs[]
  readonly policies: readonly Policy[]
  readonly options: CheckOptions
}

type Render = (format: Format, colour: boolean, width: number) => Promise<string>

function renderer({ report, settings }: Decided, { inputs, policies, options }: Shown): Render {
  return async (format, colour, width) => {
    if (format === 'json') return (await import('../../report/json.ts')).toJson(report)
    const [{ toText }, { heldValues }] = await Promise.all([
      import('../../report/text.ts'),
      import('../check/held-values.ts'),
    ])
    return toText(report, {
      colour,
      width,
      sources: (path) => sourceText(path, inputs),
      heldIn: heldValues(
        (path) => sourceText(path, inputs),
        inputs.flatMap(({ found }) => found.sources.files),
      ),
      verbose: options.verbose === true,
      quiet: options.quiet === true,
      failOn: settings.failOn,
      unknown: settings.unknown,
      unknownOf: (policy) => unknownOf(policy, settings),
      policyOf: (id) => policies.find((policy) => policy.id === id),
    })
  }
}

function sourceText(path: string, inputs: readonly Inputs[]): string | undefined {
  const variables = inputs.flatMap(({ given }) => given.variableFiles ?? []).find((file) => file.path === path)
  if (variables) return variables.text
  for (const { found } of inputs) {
    const file = found.sources.read(path)
    if (file) return file.text
  }
  return undefined
}

function save(file: string, text: string, host: Host): void {
  try {
    host.writeFile(file, text)
  } catch (problem) {
    const reason = (problem as { code?: string }).code ?? String(problem)
    throw new UsageError(`--output: ${file} cannot be written (${reason}).`)
  }
}

function output(given: string, before: readonly Output[]): readonly Output[] {
  const [format, file] = assignment('--output', given)
  const known = formats.find((one) => one === format)
  if (known !== undefined && file !== '') return [...before, { format: known, file }]
  throw new UsageError(
    `--output takes FORMAT=FILE with the format ${formats.join(' or ')}, not "${given}".${didYouMean(format, formats)}`,
  )
}

const failOn = oneOf('--fail-on', [...severities, 'none'] as const)
const unknown = oneOf('--unknown', ['ignore', 'note', 'fail'] as const)

function jobs(given: string): number {
  const number = Number(given)
  if (/^\d+$/.test(given) && number >= 1 && number <= 256) return number
  throw new UsageError(`--jobs takes a number from 1 to 256, not "${given}".`)
}
