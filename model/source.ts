/** A file as it was given: its path relative to the checked root, and its text. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** A range in a file. Lines and columns count from 1; the end is exclusive; columns count UTF-16 units. */
export interface Span {
  readonly file: string
  readonly startLine: number
  readonly startColumn: number
  readonly endLine: number
  readonly endColumn: number
}

export interface Position {
  readonly line: number
  readonly column: number
}

/** Turns offsets into positions. Building it reads the text once; each look-up is a binary search. */
export function lineIndex(text: string): (offset: number) => Position {
  const { starts, lineAt } = linesOf(text)
  return (offset) => {
    const inside = Math.min(Math.max(offset, 0), text.length)
    const line = lineAt(inside)
    return { line: line + 1, column: inside - (starts[line] ?? 0) + 1 }
  }
}

/** Gives the span between two offsets of a file. */
export function spanMaker({ path: file, text }: SourceFile): (start: number, end: number) => Span {
  const { starts, lineAt } = linesOf(text)
  return (start, end) => {
    const from = Math.min(Math.max(start, 0), text.length)
    const to = Math.min(Math.max(end, from), text.length)
    const first = lineAt(from)
    const last = lineAt(to)
    return {
      file,
      startLine: first + 1,
      startColumn: from - (starts[first] ?? 0) + 1,
      endLine: last + 1,
      endColumn: to - (starts[last] ?? 0) + 1,
    }
  }
}

/** Where the lines of a text begin, and the line that an offset lies in, from 0: mostly that of the offset asked for before. */
function linesOf(text: string): { readonly starts: readonly number[]; readonly lineAt: (offset: number) => number } {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  let before = 0
  const startOfLine = (line: number): number => starts[line] ?? Number.POSITIVE_INFINITY
  return {
    starts,
    lineAt: (offset) => {
      if (startOfLine(before) <= offset && offset < startOfLine(before + 1)) return before
      let low = 0
      let high = starts.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if (startOfLine(middle) <= offset) low = middle
        else high = middle - 1
      }
      before = low
      return low
    },
  }
}

/** The first character of a file: the place of what concerns the file as a whole. */
export function startOf(file: string): Span {
  return { file, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }
}

/** One character of a file. */
export function spanAt(file: string, line: number, column: number): Span {
  return { file, startLine: line, startColumn: column, endLine: line, endColumn: column }
}
