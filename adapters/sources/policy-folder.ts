import { basename, dirname, join, resolve } from 'node:path'
import { type Diagnostic, error } from '../../model/diagnostic.ts'
import { nearest } from '../../model/nearest.ts'
import type { SourceFile } from '../../model/source.ts'
import { entriesIn, namesIn, reasonOf, statOf } from './disk.ts'
import { sizeText } from './limits.ts'
import { pathNotFound } from './messages.ts'
import { readTextFile } from './open.ts'

/** A Rego file, and the folders it lies in. */
export interface PolicyFile extends SourceFile {
  readonly absolute: string
  /** The names of its folder and of the folder around that: `practice/policy`. */
  readonly place: string
}

export interface PolicyFolder {
  /** Every Rego file, those of tests too, sorted by path. */
  readonly files: readonly PolicyFile[]
  /** What could not be read. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads the Rego files of a folder of policies. Hidden folders, `node_modules`, examples and symbolic links are passed over. */
export function readPolicyFolder(path: string, cwd: string): PolicyFolder {
  const absolute = resolve(cwd, path)
  const stat = statOf(absolute)
  if (stat === undefined) {
    const meant = nearest(basename(absolute), namesIn(dirname(absolute)))
    return { files: [], diagnostics: [pathNotFound(path, meant && join(dirname(path), meant))] }
  }
  if (!stat.isDirectory()) {
    return { files: [], diagnostics: [error('FILE_UNREADABLE', `${path} is a file, not a folder of policies.`, null)] }
  }
  const reading: Reading = { cwd, files: [], diagnostics: [], names: 0, bytes: 0 }
  walk(absolute, 0, reading)
  return { files: reading.files.sort(byPath), diagnostics: reading.diagnostics }
}

interface Reading {
  readonly cwd: string
  readonly files: PolicyFile[]
  readonly diagnostics: Diagnostic[]
  names: number
  bytes: number
}

const deepest = 12
const mostNames = 100_000
const mostBytes = 32 * 1024 * 1024

function walk(folder: string, depth: number, reading: Reading): void {
  try {
    for (const entry of entriesIn(folder)) {
      reading.names += 1
      if (isFull(folder, reading)) return
      const path = join(folder, entry.name)
      if (entry.isDirectory() && depth < deepest && !isSkipped(entry.name)) walk(path, depth + 1, reading)
      else if (entry.isFile() && entry.name.endsWith('.rego')) read(path, reading)
    }
  } catch (problem) {
    reading.diagnostics.push(
      error('FILE_UNREADABLE', `The folder ${folder} cannot be read: ${reasonOf(problem)}.`, null),
    )
  }
}

function isSkipped(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules' || name === 'examples'
}

function isFull(folder: string, { names, bytes, diagnostics }: Reading): boolean {
  if (names <= mostNames && bytes <= mostBytes) return false
  if (diagnostics.length === 0) {
    const what = names > mostNames ? `${mostNames} names` : `${sizeText(mostBytes)} of Rego`
    const message = `There are more than ${what} under the folder of policies (reached in ${folder}). Name the folder that holds the policies.`
    diagnostics.push(error('TOO_MANY_FILES', message, null))
  }
  return true
}

function read(absolute: string, reading: Reading): void {
  const file = readTextFile(absolute, reading.cwd)
  if (!('text' in file)) {
    reading.diagnostics.push(file)
    return
  }
  reading.bytes += file.text.length
  const folder = dirname(absolute)
  reading.files.push({ ...file, absolute, place: `${basename(dirname(folder))}/${basename(folder)}` })
}

function byPath(one: SourceFile, other: SourceFile): number {
  return one.path < other.path ? -1 : 1
}
