import type { World } from '../../model/condition.ts'
import { describeWorlds } from '../worlds/describe.ts'
import type { Pass, Worlds } from '../worlds/enumerate.ts'
import { edgeName, triggerName } from './name.ts'
import type { WorldGraph } from './world.ts'

/** In which worlds there is something. */
export interface Seen {
  /** The condition for something that a resource makes; null where it is there in all worlds that count. */
  readonly condition: (what: 'node' | 'edge' | 'trigger', id: string, owner: string | undefined) => string | null
}

/** Remembers in which worlds each node, edge and trigger is. Only the worlds that decide over a resource count for it. */
export function conditionsOf(
  { clusterOf }: Worlds,
  passes: readonly { readonly pass: Pass; readonly world: WorldGraph }[],
): Seen {
  if (passes.length === 1) return { condition: () => null }
  const holding = new Map<string, Set<World>>()
  const put = (key: string, world: World): void => {
    const before = holding.get(key)
    if (before) before.add(world)
    else holding.set(key, new Set([world]))
  }
  for (const { pass, world } of passes) {
    for (const node of world.graph.nodes.keys()) put(`node ${node}`, pass.world)
    for (const edge of world.graph.edges) put(`edge ${edgeName(edge)}`, pass.world)
    for (const [node, triggers] of world.triggers)
      for (const trigger of triggers) put(`trigger ${node} ${triggerName(trigger)}`, pass.world)
  }
  return {
    condition: (what, id, owner) => {
      const cluster = owner === undefined ? undefined : clusterOf.get(owner)
      if (cluster === undefined) return null
      const counted = passes.filter(({ pass }) => pass.fresh.has(cluster)).map(({ pass }) => pass.world)
      const there = holding.get(`${what} ${id}`)
      return describeWorlds(
        counted.filter((world) => there?.has(world)),
        counted,
      )
    },
  }
}
