import { adapters } from '../adapters/all.ts'
import { withClaims } from '../adapters/claims.ts'
import { defaultLimits } from '../adapters/sources/limits.ts'
import { type Found, openSources } from '../adapters/sources/open.ts'
import type { SourceFile } from '../model/source.ts'
import type { Adapter, Given } from '../model/stack.ts'
import { givenOf } from './given.ts'
import type { Host } from './host.ts'
import type { InputOptions } from './input-options.ts'

/** What a command reads stacks from. */
export interface Inputs {
  /** Its files are those that are judged. */
  readonly found: Found
  /** Files that are judged apart from these, and are read to know which of these belong to them. */
  readonly apart?: readonly SourceFile[]
  readonly given: Given
  readonly adapters: readonly Adapter[]
  /** Whether the SAM CLI's configuration beside a template has the environment. */
  readonly hasEnvironment: boolean
}

/** Opens what the command line names. Throws a usage error before anything is read if a given value is wrong. */
export async function openInputs(paths: readonly string[], options: InputOptions, host: Host): Promise<Inputs> {
  const given = await givenOf(options, host)
  return inputsOf(await openFound(paths, options, given, host), given, options.environment)
}

/** Opens what the command line names, to be judged with one set of values or several. */
export async function openFound(
  paths: readonly string[],
  options: InputOptions,
  { source }: Given,
  host: Host,
): Promise<Found> {
  const limits = { ...defaultLimits, ...options.limit }
  return openSources(paths.length === 0 ? ['.'] : paths, {
    cwd: host.cwd,
    limits,
    ...(options.root === undefined ? {} : { root: options.root }),
    ...(options.root !== undefined || source === undefined || source === 'none' ? {} : { source }),
    ...(paths.includes('-') ? { stdin: await host.standardInput(Math.max(limits.fileSize, limits.planSize)) } : {}),
  })
}

/** What was found, to be judged with these values. */
export async function inputsOf(found: Found, given: Given, environment: string | undefined): Promise<Inputs> {
  const beside = environment === undefined ? undefined : await samValues(given, found, environment)
  return {
    found,
    given: beside?.given ?? given,
    adapters: withClaims(adapters, found),
    hasEnvironment: beside?.found ?? false,
  }
}

async function samValues(given: Given, { sources }: Found, environment: string) {
  const { withSamConfigs } = await import('./parameters/beside.ts')
  return withSamConfigs(given, sources, environment)
}
