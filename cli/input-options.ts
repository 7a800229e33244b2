import type { Command } from 'commander'
import { type defaultLimits, type Limits, parseSize } from '../adapters/sources/limits.ts'
import { assignment, didYouMean, oneOf, several, UsageError } from './usage.ts'

/** The options of every command that reads stacks. */
export interface InputOptions {
  readonly parameter: readonly string[]
  readonly parameterFile: readonly string[]
  /** `NAME=VALUE` of an environment of `portcullis.yaml`, which all others come before. */
  readonly environmentParameters?: readonly string[]
  /** The environment that the configuration of the SAM CLI beside a template is read for. */
  readonly environment?: string
  readonly var: readonly string[]
  readonly varFile: readonly string[]
  /** In which order the last ones of the two were given: Terraform lets a later one win, whichever it is. */
  readonly varOrder?: readonly VariableOption[]
  /** Read the values of Terraform variables that the environment holds. */
  readonly envVars?: true
  readonly region?: string
  readonly account?: string
  readonly input?: InputFormat
  readonly source?: string
  readonly root?: string
  readonly limit: Partial<Limits>
}

/** What `--input` takes: the formats of which a file or a folder may hold more than one. */
export const inputFormats = ['terraform', 'terraform-plan', 'terraform-state', 'cloudformation', 'sam'] as const
export type InputFormat = (typeof inputFormats)[number]

export type VariableOption = 'var' | 'varFile'

export function addInputOptions(command: Command): Command {
  const order: VariableOption[] = []
  const inOrder =
    (option: VariableOption) =>
    (given: string, before: readonly string[]): readonly string[] => {
      order.push(option)
      command.setOptionValue('varOrder', order)
      return several(given, before)
    }
  return command
    .option('--parameter <[STACK:]NAME=VALUE>', 'value of a template parameter (repeatable)', several, [])
    .option(
      '--parameter-file <FILE>',
      'values of template parameters, as the AWS CLI, CodePipeline or the SAM CLI reads them (JSON, YAML, samconfig.toml[:ENV])',
      several,
      [],
    )
    .option('--var <[STACK:]NAME=VALUE>', 'value of a Terraform variable (repeatable)', inOrder('var'), [])
    .option('--var-file <FILE>', 'values of Terraform variables (.tfvars or .tfvars.json)', inOrder('varFile'), [])
    .option('--env-vars', 'read values of Terraform variables from the environment (TF_VAR_NAME)')
    .option('--region <REGION>', 'region that is deployed to', region)
    .option('--account <ID>', 'account that is deployed to', account)
    .option('--input <FORMAT>', `read this format alone: ${inputFormats.join(', ')}`, oneOf('--input', inputFormats))
    .option(
      '--source <DIR>',
      'the Terraform sources behind a plan; none reads the plan alone (default: found beside it)',
    )
    .option('--root <DIR>', 'read nothing outside this folder (default: the git repository around PATH, else PATH)')
    .option('--limit <NAME=VALUE>', `raise what is read: ${Object.keys(limits).join(', ')} (repeatable)`, limit, {})
}

function region(given: string): string {
  if (/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(given)) return given
  throw new UsageError(`--region takes a region like eu-central-1, not "${given}".`)
}

function account(given: string): string {
  if (/^\d{12}$/.test(given)) return given
  throw new UsageError(`--account takes the twelve digits of an account id, not "${given}".`)
}

const limits = {
  'file-size': 'fileSize',
  'plan-size': 'planSize',
  'total-size': 'totalSize',
  files: 'files',
  names: 'names',
} as const satisfies Readonly<Record<string, keyof typeof defaultLimits>>

function limit(given: string, before: Partial<Limits>): Partial<Limits> {
  const [name, value] = assignment('--limit', given)
  const found = Object.entries(limits).find(([known]) => known === name)
  if (found === undefined) {
    const known = Object.keys(limits)
    throw new UsageError(`--limit knows ${known.join(', ')}, not "${name}".${didYouMean(name, known)}`)
  }
  const size = parseSize(value)
  if (size === undefined) throw new UsageError(`--limit ${name} takes a number or a size like 20MB, not "${value}".`)
  return { ...before, [found[1]]: size }
}
