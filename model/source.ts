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
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    const inside = Math.min(Math.max(offset, 0), text.length)
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= inside) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: inside - (starts[low] ?? 0) + 1 }
  }
}

/** Gives the span between two offsets of a file. */
export function spanMaker(file: SourceFile): (start: number, end: number) => Span {
  const positionAt = lineIndex(file.text)
  return (start, end) => {
    const from = positionAt(start)
    const to = positionAt(Math.max(start, end))
    return {
      file: file.path,
      startLine: from.line,
      startColumn: from.column,
      endLine: to.line,
      endColumn: to.column,
    }
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
