import { posix } from 'node:path'
import { candidateOf, showsTemplate } from '../../adapters/sources/discover.ts'
import { type Limits, sizeText } from '../../adapters/sources/limits.ts'
import { memorySources } from '../../adapters/sources/memory.ts'
import { nothingFound } from '../../adapters/sources/messages.ts'
import type { Found } from '../../adapters/sources/open.ts'
import { documentOf, isTerraformFile } from '../../adapters/sources/terraform-json.ts'
import { type Diagnostic, error } from '../../model/diagnostic.ts'
import { startOf } from '../../model/source.ts'
import { RequestError } from './request.ts'

export interface Posted {
  readonly files: Readonly<Record<string, string>>
  /** Those that must be judged. */
  readonly named?: readonly string[] | undefined
  /** Those that are there to be read by the others. */
  readonly beside?: readonly string[] | undefined
}

/**
 * What is judged of the posted files: as in a folder, what shows a template and all of Terraform; the others are there
 * to be read by these. Throws {@link RequestError} for paths that lead outside and for too many files.
 */
export function openPosted(
  { files, named = [], beside = [] }: Posted,
  fileLimit: number,
  limits: Pick<Limits, 'fileSize' | 'planSize'>,
): Found {
  const paths = Object.keys(files)
  if (paths.length > fileLimit) {
    throw new RequestError(413, `The request has ${paths.length} files; at most ${fileLimit} are taken.`)
  }
  for (const path of paths) requireInside(path)
  requireDistinct(paths)
  for (const path of named) {
    if (!Object.hasOwn(files, path))
      throw new RequestError(400, `input.named has ${shown(path)}, which is not among the files.`)
  }
  const normal = (paths: readonly string[]): ReadonlySet<string> => new Set(paths.map((path) => posix.normalize(path)))
  return sorted(files, normal(named), normal(beside), limits)
}

function requireInside(path: string): void {
  const normal = posix.normalize(path)
  const isOutside =
    normal === '..' || normal.startsWith('../') || posix.isAbsolute(normal) || /^[a-z]:|\\|\0/i.test(path)
  if (isOutside) {
    throw new RequestError(400, `The path ${shown(path)} leads outside; paths are relative, below one folder, with /.`)
  }
  if (normal === '.' || normal.endsWith('/')) throw new RequestError(400, `The path ${shown(path)} names no file.`)
}

/** Two spellings of one path would let one text be judged and another deployed. */
function requireDistinct(paths: readonly string[]): void {
  const seen = new Set<string>()
  for (const path of paths) {
    const normal = posix.normalize(path)
    if (seen.has(normal)) throw new RequestError(400, `The path ${shown(path)} names a file that is there already.`)
    seen.add(normal)
  }
}

function sorted(
  files: Posted['files'],
  named: ReadonlySet<string>,
  beside: ReadonlySet<string>,
  { fileSize, planSize }: Pick<Limits, 'fileSize' | 'planSize'>,
): Found {
  const all = memorySources(files)
  const diagnostics: Diagnostic[] = []
  const passedOver = { files: new Map<string, number>(), folders: new Map<string, number>() }
  const inputs = all.files.filter((file) => {
    const { path, text } = file
    const name = posix.basename(path)
    const isInput = isTerraformFile(file) || (candidateOf(name) === 'template' && showsTemplate(text))
    const wanted = named.has(path) || (isInput && !beside.has(path))
    const size = wanted ? Buffer.byteLength(text) : 0
    const limit = documentOf(file) === undefined ? fileSize : planSize
    if (size > limit) diagnostics.push(tooLarge(path, size, limit))
    if (!wanted) count(passedOver.files, posix.extname(name) || name)
    return wanted && size <= limit
  })
  if (inputs.length === 0 && diagnostics.length === 0) diagnostics.push(nothingFound(['the posted files'], passedOver))
  return { sources: { ...all, files: inputs }, diagnostics, named: [...named], passedOver }
}

function tooLarge(path: string, size: number, limit: number): Diagnostic {
  const message = `${path} has ${sizeText(size)}; at most ${sizeText(limit)} are read.`
  return error('FILE_TOO_LARGE', message, startOf(path))
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function shown(path: string): string {
  return JSON.stringify(path.length > 200 ? `${path.slice(0, 200)}…` : path)
}
