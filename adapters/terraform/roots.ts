import { posix } from 'node:path'
import { type Diagnostic, warning } from '../../model/diagnostic.ts'
import { startOf } from '../../model/source.ts'
import type { Given, Sources, Stack } from '../../model/stack.ts'
import { type Folder, type Folders, folderOf } from './folders.ts'
import { isLocal, sourceOf } from './modules.ts'
import { readRoot } from './stack.ts'
import type { Grammar } from './syntax/grammar.ts'

/** The folders of Terraform files, and what they were read with. */
export interface Opened {
  readonly folders: Folders
  readonly grammar: Grammar
}

/**
 * The stacks among Terraform sources: one for every folder that is a root, with the modules that it calls. A root of which
 * files are among `judged` is none: its plan is.
 */
export function readRoots(
  { folders, grammar }: Opened,
  sources: Sources,
  given: Given,
  judged: ReadonlySet<string>,
): readonly Stack[] {
  const roots = findRoots(folders, sources).filter(({ files }) => !files.some(({ file }) => judged.has(file)))
  const stacks = roots.map((root) => readRoot(root, folders, sources, given, grammar, roots.length === 1))
  const [first, ...rest] = stacks
  // What concerns no stack in particular is said with the first.
  return first ? [{ ...first, diagnostics: [...first.diagnostics, ...unread(folders, stacks, judged)] }, ...rest] : []
}

/**
 * The folders that are roots: no other given folder calls them as a module. Below a folder named `modules` only those of
 * which a backend, cloud or provider block, variable files or a lock file shows that they are applied. Where none shows
 * that, the topmost folders that nothing calls. Source: Terraform, "Standard Module Structure": nested modules lie there.
 */
export function findRoots({ given }: Folders, sources: Sources): readonly Folder[] {
  const called = new Set(given.flatMap(calledBy))
  const uncalled = given.filter(({ path }) => !called.has(path))
  const applied = new Set(uncalled.filter((folder) => isApplied(folder, sources)))
  if (applied.size > 0) return uncalled.filter((folder) => applied.has(folder) || !isBelowModules(folder.path))
  const candidates = uncalled.length > 0 ? uncalled : given
  return candidates.filter(({ path }) => !candidates.some((other) => isBelow(path, other.path)))
}

function isBelowModules(path: string): boolean {
  return path.split('/').slice(0, -1).includes('modules')
}

/** Says which of the given folders were read for no root, so that nobody takes them for judged. */
function unread({ given }: Folders, stacks: readonly Stack[], judged: ReadonlySet<string>): readonly Diagnostic[] {
  const read = new Set([...judged, ...stacks.flatMap(({ files }) => files)])
  const left = given.filter(({ files }) => !files.some(({ file }) => read.has(file)))
  const [first] = left
  if (!first) return []
  const names = left.slice(0, 3).map(({ path }) => path)
  const more = left.length > names.length ? `, and ${left.length - names.length} more` : ''
  const message = `No root calls the Terraform in ${names.join(', ')}${more}: it is not judged. Name a folder to judge it by itself.`
  return [warning('NOT_EVALUATED', message, startOf(first.files[0]?.file ?? first.path))]
}

function isBelow(path: string, other: string): boolean {
  return path !== other && (other === '' ? !path.startsWith('../') : path.startsWith(`${other}/`))
}

/** The paths of the folders that the modules of one lead to. */
export function calledBy({ path, declared }: Folder): readonly string[] {
  return [...declared.modules.values()].flatMap((block) => {
    const source = sourceOf(block)
    if (source === undefined || !isLocal(source)) return []
    const target = posix.join(path, source).replace(/\/$/, '')
    return target === path ? [] : [target === '.' ? '' : target]
  })
}

function isApplied({ path, body }: Folder, sources: Sources): boolean {
  if (body.blocks.some(({ type }) => type === 'provider')) return true
  const settings = body.blocks.filter(({ type }) => type === 'terraform').flatMap((block) => block.body.blocks)
  if (settings.some(({ type }) => type === 'backend' || type === 'cloud')) return true
  const within = sources.files.filter((file) => folderOf(file.path) === path)
  if (within.some((file) => /\.tfvars(\.json)?$/.test(file.path))) return true
  return sources.read(posix.join(path, '.terraform.lock.hcl')) !== undefined
}
