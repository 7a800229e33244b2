import { readExpression } from './expression.ts'
import type { Node } from './grammar.ts'
import type { Context } from './parse.ts'
import type { Expression, Template, TemplatePart, TemplateText } from './tree.ts'

/** Literal text, an interpolation, or one half of a directive, in the order of the file. */
type Token =
  | { readonly type: 'text'; text: string; start: number; readonly end: number; readonly exact: boolean }
  | {
      readonly type: 'mark'
      readonly node: Node
      readonly trimsBefore: boolean
      readonly trimsAfter: boolean
    }

/** A quoted text without interpolation. */
export function readQuoted(node: Node, context: Context): Expression {
  const value = withoutEscapes(context.text.slice(node.start + 1, node.end - 1))
  return { type: 'literal', value, span: context.span(node.start, node.end) }
}

/**
 * A quoted template or a heredoc. The grammar drops blanks beside interpolations, so literal text is taken from the
 * file between them. `~` trims one neighbouring piece, and `<<-` the smallest indentation.
 * Source: HCL specification, "Template sub-language".
 */
export function readTemplate(
  node: Node,
  context: Context,
  options?: { readonly withoutLastNewline: boolean },
): Template {
  const heredoc = node.type === 'heredoc_template'
  const tokens = tokensOf(node, context.text, heredoc)
  if (options?.withoutLastNewline) dropLastNewline(tokens)
  trim(tokens)
  if (heredoc && context.text.startsWith('<<-', node.start)) dedent(tokens)
  const reader = { tokens, at: 0 }
  const parts = readParts(reader, context, [])
  return { type: 'template', parts, heredoc, span: context.span(node.start, node.end) }
}

function tokensOf(node: Node, text: string, heredoc: boolean): Token[] {
  const tokens: Token[] = []
  let [from, to] = [node.start + 1, node.end - 1]
  if (heredoc) {
    const opening = node.children[1]
    const closing = node.children.at(-1)
    from = text.indexOf('\n', opening?.end ?? node.start) + 1
    to = text.lastIndexOf('\n', (closing?.start ?? node.end) - 1) + 1
  }
  const literal = (start: number, end: number): void => {
    if (end <= start) return
    if (!heredoc) {
      const raw = text.slice(start, end)
      const value = withoutEscapes(raw)
      tokens.push({ type: 'text', text: value, start, end, exact: value === raw })
      return
    }
    for (let at = start; at < end; ) {
      const newline = text.indexOf('\n', at)
      const next = newline === -1 || newline >= end ? end : newline + 1
      const raw = text.slice(at, next)
      const value = raw.replaceAll('$${', '${').replaceAll('%%{', '%{')
      tokens.push({ type: 'text', text: value, start: at, end: next, exact: value === raw })
      at = next
    }
  }
  let position = from
  for (const mark of marksOf(node)) {
    // `$$${x}` is a sign before an escaped one.
    if (mark.start < position || isEscaped(text, mark.start, position)) continue
    literal(position, mark.start)
    tokens.push({
      type: 'mark',
      node: mark,
      trimsBefore: text[mark.start + 2] === '~',
      trimsAfter: text[mark.end - 2] === '~',
    })
    position = mark.end
  }
  literal(position, to)
  return tokens
}

/** Whether the two signs that begin an interpolation follow one more of the first. */
function isEscaped(text: string, start: number, from: number): boolean {
  return start > from && text[start - 1] === text[start]
}

const MARKS = new Set([
  'template_interpolation',
  'template_for_start',
  'template_for_end',
  'template_if_intro',
  'template_else_intro',
  'template_if_end',
])

function marksOf(node: Node): readonly Node[] {
  return node.children.flatMap((child) => {
    if (MARKS.has(child.type) || child.type === 'ERROR') return [child]
    return child.type.startsWith('template_') ? marksOf(child) : []
  })
}

function dropLastNewline(tokens: Token[]): void {
  const last = tokens.at(-1)
  if (last?.type === 'text' && last.text.endsWith('\n')) last.text = last.text.slice(0, -1)
}

