import { type Diagnostic, error } from '../../model/diagnostic.ts'
import { startOf } from '../../model/source.ts'
import type { PassedOver } from './discover.ts'
import { sizeText } from './limits.ts'

export function pathNotFound(path: string, meant: string | undefined): Diagnostic {
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`
  return error('PATH_NOT_FOUND', `There is no file or folder ${path}.${hint}`, null)
}

/** Says that no input was found, what was passed over instead, and what would be an input. */
export function nothingFound(paths: readonly string[], { files, folders }: PassedOver): Diagnostic {
  const total = [...files.values()].reduce((sum, count) => sum + count, 0)
  const passed = total === 0 ? 'no files' : `${total} ${total === 1 ? 'file' : 'files'} (${counts(files)})`
  const skipped = folders.size === 0 ? '' : `, and the folders that are skipped unless named (${counts(folders)})`
  const wanted = 'CloudFormation templates (YAML or JSON with Resources of types like AWS::Lambda::Function)'
  const message = `Nothing to check under ${paths.join(', ')}: passed over ${passed}${skipped}. Inputs are ${wanted} and Terraform sources (*.tf), plans and states (JSON).`
  return error('NOTHING_TO_CHECK', message, null)
}

/** A file without a place in it is standard input. */
export function tooLarge(path: string | null, size: number, limit: number): Diagnostic {
  const next = `--limit file-size=${Math.ceil(size / (1024 * 1024))}MB`
  const message = `${path ?? 'Standard input'} has ${sizeText(size)}; at most ${sizeText(limit)} are read. If it is meant to be so large, give ${next}.`
  return error('FILE_TOO_LARGE', message, path === null ? null : startOf(path))
}

export function outside(path: string, roots: Iterable<string>): Diagnostic {
  const root = [...roots].join(', ')
  const message = `${path} lies outside the checked root (${root}) and was not read. --root DIR widens the root.`
  return error('OUTSIDE_ROOT', message, startOf(path))
}

export function notRegular(path: string): Diagnostic {
  const message = `${path} is neither a file nor a folder. To judge what another program prints, pipe it in and give - as the path.`
  return error('FILE_UNREADABLE', message, startOf(path))
}

export function tooMany(what: string): Diagnostic {
  const message = `There are more than ${what}, and the rest was not read. Name fewer paths, or raise it with --limit.`
  return error('TOO_MANY_FILES', message, null)
}

function counts(of: ReadonlyMap<string, number>): string {
  const sorted = [...of].sort(([, one], [, other]) => other - one)
  const shown = sorted.slice(0, 6).map(([what, count]) => `${count} ${what}`)
  return sorted.length > shown.length ? `${shown.join(', ')}, …` : shown.join(', ')
}
