import type { DerivedEntity } from '../../model/attribute.ts'
import { type AccessKind, accessKinds, type MapEdge, type MapNode, type NodeKind } from '../../model/map.ts'
import { byText } from '../../model/order.ts'
import { reachableOf } from './exposure.ts'
import type { Edge } from './graph.ts'
import { edgeName } from './name.ts'
import type { Seen } from './seen.ts'
import type { WorldGraph } from './world.ts'

/** The nodes and edges that a person is shown, over all worlds. */
export interface Drawing {
  readonly nodes: readonly MapNode[]
  readonly edges: readonly MapEdge[]
  readonly name: (edge: Edge) => string
  /** A way as it is shown: what stands for many things is left out of it. */
  readonly path: (edges: readonly Edge[]) => readonly Edge[]
  /** The nodes of what runs with a role. */
  readonly usersOf: (role: string) => readonly string[]
}

export function drawing(worlds: readonly WorldGraph[], seen: Seen): Drawing {
  const users = usersIn(worlds)
  const joined = new Map<string, Joined>()
  for (const { graph, loops } of worlds) {
    // What a role permits that nothing of the stack takes on is no part of the application.
    const permitted = graph.edges.filter((edge) => edge.relation === 'may' && users.has(edge.from))
    const patterns = new Set(permitted.map(({ to }) => to))
    const isOfTheApplication = (node: string): boolean => users.has(node) || patterns.has(node)
    const looping = new Set<string>()
    const extra: Edge[] = []
    for (const { path } of loops.values()) {
      for (const edge of withoutStandIns(path)) {
        looping.add(edgeName(edge))
        if (!edge.drawn) extra.push(edge)
      }
    }
    for (const edge of [...graph.edges.filter((one) => one.drawn), ...extra]) {
      if (edge.relation === 'may' && !isOfTheApplication(edge.from)) continue
      join(joined, edge, looping.has(edgeName(edge)))
    }
  }
  const edges = [...joined].map((one) => drawn(one, seen))
  return {
    nodes: nodesOf(worlds, edges, seen),
    edges,
    name: edgeName,
    path: withoutStandIns,
    usersOf: (role) => [...(users.get(role) ?? [])],
  }
}

function usersIn(worlds: readonly WorldGraph[]): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>()
  for (const { graph } of worlds) {
    for (const edge of graph.edges) {
      if (edge.relation !== 'runs_as') continue
      const list = users.get(edge.to) ?? new Set<string>()
      users.set(edge.to, list.add(edge.from))
    }
  }
  return users
}

/** A step to what stands for many things and one on from it are one step. */
function withoutStandIns(path: readonly Edge[]): readonly Edge[] {
  return path.flatMap((edge, index) => {
    const before = path[index - 1]
    if (edge.to.startsWith('covered:')) return []
    return before?.to.startsWith('covered:') ? [{ ...edge, from: before.from, by: before.by, at: before.at }] : [edge]
  })
}

/** Edges that say the same of the same two things, while they are put together. */
interface Joined {
  readonly first: Edge
  readonly labels: Set<string>
  readonly may: Set<AccessKind>
  why: string | null
  off: boolean
  loop: boolean
}

function join(edges: Map<string, Joined>, edge: Edge, loop: boolean): void {
  const name = edgeName(edge)
  const before = edges.get(name)
  const one = before ?? { first: edge, labels: new Set(), may: new Set(), why: edge.why, off: edge.off, loop }
  edges.set(name, one)
  for (const label of edge.relation === 'may' ? [] : [edge.label]) if (label !== '') one.labels.add(label)
  for (const kind of edge.may) one.may.add(kind)
  one.why = one.why === null ? null : edge.why
  one.off = one.off && edge.off
  one.loop ||= loop
}

function drawn([name, { first, labels, may, why, off, loop }]: readonly [string, Joined], seen: Seen): MapEdge {
  const permitted = accessKinds.filter((kind) => may.has(kind))
  return {
    id: name,
    from: first.from,
    to: first.to,
    relation: first.relation,
    label: first.relation === 'may' ? permitted.join(', ') : [...labels].sort().join(', '),
    may: permitted,
    sure: why === null,
    why,
    off,
    loop,
    location: first.at,
    condition: seen.condition('edge', name, first.owner?.id),
  }
}

/** The functions, and whatever an edge touches. */
function nodesOf(worlds: readonly WorldGraph[], edges: readonly MapEdge[], seen: Seen): readonly MapNode[] {
  const touched = new Set(edges.flatMap(({ from, to }) => [from, to]))
  const nodes = new Map<string, MapNode>()
  for (const { graph, reach } of worlds) {
    for (const { id, kind, entity, label, drawn } of graph.nodes.values()) {
      const before = nodes.get(id)
      const isShown = drawn && (touched.has(id) || (kind === 'function' && entity !== null && !isOutside(kind, entity)))
      if (!isShown || (before && before.reachable?.sure === true)) continue
      const reachable = reachableOf(reach(id), edgeName)
      if (before) {
        if (reachable) nodes.set(id, { ...before, reachable })
        continue
      }
      nodes.set(id, {
        id,
        kind,
        entity: entity?.id ?? null,
        label,
        type: entity?.owner.type ?? null,
        external: isOutside(kind, entity),
        reachable,
        location: entity && !entity.external ? entity.attributes.at : null,
        condition: seen.condition('node', id, entity?.owner.id),
      })
    }
  }
  return [...nodes.values()].sort(inOrder)
}

function isOutside(kind: NodeKind, entity: DerivedEntity | null): boolean {
  if (kind === 'pattern' || kind === 'schedule') return false
  return entity === null || entity.external !== undefined || entity.foreign === true
}

function inOrder(one: MapNode, other: MapNode): number {
  return one.kind === other.kind ? byText(one.id, other.id) : byText(one.kind, other.kind)
}
