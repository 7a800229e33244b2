import type { Span } from '../../../model/source.ts'
import type { Node } from './grammar.ts'
import type { Context } from './parse.ts'
import { readQuoted, readTemplate } from './template.ts'
import type { BinaryOperator, Expression, ObjectItem, Step } from './tree.ts'

/** The expression of a node; where it holds an error, or is of a kind we do not know, an invalid one. */
export function readExpression(node: Node, context: Context): Expression {
  const span = context.span(node.start, node.end)
  if (node.missing || node.type === 'ERROR') return { type: 'invalid', span }
  switch (node.type) {
    case 'expression':
      return readTerm(node.children, context) ?? { type: 'invalid', span }
    case 'conditional':
      return readConditional(node, context)
    case 'literal_value':
    case 'template_expr':
    case 'collection_value':
    case 'operation':
    case 'for_expr':
      return node.children[0] ? readExpression(node.children[0], context) : { type: 'invalid', span }
    case 'numeric_lit':
      return readNumber(context.text.slice(node.start, node.end), span)
    case 'bool_lit':
      return { type: 'literal', value: context.text.slice(node.start, node.end) === 'true', span }
    case 'null_lit':
      return { type: 'literal', value: null, span }
    case 'string_lit':
      return readQuoted(node, context)
    case 'quoted_template':
    case 'heredoc_template':
      return readTemplate(node, context)
    case 'tuple':
      return { type: 'tuple', items: expressionsOf(node, context), span }
    case 'object':
      return { type: 'object', items: objectItems(node, context), span }
    case 'variable_expr':
      // A quoted text without an end was made a name before parsing.
      if (context.text[node.start] === '"') return { type: 'invalid', span }
      return { type: 'variable', name: context.text.slice(node.start, node.end), span }
    case 'function_call':
      return readCall(node, context)
    case 'unary_operation':
      return readUnary(node, context)
    case 'binary_operation':
      return readBinary(node, context)
    case 'for_tuple_expr':
    case 'for_object_expr':
      return readFor(node, context)
    default:
      return { type: 'invalid', span }
  }
}

/** A term and what follows it: attributes, indexes, splats. The grammar gives them side by side. */
function readTerm(nodes: readonly Node[], context: Context): Expression | null {
  const [first, ...rest] = nodes
  if (!first) return null
  if (first.type === '(') {
    const inner = rest[0] ? readExpression(rest[0], context) : null
    return inner ? follow(parenthesised(inner), rest.slice(2), first.start, context) : null
  }
  return follow(readExpression(first, context), rest, first.start, context)
}

/** `(x)` as a key of an object is the value of x, not the text "x". */
function parenthesised(inner: Expression): Expression {
  if (inner.type !== 'variable' && !(inner.type === 'literal' && inner.value === null)) return inner
  const part = { type: 'interpolation', expression: inner, span: inner.span } as const
  return { type: 'template', parts: [part], heredoc: false, span: inner.span }
}

function follow(base: Expression, nodes: readonly Node[], start: number, context: Context): Expression {
  const steps = nest(nodes.flatMap(flat), context)
  if (!steps) return { type: 'invalid', span: context.span(start, nodes.at(-1)?.end ?? start) }
  return steps.reduce<Expression>((of, { step, end }) => ({ ...step, of, span: context.span(start, end) }), base)
}

/** A splat and what the grammar counts to it, side by side with the rest. */
function flat(node: Node): readonly Node[] {
  const inner = node.type === 'splat' ? node.children[0] : undefined
  if (!inner) return [node]
  const isFollower = ({ type }: Node) => type === 'get_attr' || type === 'index'
  const first = inner.children.find(isFollower)
  const mark = { ...inner, end: first?.start ?? inner.end, children: [] }
  return [mark, ...inner.children.filter(isFollower)]
}

interface Placed {
  readonly step: Step
  readonly end: number
}

/** `x[*].a[0][*].b` applies all that follows to each element; `x.*.a[0]` only the attributes, the rest to the list. */
function nest(nodes: readonly Node[], context: Context): readonly Placed[] | null {
  const steps: Placed[] = []
  for (let index = 0; index < nodes.length; index += 1) {
    const node = nodes[index]
    if (!node) break
    if (node.type !== 'full_splat' && node.type !== 'attr_splat') {
      const step = readStep(node, context)
      if (!step) return null
      steps.push({ step, end: node.end })
      continue
    }
    const rest = nodes.slice(index + 1)
    const other = rest.findIndex((next) => next.type !== 'get_attr' && next.children[0]?.type !== 'legacy_index')
    const each = node.type === 'full_splat' || other === -1 ? rest : rest.slice(0, other)
    const inner = nest(each, context)
    if (!inner) return null
    const end = each.at(-1)?.end ?? node.end
    const span = context.span(node.start, end)
    steps.push({ step: { type: 'splat', steps: inner.map(({ step }) => step), span }, end })
    index += each.length
  }
  return steps
}

function readNumber(text: string, span: Span): Expression {
  const value = Number(text)
  const isExact =
    Number.isSafeInteger(value) || (Number.isFinite(value) && text.replaceAll(/[.eE+-]/g, '').length <= 15)
  return isExact ? { type: 'literal', value, span } : { type: 'literal', value, digits: text, span }
}

