import type { ApplicationMap, MapEdge, MapNode, StackMap } from '../../model/map.ts'
import { folded } from './folded.ts'
import { edgeLabel, exposures, nodeTitle, stackTitle } from './names.ts'

/** The map as a graph for Graphviz, a cluster for each stack. Dashed: not sure; red: part of a loop; grey: switched off. */
export function mapToDot({ stacks }: ApplicationMap): string {
  const lines = [
    'digraph application {',
    '  rankdir=LR',
    '  graph [fontname="Helvetica", nodesep=0.3, ranksep=0.9]',
    '  node [fontname="Helvetica", fontsize=11, shape=box, style="rounded,filled", fillcolor="#ffffff"]',
    '  edge [fontname="Helvetica", fontsize=9, color="#667085"]',
    ...stacks.flatMap((stack, index) => drawStack(stack, index, stacks.length > 1)),
    '}',
  ]
  return `${lines.join('\n')}\n`
}

function drawStack(stack: StackMap, index: number, isPart: boolean): readonly string[] {
  const { nodes, edges } = folded(stack)
  const names = new Map(nodes.map(({ id }, node) => [id, `s${index}n${node}`]))
  const levels = exposures(stack)
  const inside = [
    ...nodes.map((node) => drawNode(node, names.get(node.id) ?? '', levels.get(node.id))),
    ...edges.flatMap((edge) => drawEdge(edge, names)),
  ]
  if (!isPart) return inside.map((line) => `  ${line}`)
  const opening = [`  subgraph cluster_${index} {`, `    label=${quoted(stackTitle(stack))}`]
  return [...opening, ...inside.map((line) => `    ${line}`), '  }']
}

const colours: Readonly<Record<string, readonly [fill: string, line: string]>> = {
  public: ['#fde8e8', '#b42318'],
  organisation: ['#fef4e6', '#b54708'],
  account: ['#eef4ff', '#3538cd'],
  private: ['#ecfdf3', '#067647'],
}

function drawNode(node: MapNode, name: string, level: string | undefined): string {
  const { label, kind } = nodeTitle(node)
  const [fill, line] = colours[level ?? ''] ?? ['#ffffff', '#98a2b3']
  const shape = shapes[node.kind]
  const attributes = [
    `label=${quoted(kind === '' ? label : `${label}\n${kind}`)}`,
    ...(shape === undefined ? [] : [`shape=${shape}`, 'style=filled']),
    ...(node.external ? ['style="rounded,dashed"'] : []),
    `fillcolor="${fill}"`,
    `color="${line}"`,
  ]
  return `${name} [${attributes.join(', ')}]`
}

const shapes: Readonly<Record<string, string>> = {
  table: 'cylinder',
  bucket: 'cylinder',
  queue: 'cds',
  topic: 'cds',
  stream: 'cds',
  role: 'hexagon',
  internet: 'ellipse',
  principal: 'ellipse',
  schedule: 'ellipse',
  pattern: 'note',
}

function drawEdge(edge: MapEdge, names: ReadonlyMap<string, string>): readonly string[] {
  const [from, to] = [names.get(edge.from), names.get(edge.to)]
  if (from === undefined || to === undefined) return []
  const label = edgeLabel(edge)
  const attributes = [
    ...(label === '' ? [] : [`label=${quoted(label)}`]),
    ...(edge.sure && !edge.off ? [] : ['style=dashed']),
    ...(edge.off ? ['color="#d0d5dd"'] : edge.loop ? ['color="#b42318"', 'penwidth=1.6'] : []),
  ]
  return [attributes.length === 0 ? `${from} -> ${to}` : `${from} -> ${to} [${attributes.join(', ')}]`]
}

/** A text in quotes; the break between a name and its kind is written as DOT writes it. */
function quoted(text: string): string {
  const plain = text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')
  return `"${plain}"`
}
