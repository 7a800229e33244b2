import { posix } from 'node:path'
import type { SourceFile } from '../../model/source.ts'
import type { Sources } from '../../model/stack.ts'

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
  }
}
