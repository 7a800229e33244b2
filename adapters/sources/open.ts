import { basename, dirname, join, relative, resolve } from 'node:path'
import { type Diagnostic, error, warning } from '../../model/diagnostic.ts'
import { nearest } from '../../model/nearest.ts'
import { type SourceFile, startOf } from '../../model/source.ts'
import type { Sources } from '../../model/stack.ts'
import {
  type Candidate,
  candidateOf,
  discover,
  type Item,
  isUsualName,
  type PassedOver,
  showsPlan,
  showsTemplate,
  stdinPath,
} from './discover.ts'
import { bytesOf, contains, headOf, identityOf, isLink, namesIn, posix, realOf, statOf } from './disk.ts'
import { gitIgnored } from './ignored.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { nothingFound, outside, pathNotFound, tooLarge } from './messages.ts'
import {
  bytesWithin,
  type Disk,
  hasRoom,
  isInside,
  list,
  listWithin,
  mayContinue,
  newDisk,
  printed,
  readFile,
  readWithin,
  smallText,
  widenedFor,
} from './reader.ts'
import { documentOf } from './terraform-json.ts'
import { decode } from './text.ts'

export interface OpenOptions {
  /** The working directory: paths are relative to it, as they are printed. */
  readonly cwd: string
  /** Nothing outside this folder is read. Unless given: the git top level above each path, else the path itself. */
  readonly root?: string
  /** A folder that may be read as well: the sources behind a plan. */
  readonly source?: string
  readonly limits?: Partial<Limits>
  /** What standard input gave, where a path is `-`. */
  readonly stdin?: Uint8Array
}

export interface Found {
  readonly sources: Sources
  /** With it some of the files can be opened once more, in another thread; absent where they lie in memory. */
  readonly reach?: Reach
  /** Grows while adapters read: a file they ask for that must not be read is said here. */
  readonly diagnostics: Diagnostic[]
  /** The files named by the caller, each of which must be judged or spoken of. */
  readonly named: readonly string[]
  /** What was met and is no input. */
  readonly passedOver: PassedOver
}

/** What may be read beside the files that were found. */
export interface Reach {
  readonly cwd: string
  readonly limits: Limits
  /** Real paths of the folders that may be read. */
  readonly roots: ReadonlySet<string>
}

/** Finds the inputs under some paths (files, folders, `-` for standard input) and gives access to what they refer to. */
export function openSources(paths: readonly string[], options: OpenOptions): Found {
  const disk = newDisk(options.cwd, options.limits)
  const empty: string[] = []
  const passedOver: PassedOver = { files: new Map(), folders: new Map() }
  for (const path of new Set(paths)) {
    const said = disk.diagnostics.length
    const passed: PassedOver = { files: new Map(), folders: new Map() }
    if (path === '-') openStdin(disk, options)
    else openPath(disk, path, options.root, passed)
    addTo(disk.passedOver, passed)
    const isSaid = disk.full || disk.diagnostics.slice(said).some(({ severity }) => severity === 'error')
    if (path === '-' || isSaid || hasInput(disk, path)) continue
    empty.push(path)
    addTo(passedOver, passed)
  }
  if (options.source !== undefined) openSource(disk, options.source)
  if (empty.length > 0) disk.diagnostics.push(nothingFound(empty, passedOver))
  return {
    sources: sourcesOf(disk),
    reach: { cwd: disk.cwd, limits: disk.limits, roots: disk.roots },
    diagnostics: disk.diagnostics,
    named: [...disk.named],
    passedOver: disk.passedOver,
  }
}

/** Whether something that was taken lies at or below a path, whichever path it was taken for. */
function hasInput(disk: Disk, path: string): boolean {
  const absolute = resolve(disk.cwd, path)
  // Thousands of files may be named: each is looked up, not looked for.
  if (disk.taken.has(printed(disk, absolute))) return true
  return [...disk.taken.keys()].some((taken) => contains(absolute, resolve(disk.cwd, taken)))
}

function addTo(all: PassedOver, some: PassedOver): void {
  for (const [what, count] of some.files) all.files.set(what, (all.files.get(what) ?? 0) + count)
  for (const [what, count] of some.folders) all.folders.set(what, (all.folders.get(what) ?? 0) + count)
}

