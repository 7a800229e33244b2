import { type Diagnostic, error } from '../../../model/diagnostic.ts'
import { type SourceFile, type Span, spanMaker } from '../../../model/source.ts'
import { readBody } from './body.ts'
import { readExpression } from './expression.ts'
import type { Grammar, Node } from './grammar.ts'
import { checkLayout } from './layout.ts'
import { MAX_SIGNS, type Scanned, scan } from './scan.ts'
import { readTemplate } from './template.ts'
import type { Body, Expression } from './tree.ts'

/** What the readers of syntax need to know of the file. */
export interface Context {
  readonly text: string
  readonly span: (start: number, end: number) => Span
  readonly report: (diagnostic: Diagnostic) => void
  /** The nodes in which something could not be read, each with the first such place in it. */
  readonly faults: Map<Node, Place>
}

interface Place {
  readonly start: number
  readonly end: number
}

export interface Parsed {
  readonly file: string
  readonly body: Body
  readonly diagnostics: readonly Diagnostic[]
}

const TOO_DEEP = 'This is nested too deep to be read. The file is left out: flatten it.'
const EMPTY: Body = { attributes: new Map(), blocks: [] }

/** Reads a `.tf` or `.tfvars` file. What does not parse is reported and left out; the rest is there. */
export function parse(grammar: Grammar, file: SourceFile): Parsed {
  const { node, context, diagnostics, scanned } = open(grammar, file)
  if (!node) return { file: file.path, body: EMPTY, diagnostics }
  if (scanned === 'plain') return { file: file.path, body: bodyOf(node, context), diagnostics }
  if (!hasError(node) && scanned.openQuotes.length === 0 && scanned.badHeredocs.length === 0) {
    checkLayout(node, context)
    return { file: file.path, body: bodyOf(node, context), diagnostics }
  }
  const whole = readInPieces(grammar, scanned) ?? node
  findFaults(whole, scanned, context.faults)
  reportErrors(whole, scanned, context)
  return { file: file.path, body: bodyOf(whole, context), diagnostics }
}

function bodyOf(node: Node, context: Context): Body {
  try {
    return readBody(node, context)
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown
    context.report(error('TOO_DEEP', TOO_DEEP, context.span(0, 1)))
    return EMPTY
  }
}

/** A text with an error block by block, so that the error harms no other block. */
function readInPieces(grammar: Grammar, { text, starts }: Scanned): Node | null {
  const bounds = [...new Set([0, ...starts, text.length])]
  const children: Node[] = []
  for (const [index, start] of bounds.slice(0, -1).entries()) {
    const node = grammar.read(text.slice(start, bounds[index + 1]))
    if ('tooDeep' in node) return null
    const whole = starts.includes(start) ? withBlock(node, text.slice(start, bounds[index + 1]), grammar) : node
    children.push(moved(whole, start))
  }
  return { type: 'config_file', start: 0, end: text.length, missing: false, children }
}

/** A block of which nothing but its header can be made out is there, all that is in it unread. */
function withBlock(node: Node, text: string, grammar: Grammar): Node {
  if (blocksIn(node).some(({ start }) => start === 0)) return node
  const header = grammar.read(`${text.slice(0, text.indexOf('{') + 1)}\n}`)
  const [block] = 'tooDeep' in header ? [] : blocksIn(header)
  if (!block) return node
  const broken: Node = { type: 'ERROR', start: text.indexOf('{'), end: node.end, missing: false, children: [] }
  return { ...node, type: 'body', children: [{ ...block, end: node.end, children: [...block.children, broken] }] }
}

function blocksIn({ children }: Node): readonly Node[] {
  return children.flatMap((child) => (child.type === 'block' ? [child] : child.type === 'body' ? blocksIn(child) : []))
}

function moved(node: Node, by: number): Node {
  const children = node.children.map((child) => moved(child, by))
  return { ...node, start: node.start + by, end: node.end + by, children }
}

