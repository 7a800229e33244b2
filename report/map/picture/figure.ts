import type { ExposureLevel, MapEdge, MapNode, NodeKind, StackMap } from '../../../model/map.ts'
import { groupBy } from '../../text/group.ts'
import { plain } from '../../text/width.ts'
import { folded } from '../folded.ts'
import { edgeLabel, exposures, nodeTitle } from '../names.ts'
import { groupedAlike } from './alike.ts'
import { onOneLine, textWidth, wrapText } from './measure.ts'

/** What is drawn of a stack, each thing with its size, in the unit of its font's size: pixels at its natural size. */
export interface Figure {
  readonly boxes: readonly Box[]
  readonly arrows: readonly Arrow[]
  /** What so many things lead to that drawing it would hide all else. */
  readonly leftOut: readonly LeftOut[]
}

export interface Box {
  /** `b7`, by its place. */
  readonly id: string
  readonly kind: NodeKind
  readonly level: ExposureLevel | null
  readonly external: boolean
  /** What it is, beneath the name of one thing, or above the names of several. */
  readonly about: string
  /** One thing, or several that look alike. */
  readonly things: readonly Thing[]
  /** In how many columns the names of several stand. */
  readonly columns: number
  readonly width: number
  readonly height: number
}

export interface Thing {
  readonly node: MapNode
  /** Its name, in lines. */
  readonly lines: readonly string[]
}

export interface Arrow {
  readonly from: string
  readonly to: string
  readonly lines: readonly string[]
  readonly width: number
  readonly height: number
  readonly sure: boolean
  readonly off: boolean
  readonly loop: boolean
}

export interface LeftOut {
  readonly node: MapNode
  /** How many things lead to it. */
  readonly users: number
}

/** Sizes that layout and drawing share. */
export const sizes = {
  name: 13,
  about: 12,
  label: 12,
  nameLine: 17,
  aboutLine: 16,
  labelLine: 15,
  row: 22,
  icon: 16,
  gap: 8,
  paddingX: 11,
  paddingY: 9,
} as const

/** What the drawing of a stack shows. */
export function figureOf(stack: StackMap): Figure {
  const levels = exposures(stack)
  const { kept, leftOut } = withoutCommonPlaces(folded(stack))
  const groups = groupedAlike(kept, levels)
  const boxes = groups.map((nodes, index) => boxOf(nodes, `b${index}`, levels))
  const boxOfNode = new Map(boxes.flatMap(({ id, things }) => things.map(({ node }) => [node.id, id])))
  return { boxes, arrows: arrowsOf(kept.edges, boxOfNode), leftOut }
}

/** From so many users on, what is permitted on a pattern that leads nowhere (`any of logs`) is said, not drawn. */
const many = 4

function withoutCommonPlaces({ nodes, edges }: Pick<StackMap, 'nodes' | 'edges'>): {
  readonly kept: Pick<StackMap, 'nodes' | 'edges'>
  readonly leftOut: readonly LeftOut[]
} {
  const users = new Map<string, Set<string>>()
  for (const { from, to } of edges) users.set(to, (users.get(to) ?? new Set()).add(from))
  const leading = new Set(edges.map(({ from }) => from))
  const leftOut = nodes.flatMap((node) => {
    const found = users.get(node.id)?.size ?? 0
    return node.kind === 'pattern' && found >= many && !leading.has(node.id) ? [{ node, users: found }] : []
  })
  const out = new Set(leftOut.map(({ node }) => node.id))
  return {
    kept: { nodes: nodes.filter(({ id }) => !out.has(id)), edges: edges.filter(({ to }) => !out.has(to)) },
    leftOut,
  }
}

function boxOf(nodes: readonly MapNode[], id: string, levels: ReadonlyMap<string, ExposureLevel>): Box {
  const [node] = nodes
  if (!node) throw new Error('a box holds something')
  const level = levels.get(node.id) ?? null
  const common = { id, kind: node.kind, level, external: node.external }
  return nodes.length === 1
    ? { ...common, ...single(node, aboutOf(node, level)) }
    : { ...common, ...several(nodes, `${nodes.length} ${manyOf(node)}${level === null ? '' : ` · ${level}`}`) }
}

