import type { Command } from 'commander'
import type { Diagnostic } from '../../model/diagnostic.ts'
import { bySpan } from '../../model/order.ts'
import type { Span } from '../../model/source.ts'
import { batchHelp } from '../batch.ts'
import { type ExitCode, exitCodeOfDiagnostics, gravest } from '../exit-codes.ts'
import type { Host } from '../host.ts'
import { addInputOptions, type InputOptions } from '../input-options.ts'
import { openInputs } from '../inputs.ts'
import { traceHelp, UsageError } from '../usage.ts'

export function declareExpand(program: Command, host: Host, finish: (code: ExitCode) => void): void {
  const command = program
    .command('expand')
    .summary('the CloudFormation that a SAM template becomes, as JSON')
    .description(
      'Prints the CloudFormation template that would be deployed: AWS SAM, includes and language extensions expanded as the service expands them. Nothing else is written to standard output. Values are printed as the author wrote them.',
    )
    .argument('[FILE]', 'a template; - is standard input')
  addInputOptions(command)
    .option('--batch', batchHelp)
    .option('--verbose', traceHelp)
    .addHelpText('after', help)
    .action(async (path: string | undefined, options: InputOptions) => finish(await expand(path, options, host)))
}

const help = `
Examples:
  portcullis expand template.yaml                           what SAM would deploy
  portcullis expand template.yaml --parameter Stage=prod    with a parameter
  portcullis expand template.yaml | jq '.Resources | keys'  the resources that it makes

Exit codes: 0 expanded, 2 wrong command line, 3 not a valid template (why is on standard error), 70 a defect.`

async function expand(path: string | undefined, options: InputOptions, host: Host): Promise<ExitCode> {
  if (path === undefined) throw new UsageError('expand takes a FILE to read: a template, or - for standard input.')
  const [{ expandTemplate }, { templateTransforms }, { printTemplate }] = await Promise.all([
    import('../../adapters/cloudformation/expand.ts'),
    import('../../adapters/all.ts'),
    import('../../adapters/cloudformation/print.ts'),
  ])
  const { found, given } = await openInputs([path], options, host)
  const [file] = found.sources.files
  if (file === undefined || found.sources.files.length > 1) {
    if (found.diagnostics.length > 0) return refuse(found.diagnostics, host)
    throw new UsageError(`expand takes one template, and ${path} is a folder.`)
  }
  const transforms = await templateTransforms()
  const { template, diagnostics } = expandTemplate(file, given, found.sources, transforms)
  const all = [...found.diagnostics, ...diagnostics]
  if (template === undefined || all.some(({ severity }) => severity === 'error')) return refuse(all, host)
  say(all, host)
  host.output.write(`${JSON.stringify(printTemplate(template), null, 2)}\n`)
  return 0
}

/**
 * First what the service would answer, where that is known, so that it can be searched for; then the places of what it
 * names, and all else in full.
 */
async function refuse(diagnostics: readonly Diagnostic[], host: Host): Promise<ExitCode> {
  const sorted = [...diagnostics].sort(inOrder)
  const official = sorted.filter(({ code }) => code === 'SAM_INVALID')
  if (official.length > 0) {
    const { officialMessage } = await import('../../adapters/sam/errors.ts')
    host.errors.write(`${officialMessage(diagnostics)}\n`)
  }
  for (const { message, location } of official) {
    if (location !== null) host.errors.write(`${placeOf(location)}: ${subjectOf(message)}\n`)
  }
  say(
    sorted.filter(({ code }) => code !== 'SAM_INVALID'),
    host,
  )
  return gravest(3, exitCodeOfDiagnostics(diagnostics))
}

/** What has no place comes first. */
function inOrder({ location: one }: Diagnostic, { location: other }: Diagnostic): number {
  return one === null || other === null ? Number(one !== null) - Number(other !== null) : bySpan(one, other)
}

/** What of a message tells it from the others: `Resource with id [Jobs]`, `Resource with id [Jobs], Event with id [Nightly]`. */
function subjectOf(message: string): string {
  const subjects = [...message.matchAll(/\b((?:Resource|Event|resource) with id \[[^\]]*\])/g)]
  return subjects.length === 0 ? 'the template' : [...new Set(subjects.map(([subject]) => subject))].join(', ')
}

function placeOf({ file, startLine, startColumn }: Span): string {
  return `${file}:${startLine}:${startColumn}`
}

function say(diagnostics: readonly Diagnostic[], host: Host): void {
  for (const { severity, message, location } of diagnostics) {
    const place = location === null ? '' : `${placeOf(location)}: `
    host.errors.write(`${place}${severity}: ${message}\n`)
  }
}
