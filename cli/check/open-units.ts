import { posix } from 'node:path'
import type { Found } from '../../adapters/sources/open.ts'
import type { SourceFile } from '../../model/source.ts'
import type { Adapter, Stack } from '../../model/stack.ts'
import { givenOf } from '../given.ts'
import type { Host } from '../host.ts'
import type { InputOptions } from '../input-options.ts'
import { type Inputs, inputsOf, openFound } from '../inputs.ts'
import { optionsByFile } from './options-by-file.ts'
import type { Units } from './units.ts'

/**
 * Opens what is judged, once, and parts it: the files of each stack of `portcullis.yaml` that has the environment with
 * its values, all others with those of the command line. Throws a usage error where a given value is wrong, or where
 * nothing that was found knows the environment.
 */
export async function openUnits({ paths, options, stacks, unknown }: Units, host: Host): Promise<readonly Inputs[]> {
  const given = await givenOf(options, host)
  const found = await openFound(paths, options, given, host)
  const byFile = optionsByFile(stacks, options, host.cwd)
  // What is piped in lies in no folder, whatever it is called.
  const optionsOf = (path: string): InputOptions =>
    paths.includes('-') && path.startsWith('stdin.') ? options : byFile(path)
  const { files } = found.sources
  const units = [...new Set(files.map(({ path }) => optionsOf(path)))].filter((unit) => unit !== options)
  const inputs: Inputs[] = []
  for (const unit of units) {
    const own = only(found, ({ path }) => optionsOf(path) === unit)
    inputs.push(await inputsOf(own, await givenOf(unit, host), unit.environment))
  }
  const isOther = (path: string): boolean => optionsOf(path) === options
  const apart = files.filter(({ path }) => !isOther(path))
  if (apart.length === 0 || apart.length < files.length) {
    const others = only(found, ({ path }) => isOther(path))
    inputs.push(beside(await inputsOf(others, given, options.environment), apart, isOther))
  }
  const isKnown = units.length > 0 || inputs.some(({ hasEnvironment }) => hasEnvironment)
  if (unknown !== undefined && !isKnown && files.length > 0) throw unknown
  return inputs
}

/** Some of what was found. What is said of files stays in one place. */
function only(found: Found, isOwn: (file: SourceFile) => boolean): Found {
  const files = found.sources.files.filter(isOwn)
  const own = new Set(files.map(({ path }) => path))
  return { ...found, sources: { ...found.sources, files }, named: found.named.filter((path) => own.has(path)) }
}

/** Reads with the files that are judged apart, for what those nest or call is judged there; keeps only its own stacks. */
function beside(inputs: Inputs, apart: readonly SourceFile[], isOwn: (path: string) => boolean): Inputs {
  if (apart.length === 0) return inputs
  const isOwnStack = ({ path, files }: Stack): boolean =>
    isOwn(files.find((file) => posix.dirname(file) === path) ?? path)
  const adapters = inputs.adapters.map(
    (adapter): Adapter => ({
      name: adapter.name,
      read: async (sources, given) => (await adapter.read(sources, given)).filter(isOwnStack),
    }),
  )
  return { ...inputs, apart, adapters }
}
