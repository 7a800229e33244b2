import type { Edge, Graph, Hearing, Write } from './graph.ts'
import { deciding, disjoint, holds } from './keys.ts'

/** A way from a function round to itself. */
export interface Round {
  /** The edge of the trigger that closes it, last in the path. */
  readonly path: readonly Edge[]
  readonly sure: boolean
  readonly why: string | null
}

/**
 * For each edge that runs a function by an event, the shortest way by which the function makes such an event again: one
 * that is sure where there is one. What costs too much to look for is left out, and `stopped` says so.
 */
export function loopsIn(graph: Graph): { readonly rounds: ReadonlyMap<Edge, Round>; readonly stopped: boolean } {
  const rounds = new Map<Edge, Round>()
  const parts = cyclicParts(graph)
  const budget = { steps: mostSteps }
  for (const trigger of graph.edges) {
    if (!trigger.causes || graph.nodes.get(trigger.to)?.kind !== 'function') continue
    // That a pattern may cover the function itself is no loop that anybody built.
    if (trigger.relation === 'may' && trigger.why !== null) continue
    if (parts.get(trigger.from) === undefined || parts.get(trigger.from) !== parts.get(trigger.to)) continue
    const known = trigger.why === null ? shortest(trigger, graph, parts, true, budget) : undefined
    const found = known ?? shortest(trigger, graph, parts, false, budget)
    if (found) rounds.set(trigger, found)
    if (budget.steps <= 0) return { rounds, stopped: true }
  }
  return { rounds, stopped: false }
}

/** Edges that are looked at altogether. */
const mostSteps = 5_000_000

interface Step {
  readonly edge: Edge
  readonly before: Step | null
}

/** In breadth from the function to what the trigger listens to. */
function shortest(
  trigger: Edge,
  graph: Graph,
  parts: ReadonlyMap<string, number>,
  sureOnly: boolean,
  budget: { steps: number },
): Round | undefined {
  const part = parts.get(trigger.to)
  const seen = new Set<string>([trigger.to])
  let frontier: readonly Step[] = stepsFrom(trigger.to, null)
  while (frontier.length > 0) {
    budget.steps -= frontier.length
    if (budget.steps <= 0) return undefined
    const last = frontier.find(({ edge }) => edge.to === trigger.from && passes(meeting(edge, trigger)))
    if (last) return roundOf(last, trigger, sureOnly)
    const next: Step[] = []
    for (const step of frontier) {
      const { edge } = step
      const key = edge.writes.length > 0 && hasKeys(edge) ? `${edge.from} ${edge.to}` : edge.to
      if (seen.has(key)) continue
      seen.add(key)
      next.push(...stepsFrom(edge.to, step))
    }
    frontier = next
  }
  return undefined

  function stepsFrom(node: string, before: Step | null): readonly Step[] {
    return graph
      .out(node)
      .filter((edge) => {
        if (!edge.causes || parts.get(edge.to) !== part || (sureOnly && edge.why !== null)) return false
        return before === null || passes(meeting(before.edge, edge))
      })
      .map((edge) => ({ edge, before }))
  }

  function passes(met: Met): boolean {
    return met === 'sure' || (met === 'unsure' && !sureOnly)
  }
}

function roundOf(last: Step, trigger: Edge, sure: boolean): Round {
  const path: Edge[] = [trigger]
  for (let step: Step | null = last; step; step = step.before) path.push(step.edge)
  path.reverse()
  const open = path.find((edge) => edge.why !== null)
  return {
    path,
    sure,
    why: sure ? null : (open?.why ?? 'whether the keys written are the keys listened to is not known'),
  }
}

function hasKeys(edge: Edge): boolean {
  return edge.writes.some((write) => write.action.startsWith('s3:'))
}

type Met = 'sure' | 'unsure' | 'no'

/** Whether what one edge writes is what the next listens to. */
function meeting(before: Edge, next: Edge): Met {
  if (next.hears === null)
    return before.writes.length === 0 || before.writes.some((write) => write.sure) ? 'sure' : 'unsure'
  if (before.writes.length === 0) return 'sure'
  const { hears } = next
  const met = before.writes.map((write) => heard(write, hears))
  return met.includes('sure') ? 'sure' : met.includes('unsure') ? 'unsure' : 'no'
}

function heard(write: Write, hears: Hearing): Met {
  if (!hears.actions.includes(write.action)) return 'no'
  if (write.keys !== null && disjoint(write.keys, hears.prefix, hears.suffix)) return 'no'
  const taken = write.denied.filter(
    ({ keys }) => keys === null || (hears.prefix !== undefined && holds(keys, hears.prefix)),
  )
  if (taken.some(({ keys, sure }) => sure && keys !== null)) return 'no'
  const matters = write.keys === null ? { prefix: true, suffix: true } : deciding(write.keys)
  const isOpen = (matters.prefix && hears.prefix === undefined) || (matters.suffix && hears.suffix === undefined)
  return write.sure && write.keys !== null && !isOpen && taken.length === 0 ? 'sure' : 'unsure'
}

/**
 * Nodes that can lead to themselves, by the number of the part they share with all nodes on the same ways round.
 * Tarjan's strongly connected components, without recursion: files may be deep.
 */
function cyclicParts(graph: Graph): ReadonlyMap<string, number> {
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const onStack = new Set<string>()
  const parts = new Map<string, number>()
  let count = 0
  for (const root of graph.nodes.keys()) {
    if (order.has(root)) continue
    const work: { node: string; edges: readonly Edge[]; at: number }[] = []
    const enter = (node: string): void => {
      order.set(node, order.size)
      low.set(node, order.size - 1)
      stack.push(node)
      onStack.add(node)
      work.push({ node, edges: graph.out(node), at: 0 })
    }
    enter(root)
    for (let frame = work.at(-1); frame; frame = work.at(-1)) {
      const edge = frame.edges[frame.at]
      if (edge) {
        frame.at += 1
        if (!edge.causes) continue
        if (!order.has(edge.to)) enter(edge.to)
        else if (onStack.has(edge.to)) lower(frame.node, order.get(edge.to) ?? 0)
        continue
      }
      work.pop()
      const parent = work.at(-1)
      if (parent) lower(parent.node, low.get(frame.node) ?? 0)
      if (low.get(frame.node) === order.get(frame.node)) close(frame.node)
    }
  }
  return parts

  function lower(node: string, to: number): void {
    low.set(node, Math.min(low.get(node) ?? to, to))
  }

  function close(node: string): void {
    const members: string[] = []
    for (let one = stack.pop(); one !== undefined; one = stack.pop()) {
      onStack.delete(one)
      members.push(one)
      if (one === node) break
    }
    count += 1
    const isRound = members.length > 1 || graph.out(node).some((edge) => edge.causes && edge.to === node)
    if (isRound) for (const member of members) parts.set(member, count)
  }
}
