import { posix } from 'node:path'
import type { GivenValue, StackEnvironment } from '../../engine/configuration/configuration.ts'
import type { Configured } from '../configuration.ts'
import type { InputOptions } from '../input-options.ts'
import { didYouMean, UsageError } from '../usage.ts'

/** What a command judges. */
export interface Units {
  readonly paths: readonly string[]
  /** What all is judged with that lies in none of the stacks. */
  readonly options: InputOptions
  /** Where an environment is chosen. */
  readonly stacks: readonly StackUnit[]
  /** What to say where no stack that is judged has the environment, nor a file beside the templates. */
  readonly unknown?: UsageError
}

/** A stack of `portcullis.yaml`, and what it is judged with: the same as all else where it lacks the environment. */
export interface StackUnit {
  /** From the working directory. */
  readonly path: string
  readonly options: InputOptions
}

/**
 * The paths of the command line, else the stacks of `portcullis.yaml`, else the working directory. With an environment,
 * each stack that has it is a unit with the values that stand there, whether it is named or lies in or around what is
 * named; the values of the command line replace them. The files of the SAM CLI beside the templates may know the
 * environment as well.
 */
export function unitsOf(
  paths: readonly string[],
  options: InputOptions,
  { configuration, path: file }: Configured,
  environment: string | undefined,
): Units {
  const folder = posix.dirname(file ?? '.')
  const stacks = (configuration.stacks ?? []).map((stack) => ({ ...stack, path: posix.join(folder, stack.path) }))
  const wanted = paths.length > 0 ? paths : stacks.map(({ path }) => path)
  if (environment === undefined) return { paths: wanted, options, stacks: [] }
  const beside = { ...options, environment }
  const units = stacks.map(({ path, environments = {} }): StackUnit => {
    const found = Object.hasOwn(environments, environment) ? environments[environment] : undefined
    return { path, options: found === undefined ? beside : withEnvironment(beside, found, folder) }
  })
  return { paths: wanted, options: beside, stacks: units, unknown: unknownEnvironment(environment, stacks, file) }
}

function withEnvironment(options: InputOptions, environment: StackEnvironment, folder: string): InputOptions {
  const region = options.region ?? environment.region
  const account = options.account ?? environment.account
  return {
    ...options,
    environmentParameters: assignments(environment.parameters),
    var: [...assignments(environment.variables), ...options.var],
    varFile: [...(environment.varFiles ?? []).map((path) => posix.join(folder, path)), ...options.varFile],
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
  }
}

function assignments(values: Readonly<Record<string, GivenValue>> = {}): readonly string[] {
  return Object.entries(values).map(([name, value]) => `${name}=${Array.isArray(value) ? value.join(',') : value}`)
}

interface Named {
  readonly path: string
  readonly environments?: Readonly<Record<string, StackEnvironment>>
}

function unknownEnvironment(name: string, stacks: readonly Named[], file: string | undefined): UsageError {
  if (file === undefined) {
    return new UsageError(
      `--environment names "${name}", and there is neither a portcullis.yaml here nor a samconfig.toml beside a template that has it.`,
    )
  }
  const said = `--environment names "${name}", and no stack of ${file} that is checked has it, nor a samconfig.toml beside a template.`
  return new UsageError(`${said}${hint(name, stacks)}`)
}

function hint(name: string, stacks: readonly Named[]): string {
  const having = stacks.filter(({ environments = {} }) => Object.hasOwn(environments, name))
  if (having.length > 0) return ` It is of ${having.map(({ path }) => path).join(', ')}.`
  const known = [...new Set(stacks.flatMap(({ environments = {} }) => Object.keys(environments)))]
  if (known.length === 0) return ' None of the stacks has environments.'
  return didYouMean(name, known) || ` There are ${known.join(', ')}.`
}