function aboutOf(node: MapNode, level: ExposureLevel | null): string {
  const { kind } = nodeTitle(node)
  const isElsewhere = node.external && kind !== ''
  const said = [
    kind || abouts[node.kind] || '',
    level ?? '',
    isElsewhere ? 'elsewhere' : '',
    node.condition === null ? '' : `if ${plain(node.condition)}`,
  ]
  return onOneLine(said.filter((word) => word !== '').join(' · '), { size: sizes.about, width: 220 })
}

const abouts: Readonly<Record<string, string>> = { internet: 'anyone', principal: 'caller', schedule: 'clock' }

function manyOf(node: MapNode): string {
  const kind = nodeTitle(node).kind || node.kind
  return kind === 'resources' ? 'patterns' : /(?:s|y)$/.test(kind) ? kind.replace(/y$/, 'ie').concat('s') : `${kind}s`
}

type Content = Pick<Box, 'things' | 'about' | 'columns' | 'width' | 'height'>

function single(node: MapNode, about: string): Content {
  const lines = wrapText(nodeTitle(node).label, { size: sizes.name, width: 190, most: 3 })
  const text = Math.max(textWidth(about, sizes.about), ...lines.map((line) => textWidth(line, sizes.name)))
  return {
    things: [{ node, lines }],
    about,
    columns: 1,
    width: Math.ceil(text) + sizes.icon + sizes.gap + 2 * sizes.paddingX,
    height: lines.length * sizes.nameLine + (about === '' ? 0 : sizes.aboutLine) + 2 * sizes.paddingY,
  }
}

/** A column holds so many names. */
const tallest = 15

function several(nodes: readonly MapNode[], about: string): Content {
  const things = nodes.map((node) => ({
    node,
    lines: [onOneLine(nodeTitle(node).label, { size: sizes.name, width: 230 })],
  }))
  const columns = Math.ceil(things.length / tallest)
  const rows = Math.ceil(things.length / columns)
  return {
    things,
    about,
    columns,
    width: Math.max(
      columns * columnWidth(things) + 2 * sizes.paddingX,
      Math.ceil(textWidth(about, sizes.about)) + sizes.icon + sizes.gap + 2 * sizes.paddingX,
    ),
    height: rows * sizes.row + sizes.icon + sizes.gap + 2 * sizes.paddingY,
  }
}

/** How wide a column of names is, with the room around each. */
export function columnWidth(things: readonly Thing[]): number {
  const widest = Math.max(0, ...things.flatMap(({ lines }) => lines.map((line) => textWidth(line, sizes.name))))
  return Math.ceil(widest) + 2 * sizes.gap
}

function arrowsOf(edges: readonly MapEdge[], boxOfNode: ReadonlyMap<string, string>): readonly Arrow[] {
  const groups = groupBy(edges, ({ from, to, sure, off, loop }) =>
    JSON.stringify([boxOfNode.get(from), boxOfNode.get(to), sure, off, loop]),
  )
  return groups.flatMap(([, group]) => {
    const [edge] = group
    const [from, to] = [boxOfNode.get(edge?.from ?? ''), boxOfNode.get(edge?.to ?? '')]
    return edge && from !== undefined && to !== undefined ? [arrowOf(group, edge, from, to)] : []
  })
}

function arrowOf(group: readonly MapEdge[], { sure, off, loop }: MapEdge, from: string, to: string): Arrow {
  const labels = [...new Set(group.map(edgeLabel))].filter((label) => label !== '')
  const shown = labels.slice(0, labels.length > 3 ? 2 : 3)
  const more = labels.length > shown.length ? [`${labels.length - shown.length} more`] : []
  const text = [...shown, ...more].join(', ')
  const lines = wrapText(text, { size: sizes.label, width: 140, most: 3 })
  const widest = Math.max(0, ...lines.map((line) => textWidth(line, sizes.label)))
  return {
    from,
    to,
    lines,
    width: lines.length === 0 ? 0 : Math.ceil(widest) + 8,
    height: lines.length === 0 ? 0 : lines.length * sizes.labelLine + 4,
    sure,
    off,
    loop,
  }
}
