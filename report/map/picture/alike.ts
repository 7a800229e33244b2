import type { ExposureLevel, MapEdge, MapNode } from '../../../model/map.ts'
import { groupBy } from '../../text/group.ts'
import type { Folded } from '../folded.ts'

/** Fewer than these are drawn one by one. */
const few = 3

/**
 * The nodes in groups: those of one kind that the same things lead to and that lead to the same things, in the same way,
 * are drawn as one box, so that an application of 200 functions shows its shape. Other nodes are alone.
 */
export function groupedAlike(
  { nodes, edges }: Folded,
  levels: ReadonlyMap<string, ExposureLevel>,
): readonly (readonly MapNode[])[] {
  const ends = endsByNode(edges)
  const groups = groupBy(nodes, ({ id, kind, external, condition }) =>
    JSON.stringify([kind, levels.get(id), external, condition, ...[...(ends.get(id) ?? [])].sort()]),
  )
  return groups.flatMap(([, group]) => (group.length < few ? group.map((node) => [node]) : [group]))
}

/** Of each node, what its edges are like, whatever they say of events and paths. */
function endsByNode(edges: readonly MapEdge[]): ReadonlyMap<string, ReadonlySet<string>> {
  const ends = new Map<string, Set<string>>()
  const add = (node: string, direction: string, other: string, edge: MapEdge): void => {
    const { relation, may, sure, off, loop, condition } = edge
    const found = ends.get(node) ?? new Set()
    ends.set(node, found.add(JSON.stringify([direction, other, relation, may, sure, off, loop, condition])))
  }
  for (const edge of edges) {
    add(edge.from, 'to', edge.to, edge)
    add(edge.to, 'from', edge.from, edge)
  }
  return ends
}
