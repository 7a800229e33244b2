import type { Edge } from './graph.ts'

/** What an edge of the drawing goes by: several that say the same of the same two things are one. */
export function edgeName({ from, relation, to }: Pick<Edge, 'from' | 'relation' | 'to'>): string {
  return `${from} ${relation} ${to}`
}
