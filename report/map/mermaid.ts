import type { ApplicationMap, MapEdge, MapNode, StackMap } from '../../model/map.ts'
import { levelColours, linesOf } from './graph-language.ts'
import { edgeLabel, nodeTitle, stackTitle } from './names.ts'

/** The map as a Mermaid flowchart, a part for each stack. Dashed: not sure; thick: part of a loop. */
export function mapToMermaid({ stacks }: ApplicationMap): string {
  const drawn = stacks.flatMap((stack, index) => drawStack(stack, `s${index}`, stacks.length > 1))
  return `${['flowchart LR', ...drawn, ...classes].join('\n')}\n`
}

const classes = [
  ...Object.entries(levelColours).map(
    ([level, { fill, line, text }]) => `  classDef ${level} fill:${fill},stroke:${line},color:${text}`,
  ),
  '  classDef outside stroke-dasharray:4 3',
]

function drawStack(stack: StackMap, prefix: string, isPart: boolean): readonly string[] {
  const inside = linesOf(stack, prefix, { node: drawNode, edge: drawEdge })
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

function drawEdge(edge: MapEdge, from: string, to: string): string {
  const label = edgeLabel(edge)
  const arrow = edge.off || !edge.sure ? '-.->' : edge.loop ? '==>' : '-->'
  return label === '' ? `${from} ${arrow} ${to}` : `${from} ${arrow}|"${escaped(label)}"| ${to}`
}

/** Every sign that Mermaid could take for its own is written as its number. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[^\p{L}\p{N} .,:/_*…()+=@!?'-]/gu, (sign) => `#${sign.codePointAt(0)};`)
}
