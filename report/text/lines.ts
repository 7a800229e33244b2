/** Gives a line of a file, counted from 1, without its ending; `undefined` where there is no such file or line. */
export type LineOf = (path: string, line: number) => string | undefined

/** Files are split once, when their first line is wanted. */
export function linesOf(sources: (path: string) => string | undefined): LineOf {
  const files = new Map<string, readonly string[]>()
  return (path, line) => {
    let lines = files.get(path)
    if (lines === undefined) {
      lines = sources(path)?.split('\n') ?? []
      files.set(path, lines)
    }
    return lines[line - 1]?.replace(/\r$/, '')
  }
}
