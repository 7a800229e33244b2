import { readTextFile } from '../../adapters/sources/open.ts'
import type { SourceFile } from '../../model/source.ts'
import { didYouMean, UsageError } from '../usage.ts'
import { assignmentsOf } from './assignments.ts'
import { parseValues } from './parse.ts'
import { readSamConfig, type SamEnvironment, samEnvironments, showsSamConfig, usualEnvironment } from './samconfig.ts'

/**
 * The values of a file that `--parameter-file` names: one of the shapes of AWS tools in JSON or YAML, or `samconfig.toml`,
 * whose environment may stand behind a colon (`samconfig.toml:prod`).
 */
export async function readParameterFile(named: string, cwd: string): Promise<SamEnvironment> {
  const [, path = named, environment] = /^(.+\.(?:toml|ya?ml)):([^/\\:]+)$/i.exec(named) ?? []
  const file = readGiven(path, cwd)
  if (/\.toml$/i.test(path)) return readEnvironment(file, environment)
  const content = await parseValues(file)
  if (environment !== undefined || showsSamConfig(content)) return readEnvironment(file, environment)
  const parameters = assignmentsOf(content)
  if (parameters !== undefined) return { parameters }
  throw new UsageError(
    `${path} is no parameter file: it takes [{"ParameterKey": …, "ParameterValue": …}] or {"Parameters": {NAME: VALUE}}.`,
  )
}

async function readEnvironment(file: SourceFile, environment = usualEnvironment): Promise<SamEnvironment> {
  const found = await readSamConfig(file, environment)
  if (found !== undefined) return found
  const known = await samEnvironments(file)
  const hint = didYouMean(environment, known) || (known.length === 0 ? '' : ` There are ${known.join(', ')}.`)
  throw new UsageError(`${file.path} has no environment "${environment}".${hint}`)
}

/** A file that the command line names. Throws a usage error where it cannot be read. */
export function readGiven(path: string, cwd: string): SourceFile {
  const read = readTextFile(path, cwd)
  if ('text' in read) return read
  throw new UsageError(read.message)
}
