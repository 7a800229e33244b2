import { posix } from 'node:path'
import { type Diagnostic, error } from '../../model/diagnostic.ts'
import { startOf } from '../../model/source.ts'
import type { Sources } from '../../model/stack.ts'
import { entryOf } from '../../model/value.ts'
import { parseJson } from '../sources/json.ts'
import type { Folder, Folders } from './folders.ts'
import type { Content, Found, Modules } from './resolve/content.ts'
import type { Files } from './resolve/scope.ts'
import type { Grammar } from './syntax/grammar.ts'
import { parseTemplate } from './syntax/parse.ts'
import type { Block, Body } from './syntax/tree.ts'

/** What the calls of modules in a root lead to: folders beside it, or those that `terraform init` has installed. */
export interface RootModules extends Modules {
  readonly root: Content
  /** The files of every folder that was read. */
  files(): readonly string[]
  bodies(): readonly Body[]
}

export function openModules(
  root: Folder,
  folders: Folders,
  sources: Sources,
  grammar: Grammar,
  report: (diagnostic: Diagnostic) => void,
): RootModules {
  const read = new Set<Folder>()
  let installed: ReadonlyMap<string, Installed> | undefined
  const contentOf = (folder: Folder, path: string, key: string, callers: readonly string[]): Content => {
    if (!read.has(folder)) folder.diagnostics.forEach(report)
    read.add(folder)
    const files = filesFrom(root.path, path, sources, grammar)
    return { path, key, callers: [...callers, folder.path], declared: folder.declared, body: folder.body, files }
  }
  const find = (block: Block, from: Content): Found => {
    const source = sourceOf(block)
    const name = block.labels[0] ?? ''
    const key = from.key === '' ? name : `${from.key}.${name}`
    if (source === undefined) return { opaque: 'unreadable' }
    const isOwn = isLocal(source)
    if (!isOwn) installed ??= readInstalled(root.path, sources, report)
    const there = installed?.get(key)
    if (!isOwn && !(there && fits(there.source, source))) return { opaque: 'remote' }
    const path = isOwn ? posix.join(from.path, source) : posix.normalize(there?.folder ?? '.')
    const place = posix.join(root.path, path).replace(/\/$/, '')
    const folder = folders.at(place === '.' ? '' : place)
    if (!folder) return { opaque: isOwn ? 'missing' : 'remote', path: place, root: sources.widened?.(place) }
    if (from.callers.includes(folder.path)) return { opaque: 'recursive', path: place }
    return contentOf(folder, path.replace(/\/$/, ''), key, from.callers)
  }
  return {
    root: contentOf(root, '.', '', []),
    find,
    files: () => [...read].flatMap((folder) => folder.files.map(({ file }) => file)),
    bodies: () => [...read].map(({ body }) => body),
  }
}

/** The source of a module call, where it is written as a text. */
export function sourceOf(block: Block): string | undefined {
  const source = block.body.attributes.get('source')?.expression
  return source?.type === 'literal' && typeof source.value === 'string' ? source.value : undefined
}

/** Whether a module's source is a folder beside the calling one. Source: Terraform, "Module Sources". */
export function isLocal(source: string): boolean {
  return /^\.\.?(\/|$)/.test(source)
}

/** File functions see the paths of the root module, whichever module calls them. */
function filesFrom(root: string, folder: string, sources: Sources, grammar: Grammar): Files {
  const within = <T>(name: string, get: ((path: string) => T | undefined) | undefined): T | undefined =>
    posix.isAbsolute(name) ? undefined : get?.(posix.join(root, name))
  return {
    folder,
    read: (name) => within(name, sources.read),
    list: (name) => within(name, sources.list),
    bytes: (name) => within(name, sources.bytes),
    template: (file) => parseTemplate(grammar, file),
  }
}

interface Installed {
  readonly source: string
  readonly folder: string
}

/** What `terraform init` has installed, by the names of the calls that lead there: `network.subnets`. */
function readInstalled(
  root: string,
  sources: Sources,
  report: (diagnostic: Diagnostic) => void,
): ReadonlyMap<string, Installed> {
  const path = posix.join(root, '.terraform/modules/modules.json')
  const file = sources.read(path)
  if (!file) return new Map()
  const { value, diagnostics } = parseJson(file)
  diagnostics.forEach(report)
  const list = entryOf(value, 'Modules')?.value
  if (list?.type !== 'list') {
    if (value)
      report(error('INVALID_TEMPLATE', 'This manifest of installed modules has no list "Modules".', startOf(path)))
    return new Map()
  }
  return new Map(
    list.items.flatMap((item) => {
      const [key, source, folder] = ['Key', 'Source', 'Dir'].map((name) => {
        const found = entryOf(item, name)?.value
        return found?.type === 'scalar' && typeof found.value === 'string' ? found.value : undefined
      })
      return key === undefined || source === undefined || folder === undefined
        ? []
        : [[key, { source, folder }] as const]
    }),
  )
}

/** Whether an installed module is the one that is called: the manifest writes the registry's host before its address. */
function fits(installed: string, source: string): boolean {
  const isOfRegistry = /^[\w-]+\/[\w-]+\/[\w-]+(?:\/\/.*)?$/.test(source)
  return !isOfRegistry || installed === source || installed.endsWith(`/${source}`)
}