/** Reads one expression, as given on the command line; null where it is not one. */
export function parseExpression(grammar: Grammar, text: string, at: Span): Expression | null {
  const { node, context } = open(grammar, { path: at.file, text: `x = ${text}\n` }, () => at)
  const attribute = node?.children[0]?.children[0]
  if (node === undefined || hasError(node) || attribute?.type !== 'attribute') return null
  if (node.children[0]?.children.length !== 1) return null
  const value = attribute.children.at(-1)
  return value ? readExpression(value, context) : null
}

/** Reads a text that is a template as a whole: a file for `templatefile`. Null where it does not parse. */
export function parseTemplate(grammar: Grammar, file: SourceFile): Expression | null {
  return parseTemplateText(grammar, file.text, spanMaker(file))
}

/** The same for a text whose letters stand at the given places. */
export function parseTemplateText(grammar: Grammar, text: string, place: Places): Expression | null {
  const end = 'PORTCULLIS_TEMPLATE'
  const begin = `x = <<${end}\n`
  const inside = (offset: number): number => Math.min(Math.max(offset - begin.length, 0), text.length)
  const { node, context } = open(grammar, { path: '', text: `${begin}${text}\n${end}\n` }, (from, to) =>
    place(inside(from), inside(to)),
  )
  const value = node?.children[0]?.children[0]?.children.at(-1)
  const template = value?.children[0]?.children[0]
  if (!node || hasError(node) || template?.type !== 'heredoc_template') return null
  return { ...readTemplate(template, context, { withoutLastNewline: true }), heredoc: false }
}

type Places = (start: number, end: number) => Span

function open(grammar: Grammar, file: SourceFile, span: Places = spanMaker(file)) {
  const diagnostics: Diagnostic[] = []
  const context: Context = {
    text: file.text,
    span,
    report: (diagnostic) => {
      if (diagnostics.length < MAX_DIAGNOSTICS) diagnostics.push(diagnostic)
    },
    faults: new Map(),
  }
  // A text of this length cannot hold too much.
  const plain = file.text.length <= MAX_SIGNS ? grammar.plain?.(file.text) : undefined
  if (plain) return { node: plain, context, diagnostics, scanned: 'plain' as const }
  const scanned = scan(file.text)
  if (scanned.tooMany !== null) {
    const message = 'This file holds more than can be read. It is left out: split it.'
    context.report(error('TOO_MANY_VALUES', message, span(scanned.tooMany, scanned.tooMany + 1)))
    return { node: undefined, context, diagnostics, scanned }
  }
  const node = scanned.tooDeep === null ? grammar.read(scanned.text) : { tooDeep: scanned.tooDeep }
  if ('tooDeep' in node) {
    const at = span(node.tooDeep, node.tooDeep + 1)
    context.report(error('TOO_DEEP', TOO_DEEP, at))
    return { node: undefined, context, diagnostics, scanned }
  }
  return { node, context, diagnostics, scanned }
}

/** Past this many, further ones of a file tell nothing new. */
const MAX_DIAGNOSTICS = 20

/** Notes every node in which something is missing, wrong, or a quoted text is not closed; gives the first such place. */
function findFaults(node: Node, scanned: Scanned, faults: Map<Node, Place>): Place | undefined {
  let first: Place | undefined = node.missing || node.type === 'ERROR' ? node : undefined
  for (const child of node.children) first = earlier(first, findFaults(child, scanned, faults))
  if (node.children.length === 0) {
    const quote = scanned.openQuotes.find((offset) => offset >= node.start && offset < node.end)
    if (quote !== undefined) first = { start: quote, end: quote + 1 }
  }
  if (first) faults.set(node, first)
  return first
}

function earlier(one: Place | undefined, other: Place | undefined): Place | undefined {
  return one && other ? (other.start < one.start ? other : one) : (one ?? other)
}

