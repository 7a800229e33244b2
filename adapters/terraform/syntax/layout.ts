import { error } from '../../../model/diagnostic.ts'
import type { Node } from './grammar.ts'
import type { Context } from './parse.ts'

/**
 * Reports what the grammar takes though the language does not: arguments and blocks that do not end with their line, and
 * items of an object that nothing separates. Source: HCL native syntax specification, "Structural Elements".
 */
export function checkLayout(node: Node, context: Context): void {
  if (node.type === 'block') checkBlock(node, context)
  else if (node.type === 'config_file' || node.type === 'body') checkItems(itemsOf(node), context)
  else if (node.type === 'object') checkObject(node, context)
  const inner =
    node.type === 'block'
      ? node.children.flatMap((child) => (child.type === 'body' ? child.children : [child]))
      : node.children
  for (const child of inner) checkLayout(child, context)
}

function itemsOf(node: Node): readonly Node[] {
  return node.children.flatMap((child) => {
    if (child.type === 'body') return itemsOf(child)
    return child.type === 'attribute' || child.type === 'block' ? [child] : []
  })
}

function checkBlock(node: Node, context: Context): void {
  const opening = node.children.find(({ type }) => type === 'block_start')
  const closing = node.children.find(({ type }) => type === 'block_end')
  const items = itemsOf(node)
  const [first, second] = items
  if (!opening || !first) return
  if (endsLine(opening.end, first.start, context)) {
    checkItems(items, context)
    const last = items.at(-1)
    if (last && closing && !closing.missing && !endsLine(last.end, closing.start, context))
      report(afterItem(last), last.end, closing.end, context)
    return
  }
  if (first.type === 'block') {
    const message =
      'Invalid single-argument block definition: a single-line block definition can contain only a single argument. Start a new line for nested blocks.'
    report(message, first.start, first.end, context)
  } else if (second || (closing && !closing.missing && endsLine(first.end, closing.start, context))) {
    const message =
      'Invalid single-argument block definition: a single-line block definition must end with a closing brace immediately after its single argument definition.'
    report(message, second?.start ?? first.end, second?.end ?? first.end, context)
  }
}

function checkItems(items: readonly Node[], context: Context): void {
  for (const [index, item] of items.entries()) {
    const next = items[index + 1]
    if (next && !endsLine(item.end, next.start, context)) report(afterItem(item), next.start, next.end, context)
  }
}

function afterItem({ type }: Node): string {
  return type === 'block'
    ? 'Missing newline after block definition: a block definition must end with a newline.'
    : 'Missing newline after argument: an argument definition must end with a newline.'
}

function checkObject(node: Node, context: Context): void {
  const items = node.children.filter(({ type }) => type === 'object_elem')
  for (const [index, item] of items.entries()) {
    const next = items[index + 1]
    if (!next || /[,\n]/.test(between(item.end, next.start, context))) continue
    const message =
      'Missing attribute separator: expected a newline or comma to mark the beginning of the next attribute.'
    report(message, next.start, next.end, context)
  }
}

function endsLine(from: number, to: number, context: Context): boolean {
  // A heredoc ends with its line, whatever the grammar counts to it.
  return context.text[from - 1] === '\n' || between(from, to, context).includes('\n')
}

function between(from: number, to: number, { text }: Context): string {
  return text.slice(from, to)
}

function report(message: string, start: number, end: number, { span, report: say }: Context): void {
  const at = span(start, end)
  say(
    error('SYNTAX', message, {
      ...at,
      endLine: at.startLine,
      endColumn: at.startLine === at.endLine ? at.endColumn : at.startColumn + 1,
    }),
  )
}
