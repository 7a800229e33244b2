import type { SourceFile } from '../../model/source.ts'
import type { Given, Sources } from '../../model/stack.ts'
import { documentOf } from '../sources/terraform-json.ts'
import { installedGrammar } from './adapter.ts'
import { type Folder, folderOf, isSource, openFolders } from './folders.ts'
import { calledBy, findRoots } from './roots.ts'
import { type Grammar, loadGrammar } from './syntax/grammar.ts'
import { parserWhenNeeded } from './syntax/when-needed.ts'

/** Roots that are read together, and apart from all others. */
export interface RootsApart {
  /** Of the first root. */
  readonly path: string
  /** Whether a file lies in a folder of theirs. */
  readonly has: (file: SourceFile) => boolean
}

/**
 * The roots among Terraform sources, each with the folders it calls; roots that share a folder stay together. None where
 * they have more to do with one another: where there is a plan, where values are given, of which is said which root wants
 * them, or where a folder belongs to no root.
 */
export async function rootsApart(sources: Sources, given: Given): Promise<readonly RootsApart[]> {
  if (isGiven(given) || !showsRoots(sources.files) || sources.files.some((file) => documentOf(file) !== undefined))
    return []
  const parser = async (): Promise<Grammar> => loadGrammar(await installedGrammar())
  const folders = await parserWhenNeeded(sources.files, parser, async (grammar) => openFolders(sources, grammar))
  const byPath = new Map(folders.given.map((folder) => [folder.path, folder]))
  const parts: { path: string; folders: Set<string> }[] = []
  for (const root of findRoots(folders, sources)) {
    const own = closure(root, byPath)
    const shared = parts.filter((part) => [...own].some((path) => part.folders.has(path)))
    for (const part of shared) {
      for (const path of part.folders) own.add(path)
      parts.splice(parts.indexOf(part), 1)
    }
    parts.push({ path: shared[0]?.path ?? root.path, folders: own })
  }
  const belonging = new Set(parts.flatMap((part) => [...part.folders]))
  if (![...byPath.keys()].every((path) => belonging.has(path))) return []
  return parts.map(({ path, folders }) => ({ path, has: (file) => folders.has(folderOf(file.path)) }))
}

/** With fewer the reading that tells them apart costs more than it brings. */
const fewest = 4

/** Whether the texts show several roots, before anything is parsed. */
function showsRoots(files: readonly SourceFile[]): boolean {
  const shown = files.filter(({ path, text }) => isSource(path) && /\b(?:provider|backend|cloud)\b/.test(text))
  return new Set(shown.map(({ path }) => folderOf(path))).size >= fewest
}

function isGiven({ variables, variableFiles, environmentVariables, source, input }: Given): boolean {
  const isFiltered = input !== undefined && input !== 'terraform'
  return (
    variables.size > 0 ||
    (variableFiles ?? []).length > 0 ||
    environmentVariables !== undefined ||
    source !== undefined ||
    isFiltered
  )
}

/** A root and what it calls, and what that calls. */
function closure(root: Folder, byPath: ReadonlyMap<string, Folder>): Set<string> {
  const found = new Set([root.path])
  for (const path of found) {
    const folder = byPath.get(path)
    for (const called of folder ? calledBy(folder) : []) if (byPath.has(called)) found.add(called)
  }
  return found
}