/** Some of the files that were found, with access to what they refer to. */
export function reopen(
  files: readonly SourceFile[],
  { cwd, limits, roots }: Reach,
): Pick<Found, 'sources' | 'diagnostics'> {
  const disk = newDisk(cwd, limits)
  for (const root of roots) disk.roots.add(root)
  for (const file of files) disk.taken.set(file.path, file)
  return { sources: sourcesOf(disk), diagnostics: disk.diagnostics }
}

function sourcesOf(disk: Disk): Sources {
  return {
    files: [...disk.taken.values()].sort((one, other) => (one.path < other.path ? -1 : 1)),
    read: (path) => readWithin(disk, path),
    list: (folder) => listWithin(disk, folder),
    bytes: (path) => bytesWithin(disk, path),
    widened: (path) => widenedFor(disk, path),
  }
}

/** Reads one file that is no input to judge: parameters, variables, a report. It may lie anywhere. */
export function readTextFile(path: string, cwd: string, limit = defaultLimits.fileSize): SourceFile | Diagnostic {
  const disk = newDisk(cwd, { fileSize: limit })
  const absolute = resolve(cwd, path)
  return statOf(absolute) === undefined ? pathNotFound(path, meant(cwd, absolute)) : readFile(disk, absolute)
}

/** The folder is the user's word; that nothing is in it is said by who looks for sources there. */
function openSource(disk: Disk, source: string): void {
  const real = realOf(resolve(disk.cwd, source))
  const top = real === undefined ? undefined : (gitTopOf(resolve(disk.cwd, source)) ?? real)
  if (top !== undefined) disk.roots.add(top)
}

/** What a piped source refers to is read from the working directory. */
function openStdin(disk: Disk, { stdin: bytes = new Uint8Array(), root }: OpenOptions): void {
  const own = root === undefined ? (gitTopOf(disk.cwd) ?? realOf(disk.cwd)) : realOf(resolve(disk.cwd, root))
  if (own !== undefined) disk.roots.add(own)
  const decoded = decode(bytes)
  const isPlan = bytes.length > disk.limits.fileSize && 'text' in decoded && showsPlan(decoded.text)
  const limit = isPlan ? disk.limits.planSize : disk.limits.fileSize
  if (bytes.length > limit) disk.diagnostics.push(tooLarge(null, bytes.length, limit))
  else if ('problem' in decoded)
    disk.diagnostics.push(error('FILE_NOT_TEXT', `Standard input ${decoded.problem}.`, null))
  else if (decoded.text.trim() === '')
    disk.diagnostics.push(error('NOTHING_TO_CHECK', 'Standard input is empty.', null))
  else name(disk, { path: stdinPath(decoded.text), text: decoded.text })
}

function openPath(disk: Disk, path: string, root: string | undefined, passedOver: PassedOver): void {
  const absolute = resolve(disk.cwd, path)
  const stat = statOf(absolute)
  if (stat === undefined) {
    disk.diagnostics.push(pathNotFound(path, meant(disk.cwd, absolute)))
    return
  }
  const folder = stat.isDirectory() ? absolute : dirname(absolute)
  const gitTop = gitTopOf(isLink(absolute) ? dirname(absolute) : folder)
  const own = root === undefined ? (gitTop ?? realOf(folder) ?? folder) : realOf(resolve(disk.cwd, root))
  if (own !== undefined) disk.roots.add(own)
  if (own === undefined)
    disk.diagnostics.push(pathNotFound(root ?? path, meant(disk.cwd, resolve(disk.cwd, root ?? path))))
  else if (!isInside(disk, absolute)) disk.diagnostics.push(outside(printed(disk, absolute), [own]))
  else if (stat.isDirectory()) walkFolder(disk, absolute, gitTop ?? own, passedOver)
  else openFile(disk, absolute)
}

/** A named file is always an input. The unit of Terraform is the folder, so a Terraform file brings its neighbours along. */
function openFile(disk: Disk, absolute: string): void {
  const read = readFile(disk, absolute)
  if (!('text' in read)) {
    disk.diagnostics.push(read)
    return
  }
  name(disk, read)
  if (candidateOf(basename(absolute)) !== 'terraform') return
  for (const item of list(disk, dirname(absolute)) ?? []) {
    const isTerraform = item.type === 'file' && candidateOf(item.name) === 'terraform'
    if (isTerraform && item.link !== 'outside') take(disk, join(dirname(absolute), item.name), 'terraform')
  }
}

