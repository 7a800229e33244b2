import {
  closeSync,
  type Dirent,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs'
import { isAbsolute, relative, sep } from 'node:path'

// The only file of the adapters that touches the user's disk, and it only reads.

/** The first bytes of a file, as many as there are up to `most`. */
export function bytesOf(absolute: string, most: number): Buffer {
  const descriptor = openSync(absolute, 'r')
  try {
    const bytes = Buffer.allocUnsafe(most)
    let filled = 0
    for (let got = -1; filled < most && got !== 0; filled += got) {
      got = readSync(descriptor, bytes, filled, most - filled, null)
    }
    return bytes.subarray(0, filled)
  } finally {
    closeSync(descriptor)
  }
}

/** The beginning of a file as Latin-1, enough to see what it is; empty where it cannot be read. */
export function headOf(absolute: string): string {
  try {
    return bytesOf(absolute, 1024 * 1024).toString('latin1')
  } catch {
    return ''
  }
}

/** The entries of a folder, sorted by name. Throws where it cannot be read. */
export function entriesIn(folder: string): readonly Dirent[] {
  return readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1))
}

/** The names in a folder; none where it cannot be read. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** What a path leads to, links followed; `undefined` where it leads to nothing. */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}

export function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}

/** The path without symbolic links; `undefined` where it leads to nothing. */
export function realOf(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}

/** The same for two paths of one folder. */
export function identityOf(stat: Stats | undefined): string {
  return stat === undefined ? '' : `${stat.dev}:${stat.ino}`
}

/** Whether a path lies in a folder; both without symbolic links. */
export function contains(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}

/** The path with `/` between its names. */
export function posix(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/')
}

/** Why the system refused, in words. */
export function reasonOf(problem: unknown): string {
  const code = (problem as { code?: string }).code
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied'
  return code === 'EISDIR' ? 'it is a folder' : (code ?? String(problem))
}
