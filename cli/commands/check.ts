import type { Command } from 'commander'
import type { Bundle } from '../../engine/bundle/bundle.ts'
import { defaultEvaluationLimits, type EvaluationLimits } from '../../engine/evaluate/limits.ts'
import { selectPolicies } from '../../engine/select.ts'
import type { Settings } from '../../engine/settings.ts'
import { type Policy, severities } from '../../model/policy.ts'
import type { Report } from '../../model/report.ts'
import { wantsColour } from '../colour.ts'
import { type ExitCode, exitCodeOf } from '../exit-codes.ts'
import type { Host } from '../host.ts'
import { addInputOptions, type InputOptions } from '../input-options.ts'
import { type Inputs, openInputs } from '../inputs.ts'
import { loadBundles, policiesHelp, policiesIn } from '../policies/load.ts'
import { requirePolicies } from '../policy-ids.ts'
import { type Progress, startProgress } from '../progress.ts'
import { assignment, date, didYouMean, names, oneOf, seconds, several, UsageError } from '../usage.ts'

interface CheckOptions extends InputOptions {
  readonly format: Format
  readonly output: readonly Output[]
  readonly only: readonly string[]
  readonly skip: readonly string[]
  readonly policies: readonly string[]
  readonly policyTimeout: number
  readonly failOn: Settings['failOn']
  readonly unknown: Settings['unknown']
  readonly now?: string
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
    .option('--policies <DIR>', policiesHelp, several, [])
    .option('--policy-timeout <SECONDS>', timeoutHelp, seconds('--policy-timeout'), 10)
    .option(
      '--fail-on <SEVERITY>',
      `least severity that denies: ${[...severities, 'none'].join(', ')}`,
      failOn,
      'medium',
    )
    .option('--unknown <HOW>', 'what an undecided verdict counts as: ignore, note or fail', unknown, 'note')
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
  aws cloudformation get-template … | portcullis check -

In a folder, what git ignores, hidden folders, node_modules, .terraform and .aws-sam are skipped.
Exit codes: 0 allowed, 1 denied, 2 wrong command line, 3 something not read, 70 a defect. More: portcullis --help`

async function check(paths: readonly string[], options: CheckOptions, host: Host): Promise<ExitCode> {
  const progress = startProgress(host, options.quiet === true)
  const bundles = await loadBundles(options.policies, host, progress)
  const policies = policiesIn(bundles)
  const settings = settingsOf(options, policies, host)
  const inputs = await openInputs(paths, options, host)
  const limits = { ...defaultEvaluationLimits, timeMs: options.policyTimeout * 1000 }
  const report = await judge({ inputs, bundles, settings, limits, host, progress })
  const render = renderer(report, { inputs, policies, options })
  host.output.write(await render(options.format, wantsColour(host, options.color), host.output.columns))
  for (const { format, file } of options.output) save(file, await render(format, false, fileColumns), host)
  return exitCodeOf(report)
}

/** Columns of a text report that is written to a file. */
const fileColumns = 100

interface Run {
  readonly inputs: Inputs
  readonly bundles: readonly Bundle[]
  readonly limits: EvaluationLimits
  readonly settings: Settings
  readonly host: Host
  readonly progress: Progress
}

async function judge({ inputs, bundles, limits, settings, host, progress }: Run): Promise<Report> {
  const { scan } = await import('../../engine/scan.ts')
  const count = inputs.found.sources.files.length
  if (count > 1) progress.step(`Reading ${count} files`)
  try {
    return await scan(inputs.found.sources, inputs.given, {
      adapters: inputs.adapters,
      bundles,
      limits,
      settings,
      version: host.version,
      clock: host.clock,
      diagnostics: inputs.found.diagnostics,
      progress: (stack, index, stacks) => progress.step(`Judging ${index + 1} of ${stacks}: ${stack.path}`),
    })
  } finally {
    progress.done()
  }
}

function settingsOf(
  { only, skip, failOn, unknown, now }: CheckOptions,
  policies: readonly Policy[],
  host: Host,
): Settings {
  requirePolicies('--only', only, policies)
  requirePolicies('--skip', skip, policies)
  const settings: Settings = { only, skip, failOn, unknown, now: now ?? host.today() }
  if (selectPolicies(policies, settings).length > 0) return settings
  const why = policies.length === 0 ? 'The bundles hold' : '--only and --skip leave'
  throw new UsageError(`${why} no policy to judge by.`)
}

interface Shown {
  readonly inputs: Inputs
  readonly policies: readonly Policy[]
  readonly options: CheckOptions
}

type Render = (format: Format, colour: boolean, width: number) => Promise<string>

function renderer(report: Report, { inputs, policies, options }: Shown): Render {
  return async (format, colour, width) => {
    if (format === 'json') return (await import('../../report/json.ts')).toJson(report)
    const { toText } = await import('../../report/text.ts')
    return toText(report, {
      colour,
      width,
      sources: (path) => sourceText(path, inputs),
      verbose: options.verbose === true,
      quiet: options.quiet === true,
      failOn: options.failOn,
      unknown: options.unknown,
      policyOf: (id) => policies.find((policy) => policy.id === id),
    })
  }
}

function sourceText(path: string, { found, given }: Inputs): string | undefined {
  const variables = given.variableFiles?.find((file) => file.path === path)
  return (variables ?? found.sources.read(path))?.text
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