function trim(tokens: readonly Token[]): void {
  for (const [at, token] of tokens.entries()) {
    if (token.type !== 'mark') continue
    const before = tokens[at - 1]
    const after = tokens[at + 1]
    if (token.trimsBefore && before?.type === 'text') before.text = before.text.trimEnd()
    if (token.trimsAfter && after?.type === 'text') {
      const kept = after.text.trimStart()
      after.start += after.text.length - kept.length
      after.text = kept
    }
  }
}

/** Blank lines do not count and keep their blanks; a line that starts with an interpolation has no indentation. */
function dedent(tokens: readonly Token[]): void {
  let smallest = Number.POSITIVE_INFINITY
  let isLineStart = true
  const lines: Extract<Token, { type: 'text' }>[] = []
  for (const token of tokens) {
    if (isLineStart) {
      isLineStart = false
      if (token.type === 'mark') smallest = 0
      else if (token.text.trim() !== '' || !token.text.endsWith('\n')) {
        smallest = Math.min(smallest, token.text.length - token.text.trimStart().length)
        lines.push(token)
      }
    }
    if (token.type === 'text' && token.text.endsWith('\n')) isLineStart = true
  }
  if (!Number.isFinite(smallest)) return
  for (const line of lines) {
    line.text = line.text.slice(smallest)
    line.start += smallest
  }
}

interface Reader {
  readonly tokens: readonly Token[]
  at: number
}

/** Parts up to one of the closing marks, which is left for the caller. */
function readParts(reader: Reader, context: Context, closing: readonly string[]): readonly TemplatePart[] {
  const parts: TemplatePart[] = []
  for (;;) {
    const token = reader.tokens[reader.at]
    if (!token || (token.type === 'mark' && closing.includes(token.node.type))) return parts
    reader.at += 1
    if (token.type === 'text') {
      if (token.text !== '') parts.push(textPart(token, context))
    } else if (token.node.type === 'template_interpolation') {
      parts.push({ type: 'interpolation', expression: inner(token.node, context), span: spanOf(token.node, context) })
    } else if (token.node.type === 'template_if_intro') {
      parts.push(readIf(reader, token.node, context))
    } else if (token.node.type === 'template_for_start') {
      parts.push(readLoop(reader, token.node, context))
    } else {
      const span = spanOf(token.node, context)
      parts.push({ type: 'interpolation', expression: { type: 'invalid', span }, span })
    }
  }
}

function readIf(reader: Reader, node: Node, context: Context): TemplatePart {
  const then = readParts(reader, context, ['template_else_intro', 'template_if_end'])
  const middle = reader.tokens[reader.at]
  let otherwise: readonly TemplatePart[] = []
  if (middle?.type === 'mark' && middle.node.type === 'template_else_intro') {
    reader.at += 1
    otherwise = readParts(reader, context, ['template_if_end'])
  }
  reader.at += 1
  return { type: 'if', condition: inner(node, context), then, otherwise, span: spanOf(node, context) }
}

function readLoop(reader: Reader, node: Node, context: Context): TemplatePart {
  const body = readParts(reader, context, ['template_for_end'])
  reader.at += 1
  const names = node.children
    .filter((child) => child.type === 'identifier')
    .map((child) => context.text.slice(child.start, child.end))
  const key = names.length > 1 ? (names[0] ?? null) : null
  return { type: 'for', key, name: names.at(-1) ?? '', of: inner(node, context), body, span: spanOf(node, context) }
}

function inner(node: Node, context: Context): Expression {
  const expression = node.children.find((child) => child.type === 'expression')
  return expression ? readExpression(expression, context) : { type: 'invalid', span: spanOf(node, context) }
}

function textPart(token: Extract<Token, { type: 'text' }>, context: Context): TemplateText {
  return { type: 'text', text: token.text, span: context.span(token.start, token.end), exact: token.exact }
}

function spanOf(node: Node, context: Context) {
  return context.span(node.start, node.end)
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' }

function withoutEscapes(raw: string): string {
  return raw.replaceAll(
    /\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\([nrt"\\])|([$%])\4\{/g,
    (
      whole,
      short: string | undefined,
      long: string | undefined,
      letter: string | undefined,
      sign: string | undefined,
    ) => {
      if (sign !== undefined) return `${sign}{`
      if (letter !== undefined) return ESCAPES[letter] ?? whole
      const code = Number.parseInt(short ?? long ?? '', 16)
      return code <= 0x10_ffff ? String.fromCodePoint(code) : whole
    },
  )
}
