import type { Node } from '../grammar.ts'
import { around, type Cursor, giveUp, name, node, skip, startsWith, take } from './cursor.ts'
import { readExpression, readOperation } from './expression.ts'

export function readTuple(cursor: Cursor): Node {
  const opening = take(cursor, '[', 'tuple_start')
  skip(cursor, true)
  if (isLoop(cursor)) return readLoop(opening, 'for_tuple_expr', cursor)
  return around('collection_value', [
    around('tuple', [opening, ...readList(cursor, ']'), take(cursor, ']', 'tuple_end')]),
  ])
}

/** Expressions with commas between them, up to the sign that closes the list or to what does not belong to it. */
export function readList(cursor: Cursor, closing: string): Node[] {
  const items: Node[] = []
  skip(cursor, true)
  while (!startsWith(cursor, closing)) {
    items.push(readExpression(cursor, true))
    skip(cursor, true)
    if (!startsWith(cursor, ',')) break
    items.push(take(cursor, ','))
    skip(cursor, true)
  }
  return items
}

/** Items are separated by commas or line breaks. */
export function readObject(cursor: Cursor): Node {
  const opening = take(cursor, '{', 'object_start')
  skip(cursor, true)
  if (isLoop(cursor)) return readLoop(opening, 'for_object_expr', cursor)
  const children: Node[] = [opening]
  while (!startsWith(cursor, '}')) {
    children.push(readObjectItem(cursor))
    skip(cursor, false)
    if (startsWith(cursor, ',')) children.push(take(cursor, ','))
    else if (!startsWith(cursor, '\n') && !startsWith(cursor, '}')) giveUp()
    skip(cursor, true)
  }
  children.push(take(cursor, '}', 'object_end'))
  return around('collection_value', [around('object', children)])
}

function readObjectItem(cursor: Cursor): Node {
  const key = around('expression', readOperation(cursor, false, 0))
  skip(cursor, false)
  const sign = take(cursor, startsWith(cursor, ':') ? ':' : '=')
  skip(cursor, false)
  return around('object_elem', [key, sign, readExpression(cursor, false)])
}

const LOOP = /for[ \t\r\n]/y

function isLoop({ text, at }: Cursor): boolean {
  LOOP.lastIndex = at
  return LOOP.test(text)
}

function readLoop(opening: Node, type: 'for_tuple_expr' | 'for_object_expr', cursor: Cursor): Node {
  const children = [opening, readIntroduction(cursor)]
  const add = (next: Node): void => {
    children.push(next)
    skip(cursor, true)
  }
  skip(cursor, true)
  add(readExpression(cursor, true))
  if (type === 'for_object_expr') {
    add(take(cursor, '=>'))
    add(readExpression(cursor, true))
    if (startsWith(cursor, '...')) add(take(cursor, '...', 'ellipsis'))
  }
  if (startsWith(cursor, 'if')) {
    const word = takeWord(cursor, 'if')
    skip(cursor, true)
    add(around('for_cond', [word, readExpression(cursor, true)]))
  }
  children.push(type === 'for_tuple_expr' ? take(cursor, ']', 'tuple_end') : take(cursor, '}', 'object_end'))
  return around('for_expr', [around(type, children)])
}

function readIntroduction(cursor: Cursor): Node {
  const children: Node[] = []
  const add = (next: Node): void => {
    children.push(next)
    skip(cursor, true)
  }
  add(takeWord(cursor, 'for'))
  add(name(cursor) ?? giveUp())
  if (startsWith(cursor, ',')) {
    add(take(cursor, ','))
    add(name(cursor) ?? giveUp())
  }
  add(takeWord(cursor, 'in'))
  add(readExpression(cursor, true))
  children.push(take(cursor, ':'))
  return around('for_intro', children)
}

function takeWord(cursor: Cursor, word: string): Node {
  const { start, end } = name(cursor) ?? giveUp()
  return cursor.text.slice(start, end) === word ? node(word, start, end) : giveUp()
}
