import type { Node } from '../grammar.ts'
import { around, type Cursor, giveUp, node, skip, startsWith, take } from './cursor.ts'
import { readExpression } from './expression.ts'

/** A quoted text: `string_lit` where it is literal, else `quoted_template`. */
export function readQuoted(cursor: Cursor): Node {
  const start = cursor.at
  take(cursor, '"')
  const marks: Node[] = []
  for (;;) {
    const code = cursor.text.charCodeAt(cursor.at)
    if (code === 0x22) break
    if (code === 0x5c) readEscape(cursor)
    else if (code === 0x24 || code === 0x25) readSign(cursor, marks)
    else if (code === 0x0a || Number.isNaN(code)) giveUp()
    else cursor.at += 1
  }
  cursor.at += 1
  return node(marks.length === 0 ? 'string_lit' : 'quoted_template', start, cursor.at, marks)
}

const ESCAPE = /\\(?:[nrt"\\]|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})/y

function readEscape(cursor: Cursor): void {
  ESCAPE.lastIndex = cursor.at
  const [sequence] = ESCAPE.exec(cursor.text) ?? giveUp()
  cursor.at += sequence.length
}

const OPENING = /<<-?([A-Za-z_][\w-]*)[ \t]*\r?\n/y

/** A heredoc up to the line on which its end marker stands alone. */
export function readHeredoc(cursor: Cursor): Node {
  const { text, at: start } = cursor
  OPENING.lastIndex = start
  const [opening, end = ''] = OPENING.exec(text) ?? giveUp()
  const sign = node('heredoc_start', start, start + (opening[2] === '-' ? 3 : 2))
  const first = node('heredoc_identifier', sign.end, sign.end + end.length)
  cursor.at = start + opening.length
  const marks: Node[] = []
  for (;;) {
    if (text[cursor.at - 1] === '\n') {
      const closing = closingAt(cursor, end)
      if (closing) {
        cursor.at = closing.end
        return around('heredoc_template', [sign, first, ...marks, closing])
      }
    }
    readRestOfLine(cursor, marks)
  }
}

function closingAt({ text, at }: Cursor, end: string): Node | null {
  const newline = text.indexOf('\n', at)
  const line = text.slice(at, newline === -1 ? text.length : newline)
  if (line.trim() !== end) return null
  const start = at + line.indexOf(end)
  return node('heredoc_identifier', start, start + end.length)
}

/** To the beginning of the next line, which may be lines away where something is interpolated. */
function readRestOfLine(cursor: Cursor, marks: Node[]): void {
  for (;;) {
    const code = cursor.text.charCodeAt(cursor.at)
    if (Number.isNaN(code)) giveUp()
    if (code === 0x24 || code === 0x25) readSign(cursor, marks)
    else cursor.at += 1
    if (code === 0x0a) return
  }
}

/** `${` begins code, `$${` does not. Directives (`%{ if`) are seldom, and left to the other parser. */
function readSign(cursor: Cursor, marks: Node[]): void {
  const { text, at } = cursor
  const sign = text[at]
  if (text[at + 1] === sign) {
    if (text[at + 2] === sign) giveUp()
    cursor.at += text[at + 2] === '{' ? 3 : 1
  } else if (text[at + 1] !== '{') cursor.at += 1
  else if (sign === '%') giveUp()
  else marks.push(readInterpolation(cursor))
}

function readInterpolation(cursor: Cursor): Node {
  const children = [take(cursor, '${', 'template_interpolation_start')]
  if (startsWith(cursor, '~')) children.push(take(cursor, '~', 'strip_marker'))
  skip(cursor, true)
  children.push(readExpression(cursor, true))
  skip(cursor, true)
  if (startsWith(cursor, '~')) children.push(take(cursor, '~', 'strip_marker'))
  children.push(take(cursor, '}', 'template_interpolation_end'))
  return around('template_interpolation', children)
}
