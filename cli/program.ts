import { Command, CommanderError, type Option } from 'commander'
import { PolicyProblems } from '../engine/bundle/policy-problems.ts'
import { isBatch, runBatch } from './batch.ts'
import { declareCheck } from './commands/check.ts'
import { declareExpand } from './commands/expand.ts'
import { declareExplain } from './commands/explain.ts'
import { declareMap } from './commands/map.ts'
import { declareModel } from './commands/model.ts'
import { declarePolicy } from './commands/policy.ts'
import { declareServe } from './commands/serve.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import type { Host } from './host.ts'
import { UsageError } from './usage.ts'

/** Runs a command line and gives its exit code. Never throws: what nobody foresaw is told and gives 70. */
export async function run(host: Host): Promise<ExitCode> {
  if (!isBatch(host.arguments)) return runOne(host)
  try {
    return await runBatch(host, runOne)
  } catch (problem) {
    return answer(problem, host)
  }
}

async function runOne(host: Host): Promise<ExitCode> {
  let code: ExitCode = 0
  const program = declare(host, (finished) => {
    code = finished
  })
  try {
    await program.parseAsync(host.arguments, { from: 'user' })
    return code
  } catch (problem) {
    return answer(problem, host)
  }
}

/** Says what went wrong, and gives the code for it. */
export function answer(problem: unknown, host: Host): ExitCode {
  if (problem instanceof CommanderError) return problem.exitCode === 0 ? 0 : 2
  if (problem instanceof UsageError) {
    host.errors.write(`portcullis: ${problem.message}\n`)
    return 2
  }
  if (problem instanceof PolicyProblems) {
    host.errors.write(`portcullis: these policies cannot be used, so nothing was judged:\n${problem.message}\n`)
    return 2
  }
  const unusable = problem instanceof Error && unusableCompiler.has(problem.name)
  if (unusable) {
    host.errors.write(`portcullis: ${problem.message}\n`)
    return 2
  }
  const isVerbose = host.arguments.includes('--verbose')
  const what = problem instanceof Error ? problem.message : String(problem)
  const trace = problem instanceof Error && isVerbose ? `${problem.stack}\n` : ''
  const next = isVerbose ? '' : ' --verbose shows where it happened.'
  host.errors.write(
    `portcullis: this is a defect in portcullis, not in your files: ${what}\nPlease report it with the command line and, if you can, the file that causes it.${next}\n${trace}`,
  )
  return 70
}

/** Not there, or stopped because it took too long: nothing is wrong with the program. */
const unusableCompiler = new Set(['ToolchainMissing', 'ToolchainTimeout'])

function declare(host: Host, finish: (code: ExitCode) => void): Command {
  const program = new Command('portcullis')
    .description(
      'Judges serverless infrastructure as code (SAM, CloudFormation, Terraform) by policies written in Rego.',
    )
    .version(`portcullis ${host.version}`, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [COMMAND]', 'print the help of a command')
    .exitOverride()
    .showHelpAfterError(false)
    .configureOutput({
      writeOut: host.output.write,
      writeErr: host.errors.write,
      getOutHelpWidth: () => Math.min(host.output.columns, 110),
      getErrHelpWidth: () => Math.min(host.errors.columns, 110),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      outputError: (text, write) => write(sentence(text)),
    })
    .configureHelp({ optionDescription: describe })
    .addHelpText('after', help)
  declareCheck(program, host, finish)
  declareModel(program, host, finish)
  declareMap(program, host, finish)
  declareExpand(program, host, finish)
  declareExplain(program, host, finish)
  declarePolicy(program, host, finish)
  declareServe(program, host, finish)
  return program
}

/** With the default only where it is a word; that a list is empty at first says nothing. */
function describe({ description, defaultValue }: Option): string {
  return typeof defaultValue === 'string' ? `${description} (default: ${defaultValue})` : description
}

/** `error: unknown option '--fial-on'\n(Did you mean --fail-on?)` on one line, under the program's name. */
function sentence(text: string): string {
  const [first = '', ...rest] = text
    .replace(/^error: /, '')
    .trim()
    .split('\n')
  const hint = rest.join(' ').replace(/^\((.*)\)$/, '$1')
  return `portcullis: ${first}.${hint === '' ? ' Try --help.' : ` ${hint}`}\n`
}

const help = `
Examples:
  portcullis check                 judge what lies under the working directory
  portcullis check app.yaml infra  judge a template and a folder of Terraform
  portcullis policy list           what is judged
  portcullis explain POLICY        why a policy exists and how to satisfy it
  portcullis model app.yaml        what the policies see
  portcullis expand template.yaml  the CloudFormation that SAM makes of it

Exit codes:
${Object.entries(exitCodes)
  .map(([code, meaning]) => `  ${code.padStart(2)}  ${meaning}`)
  .join('\n')}
If several apply, the first of 70, 2, 3, 1, 0; whatever was found is printed all the same.

The manual is in the folder docs of the package, and each command explains itself with --help.`
