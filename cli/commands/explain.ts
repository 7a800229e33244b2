import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { readTextFile } from '../../adapters/sources/open.ts'
import { whereOff } from '../../engine/configuration/settle.ts'
import type { Policy } from '../../model/policy.ts'
import type { Finding, Report } from '../../model/report.ts'
import { type ColourOption, colourOption, screenOf } from '../colour.ts'
import { examplesIn, shownExamples } from '../examples.ts'
import type { ExitCode } from '../exit-codes.ts'
import type { Host } from '../host.ts'
import { addInputOptions, type InputOptions } from '../input-options.ts'
import { loadBundles, policiesHelp, policiesIn } from '../policies/load.ts'
import { policiesNamed, unknownPolicy } from '../policy-ids.ts'
import { startProgress } from '../progress.ts'
import { sourceText } from '../source-text.ts'
import { oneOf, several, UsageError } from '../usage.ts'
import { explainSubject } from './explain-subject.ts'

interface ExplainOptions extends InputOptions, ColourOption {
  readonly in?: string
  readonly policies: readonly string[]
  readonly format: 'text' | 'json'
  readonly verbose?: true
}

export function declareExplain(program: Command, host: Host, finish: (code: ExitCode) => void): void {
  const command = program
    .command('explain')
    .summary('what a policy finds and why, how one finding came about, or what a function may do')
    .description(
      'Tells what a policy finds, why that matters, how to mend it and what can be set, with examples; with --in, how one finding of a report came about; with a PATH, what a function or role there may do to what, and which statement says so.',
    )
    .argument(
      '<ID>',
      "a policy's id or a practice; with --in a finding's fingerprint (its beginning will do) or a policy's id; with a PATH the id or name of a function or role",
    )
    .argument('[PATH...]', 'files and folders that hold the function or role; - is standard input')
    .option('--in <REPORT>', 'a report written by check --output json=REPORT')
    .option('--policies <DIR>', policiesHelp, several, [])
    .option('--format <FORMAT>', 'what to print: text or json', oneOf('--format', ['text', 'json']), 'text')
    .option('--verbose', 'every example in full')
    .option(...colourOption)
  addInputOptions(command)
    .addHelpText('after', help)
    .action(async (id: string, paths: readonly string[], options: ExplainOptions) => {
      if (paths.length > 0) finish(await explainSubject(id, paths, options, host))
      else {
        if (options.in === undefined) await explainPolicies(id, options, host)
        else await explainFindings(id, options.in, options, host)
        finish(0)
      }
    })
}

const help = `
Examples:
  portcullis explain denial_of_wallet/recursive_loop
  portcullis explain 3f9a1c --in report.json
  portcullis explain Checkout app.yaml                     what the function may do, and what says so`

async function explainPolicies(id: string, options: ExplainOptions, host: Host): Promise<void> {
  const { explainPolicy } = await import('../../report/explain.ts')
  const bundles = await loadBundles(options.policies, host, startProgress(host, false))
  const policies = policiesIn(bundles)
  const manifests = bundles.map(({ manifest }) => manifest)
  const folderOf = ({ id, file }: Policy): string =>
    bundles[0]?.manifest.policies.some((policy) => policy.id === id)
      ? join(fileURLToPath(host.policies), id)
      : dirname(resolve(host.cwd, file))
  const found = policiesNamed(policies, id)
  if (found.length === 0) throw unknownPolicy('There is nothing to explain by the name', id, policies)
  if (options.format === 'json') {
    const told = found.map((policy) => ({
      ...policy,
      examples: examplesIn(folderOf(policy)).map(({ path }) => path),
    }))
    host.output.write(`${JSON.stringify({ schemaVersion: '1', policies: told }, null, 2)}\n`)
    return
  }
  const screen = screenOf(host, options)
  const texts = found.map((policy) => {
    const examples = examplesIn(folderOf(policy))
    const off = whereOff(policy.id, manifests)
    return explainPolicy(policy, options.verbose ? examples : shownExamples(examples), {
      ...screen,
      ...(off ? { off } : {}),
    })
  })
  host.output.write(texts.join('\n'))
}

async function explainFindings(id: string, path: string, options: ExplainOptions, host: Host): Promise<void> {
  const report = readReport(path, host.cwd)
  const found = report.findings.filter(({ fingerprint, policy }) => policy === id || matches(fingerprint, id))
  if (found.length === 0) throw new UsageError(`${path} has no finding with the fingerprint or policy "${id}".`)
  if (options.format === 'json') {
    host.output.write(`${JSON.stringify({ schemaVersion: '1', findings: found }, null, 2)}\n`)
    return
  }
  const [{ explainFinding }, { heldValues }] = await Promise.all([
    import('../../report/explain.ts'),
    import('../check/held-values.ts'),
  ])
  const screen = {
    ...screenOf(host, options),
    sources: (file: string) => sourceText(file, host.cwd),
    heldIn: heldValues((file) => sourceText(file, host.cwd), []),
    verbose: true,
    quiet: false,
  }
  host.output.write(found.map((finding) => explainFinding(finding, report, screen)).join('\n'))
}

function matches(fingerprint: string, id: string): boolean {
  const bare = (text: string) => text.replace(/^sha256:/, '')
  return bare(id).length >= 4 && bare(fingerprint).startsWith(bare(id))
}

function readReport(path: string, cwd: string): Report {
  const read = readTextFile(path, cwd, largestReport)
  if (!('text' in read)) throw new UsageError(read.message)
  const report = parse(read.text)
  if (isReport(report)) return report
  throw new UsageError(`${path} is no report of portcullis: write one with check --output json=${path}.`)
}

/** Bytes. */
const largestReport = 512 * 1024 * 1024

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isReport(value: unknown): value is Report {
  const report = value as Partial<Report> | null | undefined
  return typeof report === 'object' && report?.schemaVersion === '1' && Array.isArray(report.findings as Finding[])
}
