import type { Node } from '../grammar.ts'
import { around, type Cursor, giveUp, NotPlain, name, node, skip, startsWith, take } from './cursor.ts'
import { readExpression } from './expression.ts'
import { readQuoted } from './template.ts'

/**
 * The concrete syntax of a text that is plainly well formed, in the words of the grammar; undefined for every other text,
 * which the parser with recovery reads, and judges. It takes nothing that the language does not allow.
 * Source: HCL native syntax specification.
 */
export function readQuickly(text: string): Node | undefined {
  const cursor: Cursor = { text, at: 0, depth: 0 }
  try {
    const items = readItems(cursor)
    if (cursor.at < text.length) return undefined
    return node('config_file', 0, text.length, items.length === 0 ? [] : [around('body', items)])
  } catch (thrown) {
    if (thrown instanceof NotPlain || thrown instanceof RangeError) return undefined
    throw thrown
  }
}

/** Attributes and blocks up to a closing bracket or the end. */
function readItems(cursor: Cursor): Node[] {
  const items: Node[] = []
  for (;;) {
    skip(cursor, true)
    if (cursor.at >= cursor.text.length || startsWith(cursor, '}')) return items
    items.push(readItem(cursor))
    skip(cursor, false)
    if (cursor.at < cursor.text.length && !startsWith(cursor, '\n') && !startsWith(cursor, '}')) giveUp()
  }
}

function readItem(cursor: Cursor): Node {
  const first = name(cursor) ?? giveUp()
  skip(cursor, false)
  if (!startsWith(cursor, '=')) return readBlock(first, cursor)
  const sign = take(cursor, '=')
  skip(cursor, false)
  return around('attribute', [first, sign, readExpression(cursor, false)])
}

function readBlock(type: Node, cursor: Cursor): Node {
  const children: Node[] = [type]
  while (!startsWith(cursor, '{')) {
    children.push(name(cursor) ?? label(cursor))
    skip(cursor, false)
  }
  children.push(take(cursor, '{', 'block_start'))
  const start = cursor.at
  const items = readItems(cursor)
  if (items.length > 0) children.push(around('body', items))
  const end = cursor.at
  children.push(take(cursor, '}', 'block_end'))
  if (!isLaidOut(items, start, end, cursor)) giveUp()
  return around('block', children)
}

/** Items begin on a line of their own and end with it; one argument may stand between the brackets on their line. */
function isLaidOut(items: readonly Node[], start: number, end: number, { text }: Cursor): boolean {
  const first = items[0]
  const last = items.at(-1)
  if (!first || !last) return true
  // A heredoc ends with its line.
  const endsLine = text[last.end - 1] === '\n' || text.slice(last.end, end).includes('\n')
  if (text.slice(start, first.start).includes('\n')) return endsLine
  return items.length === 1 && first.type === 'attribute' && !endsLine
}

function label(cursor: Cursor): Node {
  const quoted = readQuoted(cursor)
  return quoted.type === 'string_lit' ? quoted : giveUp()
}
