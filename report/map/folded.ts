import type { MapEdge, MapNode, StackMap } from '../../model/map.ts'

/** What is drawn of a stack. */
export interface Folded {
  readonly nodes: readonly MapNode[]
  readonly edges: readonly MapEdge[]
}

/**
 * The nodes and edges as a drawing shows them: a role that one thing alone runs with is left out, and what it permits is
 * drawn from that thing. Roles that several share stay, so that the drawing stays as large as the application.
 */
export function folded({ nodes, edges }: Pick<StackMap, 'nodes' | 'edges'>): Folded {
  const users = new Map<string, MapEdge[]>()
  for (const edge of edges) {
    if (edge.relation === 'runs_as') users.set(edge.to, [...(users.get(edge.to) ?? []), edge])
  }
  const only = (role: string): string | undefined => {
    const found = users.get(role) ?? []
    return found.length === 1 && found[0]?.condition === null ? found[0].from : undefined
  }
  const kept = edges.flatMap((edge): readonly MapEdge[] => {
    if (edge.relation === 'runs_as') return only(edge.to) === undefined ? [edge] : []
    const user = edge.relation === 'may' ? only(edge.from) : undefined
    return [user === undefined ? edge : { ...edge, from: user }]
  })
  const touched = new Set(kept.flatMap(({ from, to }) => [from, to]))
  return { nodes: nodes.filter((node) => touched.has(node.id) || node.kind === 'function'), edges: kept }
}
