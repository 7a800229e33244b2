import type { Node } from '../grammar.ts'
import { readList, readObject, readTuple } from './collection.ts'
import { around, type Cursor, giveUp, isDigit, mostDeep, name, node, skip, startsWith, take } from './cursor.ts'
import { readHeredoc, readQuoted } from './template.ts'

/** The expression that begins here. Line breaks end it, unless it stands in brackets in which they mean nothing. */
export function readExpression(cursor: Cursor, pastLines: boolean): Node {
  cursor.depth += 1
  if (cursor.depth > mostDeep) giveUp()
  const expression = readWhole(cursor, pastLines)
  cursor.depth -= 1
  return expression
}

function readWhole(cursor: Cursor, pastLines: boolean): Node {
  const asked = around('expression', readOperation(cursor, pastLines, 0))
  skip(cursor, pastLines)
  if (!startsWith(cursor, '?')) return asked
  const question = take(cursor, '?')
  skip(cursor, pastLines)
  const then = readExpression(cursor, pastLines)
  skip(cursor, pastLines)
  const colon = take(cursor, ':')
  skip(cursor, pastLines)
  const otherwise = readExpression(cursor, pastLines)
  return around('expression', [around('conditional', [asked, question, then, colon, otherwise])])
}

/** Weakest first. Source: HCL native syntax specification, "Operations". */
const LEVELS = [['||'], ['&&'], ['==', '!='], ['<=', '>=', '<', '>'], ['+', '-'], ['*', '/', '%']] as const

/** A term or operation whose operators bind at least as strongly as the level says, as the nodes it consists of. */
export function readOperation(cursor: Cursor, pastLines: boolean, level: number): Node[] {
  if (level === LEVELS.length) return readOperand(cursor, pastLines)
  let left = readOperation(cursor, pastLines, level + 1)
  for (let length = 0; ; length += 1) {
    if (length > mostDeep) giveUp()
    const end = cursor.at
    skip(cursor, pastLines)
    const sign = LEVELS[level]?.find((operator) => startsWith(cursor, operator))
    if (sign === undefined) {
      cursor.at = end
      return left
    }
    const operator = take(cursor, sign)
    skip(cursor, pastLines)
    const right = readOperation(cursor, pastLines, level + 1)
    left = [around('operation', [around('binary_operation', [...left, operator, ...right])])]
  }
}

function readOperand(cursor: Cursor, pastLines: boolean): Node[] {
  const sign = startsWith(cursor, '-') ? '-' : startsWith(cursor, '!') ? '!' : undefined
  if (sign === undefined) return readTerm(cursor, pastLines)
  const operator = take(cursor, sign)
  skip(cursor, pastLines)
  return [around('operation', [around('unary_operation', [operator, ...readOperand(cursor, pastLines)])])]
}

/** A term and what follows it: attributes, indexes, splats. */
function readTerm(cursor: Cursor, pastLines: boolean): Node[] {
  const nodes = readStart(cursor)
  for (;;) {
    const end = cursor.at
    skip(cursor, pastLines)
    const next = readFollower(cursor) ?? readSplat(cursor, pastLines)
    if (!next) {
      cursor.at = end
      return nodes
    }
    nodes.push(next)
  }
}

function readStart(cursor: Cursor): Node[] {
  const sign = cursor.text[cursor.at]
  switch (sign) {
    case '"': {
      const quoted = readQuoted(cursor)
      return [around(quoted.type === 'string_lit' ? 'literal_value' : 'template_expr', [quoted])]
    }
    case '<':
      return [around('template_expr', [readHeredoc(cursor)])]
    case '[':
      return [readTuple(cursor)]
    case '{':
      return [readObject(cursor)]
    case '(':
      return readParentheses(cursor)
    default:
      return [isDigit(cursor.text.charCodeAt(cursor.at)) ? readNumber(cursor) : readNamed(cursor)]
  }
}

function readParentheses(cursor: Cursor): Node[] {
  const opening = take(cursor, '(')
  skip(cursor, true)
  const inner = readExpression(cursor, true)
  skip(cursor, true)
  return [opening, inner, take(cursor, ')')]
}

const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.]|[^\0-\x7f])/y

function readNumber(cursor: Cursor): Node {
  NUMBER.lastIndex = cursor.at
  const [number] = NUMBER.exec(cursor.text) ?? giveUp()
  return around('literal_value', [take(cursor, number, 'numeric_lit')])
}

/** A keyword, a call or a variable. */
function readNamed(cursor: Cursor): Node {
  const first = name(cursor) ?? giveUp()
  // Functions of providers (`provider::aws::arn_parse`) and the like are seldom.
  if (startsWith(cursor, ':') && cursor.text[cursor.at + 1] === ':') giveUp()
  const word = cursor.text.slice(first.start, first.end)
  if (word === 'true' || word === 'false') return around('literal_value', [node('bool_lit', first.start, first.end)])
  if (word === 'null') return around('literal_value', [node('null_lit', first.start, first.end)])
  return startsWith(cursor, '(') ? readCall(first, cursor) : around('variable_expr', [first])
}

function readCall(called: Node, cursor: Cursor): Node {
  const opening = take(cursor, '(')
  const given = readList(cursor, ')')
  if (startsWith(cursor, '...')) {
    given.push(take(cursor, '...', 'ellipsis'))
    skip(cursor, true)
  }
  const closing = take(cursor, ')')
  const list = given.length === 0 ? [] : [around('function_arguments', given)]
  return around('function_call', [called, opening, ...list, closing])
}

/** An attribute or an index; null where neither follows. */
function readFollower(cursor: Cursor): Node | null {
  const { text, at } = cursor
  if (text[at] === '.' && text[at + 1] !== '*' && text[at + 1] !== '.') {
    const dot = take(cursor, '.')
    const attribute = name(cursor)
    return attribute ? around('get_attr', [dot, attribute]) : legacyIndex(dot, cursor)
  }
  if (text[at] !== '[' || startsWith(cursor, '[*]')) return null
  const opening = take(cursor, '[')
  skip(cursor, true)
  const key = readExpression(cursor, true)
  skip(cursor, true)
  return around('index', [around('new_index', [opening, key, take(cursor, ']')])])
}

const DIGITS = /\d+(?!\w|\.\d)/y

/** `list.0`, which Terraform still takes for `list[0]`. */
function legacyIndex(dot: Node, cursor: Cursor): Node {
  DIGITS.lastIndex = cursor.at
  const [digits] = DIGITS.exec(cursor.text) ?? giveUp()
  cursor.at += digits.length
  return around('index', [node('legacy_index', dot.start, cursor.at, [dot])])
}

function readSplat(cursor: Cursor, pastLines: boolean): Node | null {
  const [sign, type] = startsWith(cursor, '.*') ? ['.*', 'attr_splat'] : ['[*]', 'full_splat']
  if (!startsWith(cursor, sign)) return null
  const children = [take(cursor, sign)]
  for (;;) {
    const end = cursor.at
    skip(cursor, pastLines)
    const next = readFollower(cursor)
    if (!next) {
      cursor.at = end
      return around('splat', [around(type, children)])
    }
    children.push(next)
  }
}
