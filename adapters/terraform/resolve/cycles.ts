import { type Diagnostic, error } from '../../../model/diagnostic.ts'
import type { Span } from '../../../model/source.ts'
import type { Block, Expression } from '../syntax/tree.ts'
import type { Content, Modules } from './content.ts'
import { addressOf } from './declarations.ts'
import { type Mention, visitMentions } from './references.ts'
import { visitAttributes } from './static-checks.ts'

/** Something that is evaluated as a whole, and what it needs first, each with the place where it says so. */
interface Node {
  readonly id: string
  readonly at: Span
  readonly needs: Map<string, Span>
}

/** Past this many modules a configuration is refused for its size anyway. */
const MAX_MODULES = 4_000

/**
 * Reports what needs itself, in a root and the modules that it calls, and tells whether anything does. As Terraform sees it,
 * a resource is evaluated as a whole with all its instances, each variable and output of a module by itself.
 */
export function reportCycles(root: Content, modules: Modules, report: (diagnostic: Diagnostic) => void): boolean {
  const nodes = new Map<string, Node>()
  addModule({ content: root, prefix: '', call: undefined }, modules, nodes)
  const circles = circlesIn(nodes)
  for (const circle of circles) report(describe(circle))
  return circles.length > 0
}

interface Place {
  readonly content: Content
  readonly prefix: string
  readonly call: { readonly block: Block; readonly from: Place } | undefined
}

function addModule(start: Place, modules: Modules, nodes: Map<string, Node>): void {
  const waiting = [start]
  for (let count = 0; count < MAX_MODULES; count += 1) {
    const place = waiting.pop()
    if (!place) return
    addContent(place, modules, nodes)
    for (const [name, block] of place.content.declared.modules) {
      const content = modules.find(block, place.content)
      const prefix = `${place.prefix}module.${name}.`
      if (!('opaque' in content)) waiting.push({ content, prefix, call: { block, from: place } })
    }
  }
}

function addContent(place: Place, modules: Modules, nodes: Map<string, Node>): void {
  const { content, prefix, call } = place
  const { declared } = content
  const add = (
    name: string,
    at: Span,
  ): ((expression: Expression, from?: Place, bound?: ReadonlySet<string>) => void) => {
    const node: Node = { id: prefix + name, at, needs: new Map() }
    nodes.set(node.id, node)
    // Nothing in a module is there before it is known how many of it there are.
    if (call) node.needs.set(prefix.slice(0, -1), call.block.header)
    return (expression, from = place, bound = new Set()) => {
      visitMentions(expression, { mention: (mention) => addNeeds(mention, from, modules, node) }, bound)
    }
  }
  for (const [name, block] of declared.variables) {
    const need = add(`var.${name}`, block.header)
    const argument = call?.block.body.attributes.get(name)
    if (call && argument) need(argument.expression, call.from)
  }
  for (const [name, local] of declared.locals) add(`local.${name}`, local.nameSpan)(local.expression)
  for (const [name, block] of declared.outputs) {
    const need = add(`output.${name}`, block.header)
    visitAttributes(block, ({ expression }, bound) => need(expression, place, bound))
  }
  for (const block of [...declared.resources.values(), ...declared.data.values()]) {
    const need = add(addressOf(block), block.header)
    visitAttributes(block, ({ expression }, bound) => need(expression, place, bound))
  }
  for (const [name, { body, header }] of declared.modules) {
    const need = add(`module.${name}`, header)
    for (const argument of ['count', 'for_each']) {
      const attribute = body.attributes.get(argument)
      if (attribute) need(attribute.expression)
    }
  }
}

function addNeeds({ name, steps, at }: Mention, { content, prefix }: Place, modules: Modules, { needs }: Node): void {
  const names = steps.map((step) => (step.type === 'access' ? step.name : undefined))
  const [first, second] = names
  switch (name) {
    case 'each':
    case 'count':
    case 'self':
    case 'path':
    case 'terraform':
    case 'ephemeral':
      return
    case 'module': {
      const block = first === undefined ? undefined : content.declared.modules.get(first)
      if (!block) return
      const base = `${prefix}module.${first}`
      needs.set(base, at)
      const found = modules.find(block, content)
      if ('opaque' in found) return
      const output = steps[1]?.type === 'index' ? names[2] : second
      const outputs = output === undefined ? found.declared.outputs.keys() : [output]
      for (const each of outputs) needs.set(`${base}.output.${each}`, at)
      return
    }
    case 'data':
      needs.set(`${prefix}data.${first}.${second}`, at)
      return
    case 'resource':
      needs.set(`${prefix}${first}.${second}`, at)
      return
    default:
      needs.set(`${prefix}${name}.${first}`, at)
  }
}

interface Visit {
  readonly node: Node
  readonly index: number
  low: number
  readonly rest: Iterator<string>
  open: boolean
}

/** The groups of nodes that need one another. Source: Tarjan, "Depth-first search and linear graph algorithms", 1972. */
function circlesIn(nodes: ReadonlyMap<string, Node>): readonly (readonly Node[])[] {
  const visits = new Map<string, Visit>()
  const open: Visit[] = []
  const circles: Node[][] = []
  const begin = (node: Node): Visit => {
    const visit = { node, index: visits.size, low: visits.size, rest: node.needs.keys(), open: true }
    visits.set(node.id, visit)
    open.push(visit)
    return visit
  }
  for (const start of nodes.values()) {
    if (visits.has(start.id)) continue
    const path = [begin(start)]
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { value: id, done } = top.rest.next()
      if (!done) {
        const next = nodes.get(id)
        const seen = visits.get(id)
        if (next && !seen) path.push(begin(next))
        else if (seen?.open) top.low = Math.min(top.low, seen.index)
        continue
      }
      path.pop()
      const above = path.at(-1)
      if (above) above.low = Math.min(above.low, top.low)
      if (top.low !== top.index) continue
      const group = open.splice(open.lastIndexOf(top)).map((visit) => {
        visit.open = false
        return visit.node
      })
      if (group.length > 1 || top.node.needs.has(top.node.id)) circles.push(group)
    }
  }
  return circles
}

function describe(circle: readonly Node[]): Diagnostic {
  const [first] = circle
  if (!first) throw new Error('a circle has at least one node')
  const itself = first.needs.get(first.id)
  if (circle.length === 1 && itself) {
    const message = /(?:^|\.)local\.[^.]+$/.test(first.id)
      ? `Self-referencing local value: local value ${first.id} cannot use its own result as part of its expression.`
      : `Self-referential block: configuration for ${first.id} may not refer to itself.`
    return error('REFERENCE_CYCLE', message, itself)
  }
  const ids = circle.map(({ id }) => id).sort()
  const shown = ids.length > 10 ? `${ids.slice(0, 10).join(', ')} and ${ids.length - 10} more` : ids.join(', ')
  const [place] = circle.map(({ at }) => at).sort(byPlace)
  return error('REFERENCE_CYCLE', `Cycle: ${shown} need one another.`, place ?? first.at)
}

function byPlace(one: Span, other: Span): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1
  return one.startLine - other.startLine || one.startColumn - other.startColumn
}
