import type { EntityTable } from '../../model/attribute.ts'
import type { Access } from '../../model/map.ts'
import { addAddresses } from './edges/addresses.ts'
import { addDeliveries } from './edges/deliveries.ts'
import { addResourcePolicies } from './edges/resource-policies.ts'
import { addRoles } from './edges/roles.ts'
import { addRoutes } from './edges/routes.ts'
import { addTriggers } from './edges/triggers.ts'
import { addUnknowns } from './edges/unknowns.ts'
import { type Opening, openings } from './exposure.ts'
import { type Found, triggersOf } from './functions.ts'
import { type Builder, type Edge, type Graph, graphBuilder } from './graph.ts'
import { loopsIn, type Round } from './loops.ts'

/** Everything the graph of one world says. */
export interface WorldGraph {
  readonly graph: Graph
  readonly builder: Builder
  /** What each role permits, by its node. */
  readonly access: ReadonlyMap<string, readonly Access[]>
  /** Who makes a node run or take something in, the code of functions left out. */
  readonly exposure: (node: string) => Opening
  /** From whom a node can be reached, by what functions may do as well. */
  readonly reach: (node: string) => Opening
  /** What makes each function run, by its node. */
  readonly triggers: ReadonlyMap<string, readonly Found[]>
  readonly loops: ReadonlyMap<Edge, Round>
  /** Loops were not looked for to the end. */
  readonly stopped: boolean
}

/** The graph of the entities of one world, with what follows from it. Grows with entities and links. */
export function worldGraph(table: EntityTable, account: string | undefined): WorldGraph {
  const builder = graphBuilder(table)
  for (const fn of builder.entities('function')) builder.entity('function', fn.id)
  addAddresses(builder)
  addRoutes(builder)
  addTriggers(builder)
  addDeliveries(builder)
  addResourcePolicies(builder)
  addUnknowns(builder)
  const access = addRoles(builder, account)
  const graph = builder.build()
  const { rounds, stopped } = loopsIn(graph)
  return {
    graph,
    builder,
    access,
    exposure: openings(graph, (edge) => edge.outside),
    reach: openings(graph, (edge) => edge.reach),
    triggers: triggersOf(builder, graph),
    loops: rounds,
    stopped,
  }
}