function name(disk: Disk, file: SourceFile): void {
  disk.named.add(file.path)
  disk.taken.set(file.path, file)
}

function walkFolder(disk: Disk, absolute: string, gitTop: string, passedOver: PassedOver): void {
  const real = realOf(absolute) ?? absolute
  const ignoredAbove = gitIgnored((path) => smallText(join(gitTop, path)))
  const fromTop = posix(relative(gitTop, real))
  const own = gitIgnored((path) => smallText(join(real, path)))
  // What is named is read although git ignores it; below it only its own .gitignore files count then.
  const isNamed = fromTop.startsWith('..') || (fromTop !== '' && isIgnoredFolder(fromTop, ignoredAbove))
  const item: Item = { name: basename(absolute), type: 'folder', identity: identityOf(statOf(absolute)) }
  discover(
    { path: absolute, fromTop: isNamed ? '' : fromTop, item },
    {
      list: (folder) => list(disk, folder),
      ignored: isNamed ? own : ignoredAbove,
      take: (path, candidate) => take(disk, path, candidate),
      refuse: (path, link, candidate) => refuse(disk, path, link, candidate),
      mayContinue: () => mayContinue(disk),
      passedOver,
    },
  )
}

function isIgnoredFolder(path: string, ignored: (path: string, isFolder: boolean) => boolean): boolean {
  const parts = path.split('/')
  return parts.some((_, index) => ignored(parts.slice(0, index + 1).join('/'), true))
}

/** Takes a found file if it is an input; what is no template in spite of its name is passed over. */
function take(disk: Disk, absolute: string, candidate: Candidate): boolean {
  const path = printed(disk, absolute)
  if (disk.taken.has(path)) return true
  const isUsual = candidate === 'terraform' || isUsualName(path)
  if (!isUsual && isBinary(absolute)) return false
  const read = readFile(disk, absolute)
  if ('text' in read) {
    const wanted = candidate === 'terraform' || showsTemplate(read.text) || documentOf(read) !== undefined
    if (wanted && hasRoom(disk, read)) disk.taken.set(path, read)
    return wanted
  }
  const isLost = candidate === 'terraform' || (isUsual && read.code === 'FILE_UNREADABLE')
  const matters = isLost || showsTemplate(headOf(absolute))
  if (matters) disk.diagnostics.push(read)
  return matters
}

/** By its beginning, so that programs and archives without an ending are not read whole. */
function isBinary(absolute: string): boolean {
  try {
    const head = bytesOf(absolute, 4096)
    const hasMark = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
    return !hasMark && head.includes(0)
  } catch {
    return false
  }
}

function refuse(disk: Disk, absolute: string, link: 'outside' | 'broken', candidate: Candidate | undefined): void {
  const path = printed(disk, absolute)
  const level = candidate === 'terraform' ? error : warning
  if (link === 'outside') {
    const message = `${path} is a symbolic link that leads outside the checked root and was not followed. --root DIR widens the root.`
    disk.diagnostics.push(level('OUTSIDE_ROOT', message, startOf(path)))
  } else if (candidate === 'terraform' || (candidate !== undefined && isUsualName(path))) {
    disk.diagnostics.push(level('FILE_UNREADABLE', `${path} is a symbolic link that leads nowhere.`, startOf(path)))
  }
}

/** By the path as it is given, so that a link in a repository cannot choose the repository it leads to. */
function gitTopOf(folder: string): string | undefined {
  if (statOf(join(folder, '.git')) !== undefined) return realOf(folder)
  return folder === dirname(folder) ? undefined : gitTopOf(dirname(folder))
}

/** The path that a missing one most likely means: its first name that is not there replaced by the nearest that is. */
function meant(cwd: string, absolute: string, rest = ''): string | undefined {
  const folder = dirname(absolute)
  if (folder !== absolute && statOf(folder) === undefined) return meant(cwd, folder, join(basename(absolute), rest))
  const name = nearest(basename(absolute), namesIn(folder))
  if (name === undefined) return undefined
  const whole = join(folder, name, rest)
  return posix(relative(cwd, statOf(whole) === undefined ? join(folder, name) : whole))
}
