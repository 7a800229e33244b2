import ignore, { type Ignore } from 'ignore'

/** Whether git ignores a path. Paths are relative to the top, with `/`; a folder is asked about before what it holds. */
export type Ignored = (path: string, isFolder: boolean) => boolean

/**
 * What the `.gitignore` files of the top folder and the folders below it leave out, without running git: a deeper file's
 * word counts before a higher one's. `textOf` gives a file's text by its path from the top, if there is such a file.
 */
export function gitIgnored(textOf: (path: string) => string | undefined): Ignored {
  const byFolder = new Map<string, Ignore | null>()
  const patternsOf = (folder: string): Ignore | null => {
    const known = byFolder.get(folder)
    if (known !== undefined) return known
    const texts = folder === '' ? ['.git/info/exclude', '.gitignore'] : [`${folder}/.gitignore`]
    const lines = texts.flatMap((path) => textOf(path)?.split(/\r?\n/) ?? []).filter(isUsable)
    const made = lines.length > 0 ? ignore({ ignorecase: false }).add(lines) : null
    byFolder.set(folder, made)
    return made
  }
  return (path, isFolder) => {
    for (const folder of foldersAbove(path)) {
      const below = folder === '' ? path : path.slice(folder.length + 1)
      const said = patternsOf(folder)?.test(isFolder ? `${below}/` : below)
      if (said?.ignored) return true
      if (said?.unignored) return false
    }
    return false
  }
}

/** Patterns become regular expressions whose time grows with each wildcard; one with very many is left out, so more is read. */
function isUsable(line: string): boolean {
  return line.length <= 1000 && (line.match(/\*+/g)?.length ?? 0) <= 4
}

/** `a/b/c.yaml`: `a/b`, `a`, and the top, which is the empty text. */
function foldersAbove(path: string): string[] {
  const folders: string[] = []
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) folders.push(path.slice(0, end))
  return [...folders, '']
}
