import { isAbsolute, join, posix } from 'node:path'
import { statOf } from '../adapters/sources/disk.ts'
import { readTextFile } from '../adapters/sources/open.ts'
import type { Configuration, PlaceOf } from '../engine/configuration/configuration.ts'
import type { Settings } from '../engine/settings.ts'
import type { Manifest } from '../model/policy.ts'
import { UsageError } from './usage.ts'

/** Where `portcullis.yaml` was found, and what it says; without one there are no settings. */
export interface Configured {
  readonly configuration: Configuration
  /** Its path as it was given, from the working directory. */
  readonly path?: string
  readonly placeOf?: PlaceOf
}

const usual = 'portcullis.yaml'

/** Reads the file that `--config` names, else `portcullis.yaml` in the working directory if there is one. */
export async function configurationOf(named: string | undefined, cwd: string): Promise<Configured> {
  if (named === undefined && statOf(join(cwd, usual)) === undefined) return { configuration: {} }
  const path = named ?? usual
  const file = readTextFile(path, cwd, sizeLimit)
  if (!('text' in file)) throw new UsageError(`--config: ${file.message}`)
  const { readConfiguration } = await import('../engine/configuration/configuration.ts')
  const read = readConfiguration(file)
  if ('configuration' in read) return { ...read, path }
  throw new UsageError(read.problems.join('\nportcullis: '))
}

/** Bytes. */
const sizeLimit = 1024 * 1024

/** The roles that settings describe, by what stacks call them. */
export async function rolesOf({ configuration, placeOf }: Configured): Promise<Settings['roles']> {
  const { roles } = configuration
  if (roles === undefined || placeOf === undefined) return undefined
  const { describedRole } = await import('../adapters/role-catalogue.ts')
  return new Map(
    Object.entries(roles).map(([symbol, role]) => [symbol, describedRole(symbol, role, placeOf(['roles', symbol]))]),
  )
}

/** Folders of policies: those of the settings, from the working directory, and those that are given. */
export function policyFolders({ configuration, path }: Configured, given: readonly string[]): readonly string[] {
  const folder = posix.dirname(path ?? '.')
  const named = (configuration.policies ?? []).map((one) => (isAbsolute(one) ? one : posix.join(folder, one)))
  return [...named, ...given]
}

/** Refuses what settings name that there is not among the policies, before anything is judged. */
export async function requireNames(
  { configuration, placeOf }: Configured,
  manifests: readonly Manifest[],
): Promise<void> {
  if (placeOf === undefined) return
  const { namesProblems } = await import('../engine/configuration/names.ts')
  const problems = namesProblems(configuration, placeOf, manifests)
  if (problems.length > 0) throw new UsageError(problems.join('\nportcullis: '))
}
