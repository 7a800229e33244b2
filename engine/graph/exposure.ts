import type { Exposure, Reachable } from '../../model/map.ts'
import { type Gate, levelOf, width } from './gate.ts'
import type { Edge, Graph, Node } from './graph.ts'

/** How wide something is open, and by which edges. */
export interface Opening {
  readonly sure: number
  readonly possible: number
  readonly path: readonly Edge[]
  readonly possiblePath: readonly Edge[]
  readonly why: string | null
}

/** How wide each node is open from outside. `through` says which of an edge's gates counts. */
export function openings(graph: Graph, through: (edge: Edge) => Gate): (node: string) => Opening {
  const sure = widest(
    graph,
    (node) => starting(node).sure,
    (edge) => through(edge).sure,
  )
  const possible = widest(
    graph,
    (node) => starting(node).possible,
    (edge) => through(edge).possible,
  )
  return (node) => {
    const known = sure.get(node)?.width ?? 0
    const most = Math.max(known, possible.get(node)?.width ?? 0)
    const possiblePath = most > known ? pathTo(node, possible) : []
    return {
      sure: known,
      possible: most,
      path: pathTo(node, sure),
      possiblePath,
      why: most > known ? whyOf(node, possiblePath, known, graph, through) : null,
    }
  }
}

export function exposureOf(
  { sure, possible, path, possiblePath, why }: Opening,
  name: (edge: Edge) => string,
): Exposure {
  return {
    level: levelOf(sure),
    sure: sure === possible,
    possible: levelOf(possible),
    path: path.filter(({ drawn }) => drawn).map(name),
    possiblePath: possiblePath.filter(({ drawn }) => drawn).map(name),
    why,
  }
}

/** From whom something can be reached; null where from nobody. */
export function reachableOf(
  { sure, possible, path, possiblePath }: Opening,
  name: (edge: Edge) => string,
): Reachable | null {
  const level = levelOf(sure > 0 ? sure : possible)
  const last = (sure > 0 ? path : possiblePath).at(-1)
  return level === 'private' || !last ? null : { from: level, sure: sure > 0, by: name(last) }
}

/** Who stands at a node to begin with. What lies outside of what was given may be open to anyone. */
function starting({ id, kind, entity }: Node): { readonly sure: number; readonly possible: number } {
  if (kind === 'internet') return { sure: width('public'), possible: width('public') }
  if (id === 'principal:account') return { sure: width('account'), possible: width('account') }
  if (id === 'principal:unknown') return { sure: 0, possible: width('public') }
  if (kind === 'principal') return { sure: width('public'), possible: width('public') }
  if (entity?.external && doors.has(kind)) return { sure: 0, possible: width('public') }
  return { sure: 0, possible: 0 }
}

/** What others may call, send to or write to. */
const doors: ReadonlySet<string> = new Set([
  'api',
  'bucket',
  'event_bus',
  'graphql_api',
  'load_balancer',
  'queue',
  'resource',
  'state_machine',
  'stream',
  'table',
  'topic',
  'user_pool',
])

interface Reached {
  readonly width: number
  readonly edge: Edge | null
}

/** The widest level that gets to each node, by the fewest edges: the widest levels first, each in breadth. */
function widest(
  graph: Graph,
  start: (node: Node) => number,
  through: (edge: Edge) => number,
): ReadonlyMap<string, Reached> {
  const reached = new Map<string, Reached>()
  // For each width the edges to look at, by their distance from outside.
  const waiting: { node: string; edge: Edge | null }[][][] = [[], [], [], []]
  const put = (level: number, distance: number, node: string, edge: Edge | null): void => {
    const layers = waiting[level]
    if (!layers || level === 0) return
    const layer = layers[distance]
    if (layer) layer.push({ node, edge })
    else layers[distance] = [{ node, edge }]
  }
  for (const node of graph.nodes.values()) put(start(node), 0, node.id, null)
  for (let level = waiting.length - 1; level > 0; level -= 1) {
    const layers = waiting[level] ?? []
    for (let distance = 0; distance < layers.length; distance += 1) {
      for (const { node, edge } of layers[distance] ?? []) {
        if (reached.has(node)) continue
        reached.set(node, { width: level, edge })
        for (const next of graph.out(node)) {
          if (!reached.has(next.to)) put(Math.min(level, through(next)), distance + 1, next.to, next)
        }
      }
    }
  }
  return reached
}

function pathTo(node: string, reached: ReadonlyMap<string, Reached>): readonly Edge[] {
  const path: Edge[] = []
  for (let edge = reached.get(node)?.edge; edge; edge = reached.get(edge.from)?.edge) path.push(edge)
  return path.reverse()
}

/** The first thing on the way that is not known, or that lies outside. */
function whyOf(
  node: string,
  path: readonly Edge[],
  known: number,
  graph: Graph,
  through: (edge: Edge) => Gate,
): string {
  const first = graph.nodes.get(path[0]?.from ?? node)
  const open = path.find((edge) => through(edge).sure <= known && through(edge).possible > known)
  const why = open && (through(open).why ?? open.why)
  if (why) return why
  if (first?.entity?.external) return first.entity.external.why
  return 'where its events come from is not known'
}
