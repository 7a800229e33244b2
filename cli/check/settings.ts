import { posix } from 'node:path'
import type { Bundle } from '../../engine/bundle/bundle.ts'
import type { Judging } from '../../engine/configuration/configuration.ts'
import { settle } from '../../engine/configuration/settle.ts'
import { selectPolicies } from '../../engine/select.ts'
import type { Settings } from '../../engine/settings.ts'
import { type Configured, requireNames, rolesOf } from '../configuration.ts'
import type { Host } from '../host.ts'
import { policiesIn } from '../policies/load.ts'
import { requirePolicies, requireProfile } from '../policy-ids.ts'
import { UsageError } from '../usage.ts'

/** What the command line says of how is judged. */
export interface JudgingOptions {
  readonly only: readonly string[]
  readonly skip: readonly string[]
  readonly policies: readonly string[]
  readonly profile?: string
  readonly failOn?: Settings['failOn']
  readonly unknown?: Settings['unknown']
  readonly now?: string
}

/** The profile, with what the settings say, and before both what the command line says. */
export async function settingsOf(
  options: JudgingOptions,
  configured: Configured,
  bundles: readonly Bundle[],
  host: Host,
): Promise<Settings> {
  const manifests = bundles.map(({ manifest }) => manifest)
  const policies = policiesIn(bundles)
  if (!host.isBatch) {
    requirePolicies('--only', options.only, policies)
    requirePolicies('--skip', options.skip, policies)
  }
  requireProfile(options.profile, manifests)
  await requireNames(configured, manifests)
  const { configuration, path, placeOf } = configured
  const layers = [
    { judging: configuration, folder: posix.dirname(path ?? '.'), ...(placeOf === undefined ? {} : { placeOf }) },
    { judging: judgingOf(options, configuration.skip ?? []) },
  ]
  const roles = await rolesOf(configured)
  const settings = { ...settle(layers, manifests, options.now ?? host.today()), ...(roles ? { roles } : {}) }
  if (host.isBatch || selectPolicies(policies, settings).length > 0) return settings
  const why = policies.length === 0 ? 'The bundles hold' : 'The profile, --only and --skip leave'
  throw new UsageError(`${why} no policy to judge by.`)
}

/** What the command line says; naming a policy there turns it on, whatever the settings skip. */
function judgingOf({ only, skip, profile, failOn, unknown }: JudgingOptions, skipped: readonly string[]): Judging {
  return {
    ...(only.length > 0 ? { only: [...only] } : {}),
    skip: [...(only.length > 0 ? [] : skipped), ...skip],
    ...(profile === undefined ? {} : { profile }),
    ...(failOn === undefined ? {} : { failOn }),
    ...(unknown === undefined ? {} : { unknown }),
  }
}

/** What the server decides cannot be decided here as well. */
export function refuseBeside(options: JudgingOptions): void {
  const given = [
    ['--only', options.only.length > 0],
    ['--skip', options.skip.length > 0],
    ['--profile', options.profile !== undefined],
    ['--policies', options.policies.length > 0],
    ['--fail-on', options.failOn !== undefined],
    ['--unknown', options.unknown !== undefined],
    ['--now', options.now !== undefined],
  ] as const
  const refused = given.flatMap(([option, isGiven]) => (isGiven ? [option] : []))
  if (refused.length === 0) return
  throw new UsageError(`--server decides by the server's settings, so it takes no ${refused.join(' or ')} beside it.`)
}
