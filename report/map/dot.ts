import type { ApplicationMap, ExposureLevel, MapEdge, MapNode, StackMap } from '../../model/map.ts'
import { levelColours, linesOf } from './graph-language.ts'
import { edgeLabel, nodeTitle, stackTitle } from './names.ts'

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
  const inside = linesOf(stack, `s${index}`, { node: drawNode, edge: drawEdge })
  if (!isPart) return inside.map((line) => `  ${line}`)
  const opening = [`  subgraph cluster_${index} {`, `    label=${quoted(stackTitle(stack))}`]
  return [...opening, ...inside.map((line) => `    ${line}`), '  }']
}

function drawNode(node: MapNode, name: string, level: ExposureLevel | undefined): string {
  const { label, kind } = nodeTitle(node)
  const { fill, line } = level ? levelColours[level] : { fill: '#ffffff', line: '#98a2b3' }
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

function drawEdge(edge: MapEdge, from: string, to: string): string {
  const label = edgeLabel(edge)
  const attributes = [
    ...(label === '' ? [] : [`label=${quoted(label)}`]),
    ...(edge.sure && !edge.off ? [] : ['style=dashed']),
    ...(edge.off ? ['color="#d0d5dd"'] : edge.loop ? ['color="#b42318"', 'penwidth=1.6'] : []),
  ]
  return attributes.length === 0 ? `${from} -> ${to}` : `${from} -> ${to} [${attributes.join(', ')}]`
}

/** A text in quotes; the break between a name and its kind is written as DOT writes it. */
function quoted(text: string): string {
  const plain = text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')
  return `"${plain}"`
}
