import { error } from '../../../model/diagnostic.ts'
import { readExpression } from './expression.ts'
import type { Node } from './grammar.ts'
import type { Context } from './parse.ts'
import type { Attribute, Block, Body } from './tree.ts'

/**
 * The attributes and blocks under a node. Of what stands inside an error only the blocks of a file are read: an attribute
 * there may belong to another block.
 */
export function readBody(node: Node, context: Context): Body {
  const attributes = new Map<string, Attribute>()
  const blocks: Block[] = []
  const isBlock = node.type === 'block'
  let fault = isBlock ? context.faults.get(node) : undefined
  const visit = (child: Node, isBroken: boolean): void => {
    if (child.type === 'block') {
      if (!isBlock || !isBroken) blocks.push(readBlock(child, context))
      return
    }
    if (child.type === 'body' || child.type === 'ERROR' || child.type === 'config_file') {
      if (child.type === 'ERROR') fault ??= child
      for (const inner of child.children) visit(inner, isBroken || child.type === 'ERROR')
      return
    }
    fault ??= context.faults.get(child)
    if (child.type === 'attribute' && !isBroken) addAttribute(child, attributes, context)
  }
  for (const child of isBlock ? contentOf(node) : [node]) visit(child, false)
  return fault ? { attributes, blocks, skipped: context.span(fault.start, fault.end) } : { attributes, blocks }
}

/** What stands after the opening bracket of a block. */
function contentOf({ children }: Node): readonly Node[] {
  return children.slice(children.findIndex(({ type }) => type === 'block_start') + 1)
}

function addAttribute(node: Node, attributes: Map<string, Attribute>, context: Context): void {
  const [name, , value] = node.children
  if (!name || !value) return
  const attribute: Attribute = {
    name: context.text.slice(name.start, name.end),
    nameSpan: context.span(name.start, name.end),
    // Of a value in which something could not be read, the rest is no value either.
    expression: context.faults.has(node)
      ? { type: 'invalid', span: context.span(value.start, value.end) }
      : readExpression(value, context),
  }
  if (attributes.has(attribute.name)) {
    const message = `The argument "${attribute.name}" is set twice in this block. The first one is read.`
    context.report(error('DUPLICATE_KEY', message, attribute.nameSpan))
    return
  }
  attributes.set(attribute.name, attribute)
}

function readBlock(node: Node, context: Context): Block {
  const start = node.children.findIndex((child) => child.type === 'block_start')
  const header = node.children.slice(0, start === -1 ? undefined : start)
  const names = header.filter((child) => child.type === 'identifier' || child.type === 'string_lit')
  const [type, ...labels] = names
  const last = names.at(-1) ?? node
  return {
    type: type ? context.text.slice(type.start, type.end) : '',
    labels: labels.map((label) => labelOf(label, context.text)),
    header: context.span(node.start, last.end),
    span: context.span(node.start, node.end),
    body: readBody(node, context),
  }
}

function labelOf(node: Node, text: string): string {
  return node.type === 'string_lit' ? text.slice(node.start + 1, node.end - 1) : text.slice(node.start, node.end)
}
