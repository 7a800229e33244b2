import type { Position, Span } from '../../model/source.ts'

/** A text with spaces put before some of its lines, and how many before each. */
export interface Padded {
  readonly text: string
  readonly added: readonly number[]
}

/**
 * Indents the lines on which a quoted text or a bracket goes on to the depth that YAML asks for. CloudFormation takes
 * such lines at any indentation; leading spaces there are no part of the value. `undefined` where nothing is to do.
 */
export function indentContinuations(text: string): Padded | undefined {
  const added: number[] = []
  const state = start()
  const lines = text.split('\n')
  const padded = lines.map((line) => {
    const inside = state.quote !== '' || state.open.length > 0
    const indent = line.length - line.trimStart().length
    const spaces = inside && line.trim() !== '' ? Math.max(0, state.column + 2 - indent) : 0
    added.push(spaces)
    readLine(line, indent, state)
    return ' '.repeat(spaces) + line
  })
  return added.some((spaces) => spaces > 0) ? { text: padded.join('\n'), added } : undefined
}

/** Where the quote or bracket begins that is still open at the end of a text. */
export function unclosed(text: string): Omit<Span, 'file'> | undefined {
  const state = start()
  for (const line of text.split('\n')) readLine(line, line.length - line.trimStart().length, state)
  if (state.quote === '' && state.open.length === 0) return undefined
  const { line, column } = state.opened
  return { startLine: line, startColumn: column, endLine: line, endColumn: column + 1 }
}

function start(): State {
  return { open: [], quote: '', column: 0, block: undefined, line: 0, opened: { line: 1, column: 1 } }
}

interface State {
  /** Brackets that are open. */
  readonly open: string[]
  /** The quote that is open, if one is. */
  quote: string
  /** Where the key or list item stands to which the open quote or bracket belongs. */
  column: number
  /** While in a literal or folded text: the column that its lines stand to the right of. */
  block: number | undefined
  line: number
  /** Where the outermost quote or bracket begins. */
  opened: Position
}

function readLine(line: string, indent: number, state: State): void {
  state.line += 1
  if (state.quote !== '' || state.open.length > 0) {
    scan(line, 0, state)
    return
  }
  if (line.trim() === '') return
  if (state.block !== undefined) {
    if (indent > state.block) return
    state.block = undefined
  }
  const from = valueStart(line, indent, state)
  const rest = line.slice(from)
  if (/^[|>][-+\d]*\s*(#.*)?$/.test(rest)) state.block = state.column
  else if (/^["'[{]/.test(rest)) {
    state.opened = { line: state.line, column: from + 1 }
    scan(line, from, state)
  }
}

const marker = /[-?] +/y
const key = /(?:"(?:[^"\\]|\\.)*" *|'(?:[^']|'')*' *|[^\s"'#[\]{},][^#]*?):(?: +|$)/y
const property = /[!&][^\s]* */y

/** Where the value begins on a line, after list markers, a key, tags and anchors; the column of the key is kept. */
function valueStart(line: string, indent: number, state: State): number {
  let at = indent
  state.column = indent
  for (let length = match(marker, line, at); length > 0; length = match(marker, line, at)) {
    state.column = at
    at += length
  }
  const keyLength = match(key, line, at)
  if (keyLength > 0) {
    state.column = at
    at += keyLength
  }
  for (let length = match(property, line, at); length > 0; length = match(property, line, at)) at += length
  return at
}

function match(pattern: RegExp, line: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(line)?.[0].length ?? 0
}

/** Follows quotes and brackets through a line. */
function scan(line: string, from: number, state: State): void {
  for (let at = from; at < line.length; at += 1) {
    const letter = line.charAt(at)
    if (state.quote !== '') {
      if (letter === '\\' && state.quote === '"') at += 1
      else if (letter === state.quote) {
        if (state.quote === "'" && line.charAt(at + 1) === "'") at += 1
        else state.quote = ''
      }
      if (state.quote === '' && state.open.length === 0) return
    } else if (letter === '"' || letter === "'") {
      if (/[\s[{,:]/.test(line.charAt(at - 1) || ' ')) state.quote = letter
    } else if (letter === '[' || letter === '{') state.open.push(letter)
    else if (letter === ']' || letter === '}') {
      state.open.pop()
      if (state.open.length === 0) return
    } else if (letter === '#' && /\s/.test(line.charAt(at - 1) || ' ')) return
  }
}
