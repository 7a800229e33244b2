import type { Command } from 'commander'
import { batchHelp } from '../batch.ts'
import { type ExitCode, exitCodeOfDiagnostics } from '../exit-codes.ts'
import type { Host } from '../host.ts'
import { addInputOptions, type InputOptions } from '../input-options.ts'
import { loadBundles, policiesIn } from '../policies/load.ts'
import { startProgress } from '../progress.ts'
import { readInputs } from '../stacks.ts'
import { date, oneOf, several, traceHelp, UsageError } from '../usage.ts'

const views = ['entities', 'native'] as const

interface ModelOptions extends InputOptions {
  readonly view: (typeof views)[number]
  readonly policies: readonly string[]
  readonly now?: string
}

export function declareModel(program: Command, host: Host, finish: (code: ExitCode) => void): void {
  const command = program
    .command('model')
    .summary('what the policies see, as JSON')
    .description(
      'Prints the model of each stack under PATH as JSON: the entities that policies see, with what is unknown and where everything stands, or every resource after evaluation in the words of its own format.',
    )
    .argument('[PATH...]', 'files and folders; - is standard input')
    .option(
      '--view <VIEW>',
      'entities: what policies see; native: every resource in its own words',
      oneOf('--view', views),
      'entities',
    )
    .option('--format <FORMAT>', 'what to print: json', oneOf('--format', ['json']), 'json')
    .option(
      '--policies <DIR>',
      'with the parameters of all policies, those in this folder too (repeatable)',
      several,
      [],
    )
  addInputOptions(command)
    .option('--now <DATE>', 'as on this day, like 2026-11-22 (default: today)', date)
    .option('--batch', batchHelp)
    .option('--verbose', traceHelp)
    .addHelpText('after', help)
    .action(async (paths: readonly string[], options: ModelOptions) => finish(await model(paths, options, host)))
}

const help = `
Examples:
  portcullis model app.yaml                                 the document that policies are given
  portcullis model infra --view native --var stage=prod     Terraform resources after evaluation
  portcullis model app.yaml | jq '.stacks[].input.functions'`

async function model(paths: readonly string[], options: ModelOptions, host: Host): Promise<ExitCode> {
  if (paths.length === 0) throw new UsageError('model takes a PATH to read: a file, a folder, or - for standard input.')
  const [{ entitiesView, nativeView }, { aroundGiven }] = await Promise.all([
    import('../../engine/model-view.ts'),
    import('../../engine/foreign/given.ts'),
  ])
  const policies =
    options.policies.length === 0
      ? []
      : policiesIn(await loadBundles(options.policies, host, startProgress(host, false)))
  const { stacks, given, diagnostics } = await readInputs(paths, options, host)
  const now = options.now ?? host.today()
  const around = options.view === 'native' ? undefined : aroundGiven(stacks, given, now)
  const views = stacks.map((stack) =>
    around === undefined ? nativeView(stack) : entitiesView(stack, given, now, policies, around.get(stack)),
  )
  host.output.write(`${JSON.stringify({ schemaVersion: '1', stacks: views, diagnostics }, null, 2)}\n`)
  return exitCodeOfDiagnostics(diagnostics)
}
