import { posix } from 'node:path'
import type { GivenValue, StackEnvironment } from '../../engine/configuration/configuration.ts'
import type { Configured } from '../configuration.ts'
import type { InputOptions } from '../input-options.ts'
import { didYouMean, UsageError } from '../usage.ts'

/** What a command judges. */
export interface Units {
  readonly units: readonly Unit[]
  /** What to say where the files beside the templates do not know the environment either. */
  readonly unknown?: UsageError
}

/** What is opened and judged with the same given values. */
export interface Unit {
  readonly paths: readonly string[]
  readonly options: InputOptions
}

/**
 * The paths of the command line, else the stacks of `portcullis.yaml`, else the working directory. With an environment,
 * each stack that has it is a unit with the values that stand there; those of the command line replace them. The files
 * of the SAM CLI beside the templates may know the environment as well.
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
  if (environment === undefined) return { units: [{ paths: wanted, options }] }
  const beside = { ...options, environment }
  const chosen = stacks.filter(({ path }) => wanted.some((one) => isSame(one, path)))
  const placed = chosen.flatMap(({ path, environments = {} }) => {
    const found = Object.hasOwn(environments, environment) ? environments[environment] : undefined
    return found ? [{ path, found }] : []
  })
  if (placed.length === 0) {
    return { units: [{ paths: wanted, options: beside }], unknown: unknownEnvironment(environment, chosen, file) }
  }
  const rest = wanted.filter((one) => !placed.some(({ path }) => isSame(one, path)))
  const units = placed.map(({ path, found }) => ({ paths: [path], options: withEnvironment(beside, found, folder) }))
  return { units: rest.length > 0 ? [...units, { paths: rest, options: beside }] : units }
}

function isSame(one: string, other: string): boolean {
  const plain = (path: string): string => posix.join(path, '.')
  return one !== '-' && plain(one).replace(/\/$/, '') === plain(other).replace(/\/$/, '')
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
  const known = [...new Set(stacks.flatMap(({ environments = {} }) => Object.keys(environments)))]
  const there = known.length === 0 ? ' None of the stacks has environments.' : ` There are ${known.join(', ')}.`
  const hint = didYouMean(name, known) || there
  return new UsageError(
    `--environment names "${name}", and no stack of ${file} that is checked has it, nor a samconfig.toml beside a template.${hint}`,
  )
}
