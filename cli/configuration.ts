import { basename, dirname, isAbsolute, join, posix, resolve } from 'node:path'
import { namesIn, statOf } from '../adapters/sources/disk.ts'
import { readTextFile } from '../adapters/sources/open.ts'
import type { Configuration, PlaceOf } from '../engine/configuration/configuration.ts'
import type { Settings } from '../engine/settings.ts'
import type { Manifest } from '../model/policy.ts'
import type { Host } from './host.ts'
import { didYouMean, UsageError } from './usage.ts'

/** Where `portcullis.yaml` was found, and what it says; without one there are no settings. */
export interface Configured {
  readonly configuration: Configuration
  /** Its path as it was given, from the working directory. */
  readonly path?: string
  readonly placeOf?: PlaceOf
}

const usual = 'portcullis.yaml'

/** Reads the file that `--config` names, else `portcullis.yaml` in the working directory if there is one. */
export async function configurationOf(
  named: string | undefined,
  { cwd, errors }: Pick<Host, 'cwd' | 'errors'>,
): Promise<Configured> {
  if (named === undefined) warnOfMisnamed(cwd, errors)
  if (named === undefined && statOf(join(cwd, usual)) === undefined) return { configuration: {} }
  const path = named ?? usual
  if (statOf(resolve(cwd, path))?.isDirectory()) throw new UsageError(`--config: ${path} is a folder, not a file.`)
  const file = readTextFile(path, cwd, sizeLimit)
  if (!('text' in file)) throw new UsageError(`--config: ${file.message}`)
  const { readConfiguration } = await import('../engine/configuration/configuration.ts')
  const read = readConfiguration(file)
  if ('configuration' in read) return { ...read, path }
  throw new UsageError(read.problems.join('\nportcullis: '))
}

/** Nobody who writes settings under the other ending means them to be passed over. */
function warnOfMisnamed(cwd: string, errors: Host['errors']): void {
  const name = 'portcullis.yml'
  if (statOf(join(cwd, name)) === undefined) return
  errors.write(`portcullis: warning: ${name} is not read, but ${usual}: rename it, or give --config ${name}\n`)
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

/** Refuses folders of policies that are not there and, of the environment that is judged, files of variables. */
export function requireFiles(configured: Configured, environment: string | undefined, cwd: string): void {
  const { configuration, path: file = '.', placeOf } = configured
  if (placeOf === undefined) return
  const policies = (configuration.policies ?? []).map((path, index) => ({ path, at: ['policies', index] }))
  const stacks = environment === undefined ? [] : (configuration.stacks ?? [])
  const variables = stacks.flatMap(({ environments = {} }, stack) =>
    Object.entries(environments)
      .filter(([name]) => name === environment)
      .flatMap(([name, { varFiles = [] }]) =>
        varFiles.map((path, index) => ({ path, at: ['stacks', stack, 'environments', name, 'varFiles', index] })),
      ),
  )
  const problems = [...policies, ...variables].flatMap(({ path, at }) => {
    const absolute = resolve(cwd, posix.dirname(file), path)
    if (statOf(absolute) !== undefined) return []
    const { startLine, startColumn } = placeOf(at)
    const hint = didYouMean(basename(path), namesIn(dirname(absolute)))
    return [`${file}:${startLine}:${startColumn}: there is no file or folder ${path}.${hint}`]
  })
  if (problems.length > 0) throw new UsageError(problems.join('\nportcullis: '))
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
