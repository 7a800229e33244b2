import { posix } from 'node:path'
import { type Diagnostic, warning } from '../../model/diagnostic.ts'
import { type SourceFile, startOf } from '../../model/source.ts'
import type { Sources } from '../../model/stack.ts'
import { merged } from './overrides.ts'
import { type Declarations, declarationsOf } from './resolve/declarations.ts'
import { checkEphemeral } from './resolve/ephemeral.ts'
import { checkReferences } from './resolve/static-checks.ts'
import type { Grammar } from './syntax/grammar.ts'
import { parseJsonSource } from './syntax/json.ts'
import { type Parsed, parse } from './syntax/parse.ts'
import type { Body } from './syntax/tree.ts'

/** The Terraform files of one folder: what a root or a module is made of. */
export interface Folder {
  /** Its path as the sources know it; empty where it is the folder they start from. */
  readonly path: string
  readonly files: readonly Parsed[]
  readonly body: Body
  readonly declared: Declarations
  /** What is wrong in the files, whatever values they are given. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Past this many, further ones of a folder tell nothing new. */
const MAX_DIAGNOSTICS = 200

export interface Folders {
  /** Every folder with Terraform files among the given ones. */
  readonly given: readonly Folder[]
  /** A folder by its path, given or not; undefined where it holds no Terraform or must not be read. */
  at(path: string): Folder | undefined
}

/** The folders of Terraform files, each read once: those that were given, and by name those that these call. */
export function openFolders(sources: Sources, grammar: Grammar): Folders {
  const given = new Map<string, SourceFile[]>()
  for (const file of sources.files) {
    if (!isSource(file.path)) continue
    const folder = folderOf(file.path)
    const files = given.get(folder)
    if (files) files.push(file)
    else given.set(folder, [file])
  }
  const read = new Map<string, Folder | undefined>()
  const at = (path: string): Folder | undefined => {
    if (read.has(path)) return read.get(path)
    const { files, ignored } = configurationOf(given.get(path) ?? filesIn(path, sources), path, sources)
    const folder = files.length === 0 ? undefined : readFolder(path, files, ignored, grammar)
    read.set(path, folder)
    return folder
  }
  return { given: [...given.keys()].flatMap((path) => at(path) ?? []), at }
}

function readFolder(
  path: string,
  sources: readonly SourceFile[],
  ignored: readonly SourceFile[],
  grammar: Grammar,
): Folder {
  const files = sources.map((file) => (file.path.endsWith('.json') ? parseJsonSource : parse)(grammar, file))
  const diagnostics = [...ignored.map(readByOpenTofu), ...files.flatMap((file) => file.diagnostics)]
  const report = (diagnostic: Diagnostic): void => {
    if (diagnostics.length < MAX_DIAGNOSTICS) diagnostics.push(diagnostic)
  }
  const body = merged(files, report)
  const declared = declarationsOf(body, report)
  checkReferences(body, declared, report)
  checkEphemeral(body, declared, report)
  return { path, files, body, declared, diagnostics }
}

function filesIn(folder: string, sources: Sources): readonly SourceFile[] {
  const names = sources.list?.(folder === '' ? '.' : folder) ?? []
  return names.flatMap(({ name, type }) => {
    const file = type === 'file' && isSource(name) ? sources.read(posix.join(folder, name)) : undefined
    return file ?? []
  })
}

/**
 * What is read of a folder: by Terraform what ends in `.tf`, by OpenTofu what ends in `.tofu` as well, in place of what has
 * the same name. A folder is OpenTofu's if it has nothing else, or if its lock file names OpenTofu's registry.
 * Source: OpenTofu, "Files and Directories".
 */
function configurationOf(files: readonly SourceFile[], folder: string, sources: Sources) {
  const ofTofu = files.filter(({ path }) => isOpenTofu(path))
  const rest = files.filter(({ path }) => !isOpenTofu(path))
  const lock = ofTofu.length > 0 ? sources.read(posix.join(folder, '.terraform.lock.hcl'))?.text : undefined
  if (rest.length > 0 && lock?.includes('registry.opentofu.org') !== true) return { files: rest, ignored: ofTofu }
  const paths = new Set(ofTofu.map(({ path }) => path))
  return {
    files: files.filter(({ path }) => !paths.has(path.replace(/\.tf(\.json)?$/, '.tofu$1')) || isOpenTofu(path)),
    ignored: [],
  }
}

function isOpenTofu(path: string): boolean {
  return /\.tofu(\.json)?$/.test(path)
}

function readByOpenTofu({ path }: SourceFile): Diagnostic {
  const message = `${path} is read by OpenTofu alone; beside files of Terraform, and without a lock file of OpenTofu, it is left out.`
  return warning('NOT_EVALUATED', message, startOf(path))
}

/**
 * Whether Terraform or OpenTofu reads a file as configuration: not what is hidden. Sources: Terraform and OpenTofu,
 * "Files and Directories".
 */
export function isSource(path: string): boolean {
  const name = posix.basename(path)
  return /\.(tf|tofu)(\.json)?$/.test(name) && !name.startsWith('.')
}

/** The folder of a file as sources know it: empty for the one they start from. */
export function folderOf(path: string): string {
  const folder = posix.dirname(path)
  return folder === '.' ? '' : folder
}