/** Each place that does not parse, once: what lies inside an error is not reported again. */
function reportErrors(
  root: Node,
  { openQuotes, unclosed, badHeredocs, openHeredoc }: Scanned,
  { text, span, report }: Context,
): void {
  const isValues = span(0, 0).file.endsWith('.tfvars')
  for (const offset of badHeredocs) {
    const message =
      'Invalid expression: expected the start of an expression, but the end marker of a heredoc is written without quotes.'
    report(error('SYNTAX', message, span(offset, offset + 2)))
  }
  if (openHeredoc) {
    const { startLine } = span(openHeredoc.offset, openHeredoc.offset)
    const message = `Unterminated template string: no closing marker was found for the heredoc of line ${startLine}; a line with ${openHeredoc.end} alone is missing.`
    report(error('SYNTAX', message, span(text.length, text.length)))
  }
  for (const offset of openQuotes) {
    report(error('SYNTAX', 'This quoted text is not closed: it must end on its line.', span(offset, offset + 1)))
  }
  if (unclosed && !openHeredoc) {
    report(error('SYNTAX', `This "${unclosed.sign}" is not closed.`, span(unclosed.offset, unclosed.offset + 1)))
  }
  const visit = (node: Node): void => {
    if (node.missing) {
      const message = `${NAMES[node.type] ?? `"${node.type}"`} is missing here.`
      if (!unclosed && !openHeredoc) report(error('SYNTAX', message, span(node.start, node.end)))
    } else if (node.type === 'ERROR') {
      const isExplained = [unclosed?.offset, openHeredoc?.offset, ...openQuotes].some(
        (offset) => offset !== undefined && offset >= node.start && offset <= node.end,
      )
      if (isExplained) return
      if (node.children.length > 0 && node.children.every(({ type }) => type === 'identifier')) {
        for (const name of node.children) report(error('SYNTAX', NOT_DEFINED, span(name.start, name.end)))
        return
      }
      const start = faultIn(node, text)
      report(error('SYNTAX', describe(start, node.end, text, isValues), span(start, Math.max(node.end, start + 1))))
    } else {
      node.children.forEach(visit)
    }
  }
  visit(root)
}

const NOT_DEFINED =
  'Argument or block definition required: an argument or block definition is required here. To set an argument, use the equals sign "=" to introduce the argument value.'

/** Where in an error the parser went on no further: the first letters that belong to nothing in it. */
function faultIn({ start, end, children }: Node, text: string): number {
  let from = start
  for (const child of children) {
    const rest = /[^\s,]/.exec(withoutComments(text.slice(from, child.start)))
    if (rest) return from + rest.index
    from = child.end
  }
  const rest = /[^\s,]/.exec(withoutComments(text.slice(from, end)))
  return rest && from > start ? from + rest.index : start
}

/** With blanks in place of comments. */
function withoutComments(text: string): string {
  return text.replaceAll(/#.*|\/\/.*|\/\*[\s\S]*?\*\//g, (comment) => ' '.repeat(comment.length))
}

function describe(start: number, end: number, text: string, isValues: boolean): string {
  const line = text.slice(start, end).split('\n', 1)[0]?.trim() ?? ''
  // A file of variables holds nothing but values, some of which may be secret.
  if (isValues) return 'This is not valid HCL.'
  const shown = printable(line.length > 40 ? `${line.slice(0, 40)}…` : line)
  return shown === '' ? 'This is not valid HCL.' : `"${shown}" is not valid HCL here.`
}

/** Without characters that a terminal would act on. */
function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '�')
}

function hasError(node: Node): boolean {
  return node.missing || node.type === 'ERROR' || node.children.some(hasError)
}

const NAMES: Readonly<Record<string, string>> = {
  block_end: 'The closing "}" of a block',
  block_start: 'The opening "{" of a block',
  object_end: 'A closing "}"',
  tuple_end: 'A closing "]"',
  quoted_template_end: 'A closing quotation mark',
  template_interpolation_end: 'The closing "}" of an interpolation',
  template_directive_end: 'The closing "}" of a directive',
  heredoc_identifier: 'The end of this heredoc',
  identifier: 'A name',
}