function readStep(node: Node, context: Context): Step | null {
  const span = context.span(node.start, node.end)
  if (node.type === 'get_attr') {
    const name = node.children[1]
    if (!name) return null
    const nameSpan = context.span(name.start, name.end)
    return { type: 'access', name: context.text.slice(name.start, name.end), nameSpan, span }
  }
  const inner = node.type === 'index' ? node.children[0] : undefined
  if (inner?.type === 'legacy_index') {
    const value = Number(context.text.slice(inner.start + 1, inner.end))
    return { type: 'index', key: { type: 'literal', value, span }, span }
  }
  const key = inner?.children.find((child) => child.type === 'expression')
  return key ? { type: 'index', key: readExpression(key, context), span } : null
}

/** `a ? 1 : b ? 2 : 3` asks b where a is not so; the grammar takes `a ? 1 : b` for the question. */
function readConditional(node: Node, context: Context): Expression {
  const branches: { readonly asked: Node; readonly then: Node; readonly end: number }[] = []
  let last: Node | undefined
  for (let at: Node | undefined = node; at; ) {
    const parts: readonly Node[] = at.children.filter(isExpression)
    const asked: Node | undefined = parts[0]
    const [, then, otherwise] = parts
    if (!asked || !then || !otherwise) return { type: 'invalid', span: context.span(node.start, node.end) }
    const inner: Node | undefined =
      asked.children.length === 1 && asked.children[0]?.type === 'conditional' ? asked.children[0] : undefined
    // The question of this one stands where the one within it ends.
    const own = inner ? inner.children.filter(isExpression).at(-1) : asked
    if (own) branches.push({ asked: own, then, end: node.end })
    last ??= otherwise
    at = inner
  }
  const text = (asked: Node) => context.text.slice(asked.start, asked.end).replaceAll(/\s+/g, ' ')
  const invalid: Expression = { type: 'invalid', span: context.span(node.start, node.end) }
  return branches.reduce<Expression>(
    (otherwise, { asked, then, end }) => ({
      type: 'conditional',
      condition: readExpression(asked, context),
      text: text(asked),
      then: readExpression(then, context),
      otherwise,
      span: context.span(asked.start, end),
    }),
    last ? readExpression(last, context) : invalid,
  )
}

function isExpression({ type }: Node): boolean {
  return type === 'expression' || type === 'ERROR'
}

function readUnary(node: Node, context: Context): Expression {
  const [operator, ...rest] = node.children
  const span = context.span(node.start, node.end)
  const of = readTerm(rest, context)
  return of ? { type: 'unary', operator: operator?.type === '!' ? '!' : '-', of, span } : { type: 'invalid', span }
}

function readBinary(node: Node, context: Context): Expression {
  const at = node.children.findIndex((child) => OPERATORS.has(child.type))
  const left = readTerm(node.children.slice(0, Math.max(at, 0)), context)
  const right = readTerm(node.children.slice(at + 1), context)
  const span = context.span(node.start, node.end)
  if (at === -1 || !left || !right) return { type: 'invalid', span }
  return { type: 'binary', operator: node.children[at]?.type as BinaryOperator, left, right, span }
}

const OPERATORS = new Set(['*', '/', '%', '+', '-', '>', '>=', '<', '<=', '==', '!=', '&&', '||'])

function readCall(node: Node, context: Context): Expression {
  const name = node.children[0]
  const args = node.children.find((child) => child.type === 'function_arguments')
  return {
    type: 'call',
    name: name ? context.text.slice(name.start, name.end) : '',
    nameSpan: context.span(node.start, name?.end ?? node.end),
    args: args ? expressionsOf(args, context) : [],
    spread: args?.children.some((child) => child.type === 'ellipsis') ?? false,
    span: context.span(node.start, node.end),
  }
}

function readFor(node: Node, context: Context): Expression {
  const intro = node.children.find((child) => child.type === 'for_intro')
  const names = intro?.children.filter((child) => child.type === 'identifier') ?? []
  const [of] = intro ? expressionsOf(intro, context) : []
  const results = expressionsOf(node, context)
  const condition = node.children.find((child) => child.type === 'for_cond')
  const span = context.span(node.start, node.end)
  const value = results.at(-1)
  const name = names.at(-1)
  if (!of || !value || !name) return { type: 'invalid', span }
  const text = (child: Node) => context.text.slice(child.start, child.end)
  return {
    type: 'for',
    key: names.length > 1 && names[0] ? text(names[0]) : null,
    name: text(name),
    of,
    keyOf: node.type === 'for_object_expr' ? (results[0] ?? null) : null,
    value,
    grouped: node.children.some((child) => child.type === 'ellipsis'),
    condition: condition ? (expressionsOf(condition, context)[0] ?? null) : null,
    span,
  }
}

function objectItems(node: Node, context: Context): readonly ObjectItem[] {
  return node.children
    .filter((child) => child.type === 'object_elem')
    .map((element) => {
      const [key, value] = expressionsOf(element, context)
      const span = context.span(element.start, element.end)
      const invalid: Expression = { type: 'invalid', span }
      return { key: key ? asKey(key) : invalid, value: value ?? invalid }
    })
}

/** A bare name as a key is a text. */
function asKey(key: Expression): Expression {
  if (key.type === 'literal') return { ...key, value: String(key.value) }
  return key.type === 'variable' ? { type: 'literal', value: key.name, span: key.span } : key
}

function expressionsOf(node: Node, context: Context): readonly Expression[] {
  return node.children.filter(isExpression).map((child) => readExpression(child, context))
}
