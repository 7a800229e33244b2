import type { DerivedEntity, EntityTable, LinkAttribute } from '../../model/attribute.ts'
import { type KindName, kinds } from '../../model/kinds/index.ts'
import type { AccessKind, NodeKind, Relation } from '../../model/map.ts'
import type { Owner } from '../../model/resource.ts'
import type { Span } from '../../model/source.ts'
import { nameGiven } from '../attributes.ts'
import { append } from '../derive/append.ts'
import { both, closed, type Gate, openGate, wide } from './gate.ts'

/** The entities of one world and what leads from one to another. */
export interface Graph {
  readonly table: EntityTable
  readonly nodes: ReadonlyMap<string, Node>
  readonly edges: readonly Edge[]
  readonly out: (node: string) => readonly Edge[]
}

export interface Node {
  readonly id: string
  readonly kind: NodeKind
  readonly entity: DerivedEntity | null
  readonly label: string
  /** False for what stands for other nodes while ways are looked for. */
  readonly drawn: boolean
}

export interface Edge {
  readonly from: string
  readonly to: string
  readonly relation: Relation
  readonly label: string
  /** The entity that makes it: a trigger, a route, a role. */
  readonly by: DerivedEntity | null
  readonly at: Span
  readonly owner: Owner | null
  readonly may: readonly AccessKind[]
  readonly off: boolean
  /** Why it is not sure; null where it is. */
  readonly why: string | null
  /** Who gets through from outside, the code of functions left out. */
  readonly outside: Gate
  /** Who gets through from outside, what functions may do counted as well. */
  readonly reach: Gate
  /** What happens at its start may make something happen at its end. */
  readonly causes: boolean
  /** What is done to a thing with keys: who reads it may listen to other keys. */
  readonly writes: readonly Write[]
  /** What of a thing with keys is listened to. */
  readonly hears: Hearing | null
  readonly drawn: boolean
}

/** An action that makes an event, on the keys that a pattern covers. */
export interface Write {
  readonly action: string
  /** Null where it is not known. */
  readonly keys: string | null
  readonly sure: boolean
  /** The keys on which it is denied; null where they are not known. */
  readonly denied: readonly { readonly keys: string | null; readonly sure: boolean }[]
}

/** Which events of a bucket make a trigger fire; `undefined` is not known. */
export interface Hearing {
  readonly actions: readonly string[]
  readonly prefix: string | null | undefined
  readonly suffix: string | null | undefined
}

export type NewEdge = Pick<Edge, 'from' | 'to' | 'relation' | 'label' | 'by' | 'at'> & Partial<Edge>

export interface Builder {
  readonly table: EntityTable
  /** The node of an entity, made where it is not there yet. */
  readonly entity: (kind: KindName, id: string) => string
  readonly link: (link: LinkAttribute) => string
  /** A node that is no entity. */
  readonly other: (id: string, kind: NodeKind, label: string, drawn?: boolean) => string
  readonly add: (edge: NewEdge) => void
  readonly entities: (kind: KindName) => Iterable<DerivedEntity>
  readonly build: () => Graph
}

/** What each kind of entity leads to and is reached by. */
export type EdgesByKind = { readonly [K in KindName]?: (entity: DerivedEntity, graph: Builder) => void }

/** Adds the edges of every entity of these kinds, kind after kind. */
export function addEach(graph: Builder, edges: EdgesByKind): void {
  for (const [kind, add] of Object.entries(edges))
    for (const entity of graph.entities(kind as KindName)) add(entity, graph)
}

/** A graph without edges over the entities of a world. */
export function graphBuilder(table: EntityTable): Builder {
  const nodes = new Map<string, Node>()
  const edges: Edge[] = []
  const other = (id: string, kind: NodeKind, label: string, drawn = true): string => {
    if (!nodes.has(id)) nodes.set(id, { id, kind, entity: null, label, drawn })
    return id
  }
  const entity = (kind: KindName, id: string): string => {
    const found = table.get(kind)?.get(id)
    if (kind === 'event_bus' && isDefaultBus(id, found)) return other(defaultBus, 'event_bus', 'default event bus')
    const node = `${kinds[kind].collection}/${id}`
    if (!nodes.has(node))
      nodes.set(node, { id: node, kind, entity: found ?? null, label: labelOf(id, found), drawn: true })
    return node
  }
  return {
    table,
    entity,
    other,
    link: ({ kind, id }) => entity(kind, id),
    add: (edge) => {
      edges.push(complete(edge))
    },
    entities: (kind) => table.get(kind)?.values() ?? [],
    build: () => graphOf(table, nodes, edges),
  }
}

/** Every account has it; nobody declares it. */
export const defaultBus = 'event_buses/default'

function isDefaultBus(id: string, entity: DerivedEntity | undefined): boolean {
  if (entity && !entity.external) return false
  return id === 'default' || id === 'external:default' || id.endsWith(':event-bus/default')
}

function complete(edge: NewEdge): Edge {
  const { relation, off = false, why = null } = edge
  const passes = off ? closed : why === null ? wide : openGate('private', 'public', why)
  const acts = relation === 'runs_as' || relation === 'may'
  return {
    owner: edge.by?.owner ?? null,
    may: [],
    off,
    why,
    causes: !off && relation !== 'fails_to' && relation !== 'lets' && relation !== 'may',
    writes: [],
    hears: null,
    drawn: true,
    ...edge,
    outside: both(passes, edge.outside ?? (acts ? closed : wide)),
    reach: both(passes, edge.reach ?? (acts ? wide : (edge.outside ?? wide))),
  }
}

function graphOf(table: EntityTable, nodes: ReadonlyMap<string, Node>, edges: readonly Edge[]): Graph {
  const out = new Map<string, Edge[]>()
  for (const edge of edges) append(out, edge.from, edge)
  return { table, nodes, edges, out: (node) => out.get(node) ?? [] }
}

/** What a person calls an entity: its name, or its id. */
export function labelOf(id: string, entity: DerivedEntity | undefined): string {
  return (entity && nameGiven(entity)) ?? id.replace(/^external:/, '')
}
