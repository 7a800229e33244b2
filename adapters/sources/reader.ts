import { basename, dirname, join, relative, resolve } from 'node:path'
import { type Diagnostic, error } from '../../model/diagnostic.ts'
import { type SourceFile, startOf } from '../../model/source.ts'
import type { Listed } from '../../model/stack.ts'
import type { Item, PassedOver } from './discover.ts'
import { showsPlan } from './discover.ts'
import { bytesOf, contains, entriesIn, headOf, identityOf, posix, realOf, reasonOf, statOf } from './disk.ts'
import { defaultLimits, type Limits, sizeText } from './limits.ts'
import { notRegular, outside, tooLarge, tooMany } from './messages.ts'
import { decode } from './text.ts'

/** What one run has read and may read. */
export interface Disk {
  readonly cwd: string
  readonly limits: Limits
  /** Real paths of the folders that may be read. */
  readonly roots: Set<string>
  readonly taken: Map<string, SourceFile>
  readonly named: Set<string>
  /** Answers given to adapters, by printed path. */
  readonly answers: Map<string, SourceFile | undefined>
  readonly diagnostics: Diagnostic[]
  readonly passedOver: PassedOver
  names: number
  bytes: number
  full: boolean
}

export function newDisk(cwd: string, limits: Partial<Limits> = {}): Disk {
  return {
    cwd,
    limits: { ...defaultLimits, ...limits },
    roots: new Set(),
    taken: new Map(),
    named: new Set(),
    answers: new Map(),
    diagnostics: [],
    passedOver: { files: new Map(), folders: new Map() },
    names: 0,
    bytes: 0,
    full: false,
  }
}

/** What an adapter asks for: a file by its printed path, if it lies within the root and the limits. */
export function readWithin(disk: Disk, path: string): SourceFile | undefined {
  const absolute = resolve(disk.cwd, path)
  const key = printed(disk, absolute)
  const known = disk.taken.get(key) ?? disk.answers.get(key)
  if (known !== undefined || disk.answers.has(key)) return known
  const stat = path.includes('\0') ? undefined : statOf(absolute)
  const read = stat?.isFile() ? readInRoot(disk, absolute, key) : undefined
  if (read !== undefined && !('text' in read)) disk.diagnostics.push(read)
  const answer = read !== undefined && 'text' in read && hasRoom(disk, read) ? read : undefined
  disk.answers.set(key, answer)
  return answer
}

/** What lies in a folder that an adapter asks for, if it lies within the root. */
export function listWithin(disk: Disk, path: string): readonly Listed[] | undefined {
  const absolute = resolve(disk.cwd, path)
  if (path.includes('\0') || !statOf(absolute)?.isDirectory() || !isInside(disk, absolute)) return undefined
  if (!mayContinue(disk)) return undefined
  return list(disk, absolute)?.flatMap(({ name, type, link }): readonly Listed[] => {
    if (link === 'outside' || link === 'broken' || type === 'other' || !mayContinue(disk)) return []
    return [{ name, type }]
  })
}

/** What a file holds that an adapter asks for, if it lies within the root and is not larger than a source file. */
export function bytesWithin(disk: Disk, path: string): Uint8Array | undefined {
  const absolute = resolve(disk.cwd, path)
  const stat = path.includes('\0') ? undefined : statOf(absolute)
  if (!stat?.isFile() || stat.size > disk.limits.fileSize || !isInside(disk, absolute)) return undefined
  try {
    return bytesOf(absolute, stat.size)
  } catch {
    return undefined
  }
}

/** The root that a path would need to be read, as it is printed; `undefined` where it lies inside, there or not. */
export function widenedFor(disk: Disk, path: string): string | undefined {
  if (path.includes('\0')) return undefined
  const roots = [...disk.roots]
  const real = realWay(resolve(disk.cwd, path))
  if (roots.some((root) => contains(root, real))) return undefined
  let folder = real
  while (!roots.every((root) => contains(folder, root))) folder = dirname(folder)
  return printed(disk, folder)
}

