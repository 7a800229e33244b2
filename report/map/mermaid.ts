import type { ApplicationMap, MapEdge, MapNode, StackMap } from '../../model/map.ts'
import { folded } from './folded.ts'
import { edgeLabel, exposures, nodeTitle, stackTitle } from './names.ts'

/** The map as a Mermaid flowchart, a part for each stack. Dashed: not sure; thick: part of a loop. */
export function mapToMermaid({ stacks }: ApplicationMap): string {
  const drawn = stacks.flatMap((stack, index) => drawStack(stack, `s${index}`, stacks.length > 1))
  return `${['flowchart LR', ...drawn, ...classes].join('\n')}\n`
}

const classes = [
  '  classDef public fill:#fde8e8,stroke:#b42318,color:#7a271a',
  '  classDef organisation fill:#fef4e6,stroke:#b54708,color:#7a2e0e',
  '  classDef account fill:#eef4ff,stroke:#3538cd,color:#2d31a6',
  '  classDef private fill:#ecfdf3,stroke:#067647,color:#074d31',
  '  classDef outside stroke-dasharray:4 3',
]

function drawStack(stack: StackMap, prefix: string, isPart: boolean): readonly string[] {
  const { nodes, edges } = folded(stack)
  const names = new Map(nodes.map(({ id }, index) => [id, `${prefix}n${index}`]))
  const levels = exposures(stack)
  const inside = [
    ...nodes.map((node) => drawNode(node, names.get(node.id) ?? '', levels.get(node.id))),
    ...edges.flatMap((edge) => drawEdge(edge, names)),
  ]
  if (!isPart) return inside.map((line) => `  ${line}`)
  const opening = `  subgraph ${prefix}["${escaped(stackTitle(stack))}"]`
  return [opening, ...inside.map((line) => `    ${line}`), '  end']
}

function drawNode(node: MapNode, name: string, level: string | undefined): string {
  const { label, kind } = nodeTitle(node)
  const text = kind === '' ? escaped(label) : `${escaped(label)}<br/><small>${escaped(kind)}</small>`
  const [open, close] = shapes[node.kind] ?? (node.kind === 'function' ? ['[', ']'] : ['(', ')'])
  const style = level ?? (node.external ? 'outside' : undefined)
  return `${name}${open}"${text}"${close}${style === undefined ? '' : `:::${style}`}`
}

const shapes: Readonly<Record<string, readonly [string, string]>> = {
  table: ['[(', ')]'],
  bucket: ['[(', ')]'],
  queue: ['[[', ']]'],
  topic: ['[[', ']]'],
  stream: ['[[', ']]'],
  role: ['{{', '}}'],
  internet: ['((', '))'],
  principal: ['((', '))'],
  schedule: ['([', '])'],
  pattern: ['>', ']'],
}

function drawEdge(edge: MapEdge, names: ReadonlyMap<string, string>): readonly string[] {
  const [from, to] = [names.get(edge.from), names.get(edge.to)]
  if (from === undefined || to === undefined) return []
  const label = edgeLabel(edge)
  const arrow = edge.off || !edge.sure ? '-.->' : edge.loop ? '==>' : '-->'
  return [label === '' ? `${from} ${arrow} ${to}` : `${from} ${arrow}|"${escaped(label)}"| ${to}`]
}

/** Every sign that Mermaid could take for its own is written as its number. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[^\p{L}\p{N} .,:/_*…()+=@!?'-]/gu, (sign) => `#${sign.codePointAt(0)};`)
}
