import { adapters } from '../adapters/all.ts'
import { withClaims } from '../adapters/claims.ts'
import { defaultLimits } from '../adapters/sources/limits.ts'
import { type Found, openSources } from '../adapters/sources/open.ts'
import type { Adapter, Given } from '../model/stack.ts'
import { givenOf } from './given.ts'
import type { Host } from './host.ts'
import type { InputOptions } from './input-options.ts'

/** What a command reads stacks from. */
export interface Inputs {
  readonly found: Found
  readonly given: Given
  readonly adapters: readonly Adapter[]
  /** Whether the SAM CLI's configuration beside a template has the environment. */
  readonly hasEnvironment: boolean
}

/** Opens what the command line names. Throws a usage error before anything is read if a given value is wrong. */
export async function openInputs(paths: readonly string[], options: InputOptions, host: Host): Promise<Inputs> {
  const given = await givenOf(options, host)
  const limits = { ...defaultLimits, ...options.limit }
  const found = openSources(paths.length === 0 ? ['.'] : paths, {
    cwd: host.cwd,
    limits,
    ...(options.root === undefined ? {} : { root: options.root }),
    ...(options.root !== undefined || given.source === undefined || given.source === 'none'
      ? {}
      : { source: given.source }),
    ...(paths.includes('-') ? { stdin: await host.standardInput(Math.max(limits.fileSize, limits.planSize)) } : {}),
  })
  const { environment } = options
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
