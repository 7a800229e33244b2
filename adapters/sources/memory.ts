import { posix } from 'node:path'
import type { SourceFile } from '../../model/source.ts'
import type { Listed, Sources } from '../../model/stack.ts'

/** Sources from texts by path, as a request or a test gives them. Only these files exist; paths are relative, with `/`. */
export function memorySources(texts: Readonly<Record<string, string>>): Sources {
  const byPath = new Map<string, SourceFile>()
  for (const [name, text] of Object.entries(texts)) {
    const path = posix.normalize(name)
    byPath.set(path, { path, text: text.startsWith('\uFEFF') ? text.slice(1) : text })
  }
  return {
    files: [...byPath.values()].sort((one, other) => (one.path < other.path ? -1 : 1)),
    read: (path) => byPath.get(posix.normalize(path)),
    list: (folder) => listed(byPath.keys(), posix.normalize(folder)),
    bytes: (path) => {
      const file = byPath.get(posix.normalize(path))
      return file && new TextEncoder().encode(file.text)
    },
  }
}

function listed(paths: Iterable<string>, folder: string): readonly Listed[] | undefined {
  const prefix = folder === '.' || folder === './' ? '' : `${folder.replace(/\/$/, '')}/`
  const found = new Map<string, Listed>()
  for (const path of paths) {
    if (!path.startsWith(prefix)) continue
    const [name = '', ...below] = path.slice(prefix.length).split('/')
    found.set(name, { name, type: below.length > 0 ? 'folder' : 'file' })
  }
  return found.size === 0 ? undefined : [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1))
}
