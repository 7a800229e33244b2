import { posix } from 'node:path'
import type { SourceFile } from '../../model/source.ts'
import type { Sources } from '../../model/stack.ts'
import type { Grammar } from './syntax/grammar.ts'
import { type Parsed, parse } from './syntax/parse.ts'
import type { Block } from './syntax/tree.ts'

/** A folder of Terraform files that is applied as a whole. */
export interface Root {
  /** Relative to the checked root; empty where it is that itself. */
  readonly folder: string
  readonly files: readonly Parsed[]
  /** `.tf.json` files, which are not read yet. */
  readonly unread: readonly SourceFile[]
}

/**
 * The folders that are roots: no other folder calls them as a module, and a backend, cloud or provider block, variable
 * files or a lock file shows that they are applied. Where none shows that, every folder that nothing calls.
 */
export function findRoots(sources: Sources, grammar: Grammar): readonly Root[] {
  const folders = new Map<string, { files: Parsed[]; unread: SourceFile[] }>()
  for (const file of sources.files) {
    if (!/\.tf(\.json)?$/.test(file.path)) continue
    const folder = folderOf(file.path)
    const found = folders.get(folder) ?? { files: [], unread: [] }
    folders.set(folder, found)
    if (file.path.endsWith('.json')) found.unread.push(file)
    else found.files.push(parse(grammar, file))
  }
  const called = new Set([...folders].flatMap(([folder, { files }]) => callsOf(folder, files)))
  const roots = [...folders].map(([folder, found]): Root => ({ folder, ...found }))
  const uncalled = roots.filter((root) => !called.has(root.folder))
  const applied = uncalled.filter((root) => isApplied(root, sources))
  if (applied.length > 0) return applied
  return uncalled.length > 0 ? uncalled : roots
}

function folderOf(path: string): string {
  const folder = posix.dirname(path)
  return folder === '.' ? '' : folder
}

function callsOf(folder: string, files: readonly Parsed[]): readonly string[] {
  return files.flatMap(({ body }) =>
    body.blocks.flatMap((block) => {
      const source = block.type === 'module' ? sourceOf(block) : undefined
      if (source === undefined || !/^\.\.?\//.test(source)) return []
      const target = posix.join(folder, source).replace(/\/$/, '')
      return target === folder ? [] : [target === '.' ? '' : target]
    }),
  )
}

/** The source of a module call, where it is written as a text. */
export function sourceOf(block: Block): string | undefined {
  const source = block.body.attributes.get('source')?.expression
  return source?.type === 'literal' && typeof source.value === 'string' ? source.value : undefined
}

function isApplied({ folder, files }: Root, sources: Sources): boolean {
  const blocks = files.flatMap(({ body }) => body.blocks)
  if (blocks.some(({ type }) => type === 'provider')) return true
  const settings = blocks.filter(({ type }) => type === 'terraform').flatMap(({ body }) => body.blocks)
  if (settings.some(({ type }) => type === 'backend' || type === 'cloud')) return true
  const within = sources.files.filter(({ path }) => folderOf(path) === folder)
  if (within.some(({ path }) => /\.tfvars(\.json)?$/.test(path))) return true
  return sources.read(posix.join(folder, '.terraform.lock.hcl')) !== undefined
}
