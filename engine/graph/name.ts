import type { MappedTrigger } from '../../model/map.ts'
import type { Edge } from './graph.ts'

/** What an edge of the drawing goes by: several that say the same of the same two things are one. */
export function edgeName({ from, relation, to }: Pick<Edge, 'from' | 'relation' | 'to'>): string {
  return `${from} ${relation} ${to}`
}

/** What a trigger of a function goes by: one entity may run it on behalf of several. */
export function triggerName({ id, source, label }: Pick<MappedTrigger, 'id' | 'source' | 'label'>): string {
  return `${id} ${source} ${label}`
}