/** Where a path leads, links followed as far as it is there. */
function realWay(absolute: string): string {
  return realOf(absolute) ?? join(realWay(dirname(absolute)), basename(absolute))
}

function readInRoot(disk: Disk, absolute: string, path: string): SourceFile | Diagnostic {
  return isInside(disk, absolute) ? readFile(disk, absolute) : outside(path, disk.roots)
}

/** Reads a file's text, after looking at its size. */
export function readFile(disk: Disk, absolute: string): SourceFile | Diagnostic {
  const path = printed(disk, absolute)
  try {
    const stat = statOf(absolute)
    if (!stat?.isFile()) return notRegular(path)
    const isPlan = stat.size > disk.limits.fileSize && showsPlan(headOf(absolute))
    const limit = isPlan ? disk.limits.planSize : disk.limits.fileSize
    if (stat.size > limit) return tooLarge(path, stat.size, limit)
    const decoded = decode(bytesOf(absolute, stat.size))
    if ('problem' in decoded) return error('FILE_NOT_TEXT', `${path} ${decoded.problem}.`, startOf(path))
    return { path, text: decoded.text }
  } catch (problem) {
    return error('FILE_UNREADABLE', `${path} cannot be read: ${reasonOf(problem)}.`, startOf(path))
  }
}

/** The text of a file of at most a megabyte, wherever it lies; `undefined` where there is none. */
export function smallText(absolute: string): string | undefined {
  const stat = statOf(absolute)
  if (!stat?.isFile() || stat.size > 1024 * 1024) return undefined
  try {
    const decoded = decode(bytesOf(absolute, stat.size))
    return 'text' in decoded ? decoded.text : undefined
  } catch {
    return undefined
  }
}

/** What lies in a folder. A folder that cannot be read is said. */
export function list(disk: Disk, folder: string): readonly Item[] | undefined {
  try {
    const real = realOf(folder) ?? folder
    return entriesIn(folder).map((entry) => {
      const path = join(folder, entry.name)
      if (entry.isFile()) return { name: entry.name, type: 'file', identity: join(real, entry.name) }
      const stat = entry.isDirectory() || entry.isSymbolicLink() ? statOf(path) : undefined
      const type = stat?.isDirectory() ? 'folder' : stat?.isFile() ? 'file' : 'other'
      const identity = type === 'file' ? (realOf(path) ?? path) : identityOf(stat)
      if (!entry.isSymbolicLink()) return { name: entry.name, type, identity }
      const link = stat === undefined ? 'broken' : isInside(disk, path) ? 'inside' : 'outside'
      return { name: entry.name, type, identity, link }
    })
  } catch (problem) {
    const path = printed(disk, folder)
    disk.diagnostics.push(error('FILE_UNREADABLE', `The folder ${path} cannot be read: ${reasonOf(problem)}.`, null))
    return undefined
  }
}

/** Counts a name that was met; false where there are too many. */
export function mayContinue(disk: Disk): boolean {
  disk.names += 1
  if (disk.names > disk.limits.names) fill(disk, `${disk.limits.names} names in the folders`)
  return !disk.full
}

/** Counts a file that is kept; false where there is no room for it. */
export function hasRoom(disk: Disk, file: SourceFile): boolean {
  disk.bytes += file.text.length
  if (disk.taken.size + disk.answers.size >= disk.limits.files) fill(disk, `${disk.limits.files} inputs`)
  else if (disk.bytes > disk.limits.totalSize) fill(disk, `${sizeText(disk.limits.totalSize)} of inputs`)
  return !disk.full
}

function fill(disk: Disk, what: string): void {
  if (!disk.full) disk.diagnostics.push(tooMany(what))
  disk.full = true
}

/** Whether a path leads into a root, links followed. */
export function isInside(disk: Disk, absolute: string): boolean {
  const real = realOf(absolute)
  return real !== undefined && [...disk.roots].some((root) => contains(root, real))
}

/** A path as it is printed: from the working directory. */
export function printed(disk: Disk, absolute: string): string {
  return posix(relative(disk.cwd, absolute)) || '.'
}
