import { error } from '../../../model/diagnostic.ts'
import { readExpression } from './expression.ts'
import type { Node } from './grammar.ts'
import type { Context } from './parse.ts'
import type { Attribute, Block, Body } from './tree.ts'

/** The attributes and blocks under a node; what stands inside an error is read as far as it is whole. */
export function readBody(node: Node, context: Context): Body {
  const attributes = new Map<string, Attribute>()
  const blocks: Block[] = []
  const visit = (child: Node): void => {
    if (child.type === 'attribute') addAttribute(child, attributes, context)
    else if (child.type === 'block') blocks.push(readBlock(child, context))
    else if (child.type === 'body' || child.type === 'ERROR' || child.type === 'config_file')
      child.children.forEach(visit)
  }
  visit(node.type === 'block' ? { ...node, type: 'body' } : node)
  return { attributes, blocks }
}

function addAttribute(node: Node, attributes: Map<string, Attribute>, context: Context): void {
  const [name, , value] = node.children
  if (!name || !value) return
  const attribute: Attribute = {
    name: context.text.slice(name.start, name.end),
    nameSpan: context.span(name.start, name.end),
    expression: readExpression(value, context),
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
    body: readBody({ ...node, children: node.children.slice(start + 1) }, context),
  }
}

function labelOf(node: Node, text: string): string {
  return node.type === 'string_lit' ? text.slice(node.start + 1, node.end - 1) : text.slice(node.start, node.end)
}
