import { posix, relative, resolve } from 'node:path'
import { candidateOf } from '../../adapters/sources/discover.ts'
import { posix as withSlashes } from '../../adapters/sources/disk.ts'
import type { InputOptions } from '../input-options.ts'
import type { StackUnit } from './units.ts'

/**
 * Finds what a file is judged with: the options of the stack that it lies in, of several the innermost, else `others`.
 * A Terraform file stands for its folder. Paths of files are from the working directory.
 */
export function optionsByFile(
  stacks: readonly StackUnit[],
  others: InputOptions,
  cwd: string,
): (file: string) => InputOptions {
  const rank = ({ options }: Pick<StackUnit, 'options'>): number => (options === others ? 1 : 0)
  const innermost = stacks
    .map(({ path, options }) => ({ options, place: placeOf(withSlashes(relative(cwd, resolve(cwd, path)))) }))
    // Of one path that is there twice, first the entry that has the environment.
    .sort((one, other) => other.place.path.length - one.place.path.length || rank(one) - rank(other))
  return (file) => innermost.find(({ place }) => lies(file, place))?.options ?? others
}

interface Place {
  readonly path: string
  /** Whether the Terraform files in it are meant, and nothing below. */
  readonly isFolder: boolean
}

function placeOf(path: string): Place {
  return isTerraform(path) ? { path: folderOf(path), isFolder: true } : { path, isFolder: false }
}

function lies(file: string, { path, isFolder }: Place): boolean {
  if (isFolder) return folderOf(file) === path && isTerraform(file)
  if (path === '') return !file.startsWith('../') && !posix.isAbsolute(file)
  return file === path || file.startsWith(`${path}/`)
}

function isTerraform(path: string): boolean {
  return candidateOf(posix.basename(path)) === 'terraform'
}

function folderOf(path: string): string {
  const folder = posix.dirname(path)
  return folder === '.' ? '' : folder
}
