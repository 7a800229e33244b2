import type { Node } from '../grammar.ts'

/** A text and how far it is read. */
export interface Cursor {
  readonly text: string
  at: number
  /** How many expressions stand in one another here. */
  depth: number
}

/** The text is not plainly well formed: the whole of it is for the parser that recovers from errors. */
export class NotPlain extends Error {}

export function giveUp(): never {
  throw new NotPlain()
}

/** More expressions in one another than this, or in a row that nests, are for the parser that says so. */
export const mostDeep = 150

export function node(type: string, start: number, end: number, children: Node[] = []): Node {
  return { type, start, end, missing: false, children }
}

/** A node around these, which are at least one. */
export function around(type: string, children: Node[]): Node {
  const first = children[0] ?? giveUp()
  return node(type, first.start, (children.at(-1) ?? first).end, children)
}

/** Past blanks and comments, and past line breaks too where they mean nothing. */
export function skip(cursor: Cursor, pastLines: boolean): void {
  const { text } = cursor
  for (;;) {
    const code = text.charCodeAt(cursor.at)
    if (code === 0x20 || code === 0x09 || code === 0x0d || (code === 0x0a && pastLines)) cursor.at += 1
    else if (code === 0x23 || (code === 0x2f && text.charCodeAt(cursor.at + 1) === 0x2f)) {
      const newline = text.indexOf('\n', cursor.at)
      cursor.at = newline === -1 ? text.length : newline
    } else if (code === 0x2f && text.charCodeAt(cursor.at + 1) === 0x2a) {
      const end = text.indexOf('*/', cursor.at + 2)
      if (end === -1) giveUp()
      cursor.at = end + 2
    } else return
  }
}

export function startsWith(cursor: Cursor, sign: string): boolean {
  return cursor.text.startsWith(sign, cursor.at)
}

/** The sign that stands here, as a node. */
export function take(cursor: Cursor, sign: string, type = sign): Node {
  if (!startsWith(cursor, sign)) giveUp()
  cursor.at += sign.length
  return node(type, cursor.at - sign.length, cursor.at)
}

/** A name in ASCII, as nearly all are; null where none stands here. */
export function name(cursor: Cursor): Node | null {
  const start = cursor.at
  if (!isLetter(cursor.text.charCodeAt(start))) return null
  let at = start + 1
  for (let code = cursor.text.charCodeAt(at); isLetter(code) || isDigit(code) || code === 0x2d; ) {
    at += 1
    code = cursor.text.charCodeAt(at)
  }
  if (cursor.text.charCodeAt(at) > 0x7f) giveUp()
  cursor.at = at
  return node('identifier', start, at)
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}
