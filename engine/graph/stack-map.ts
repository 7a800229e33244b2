import type { Access, Loop, MappedFunction, MappedRole, StackMap } from '../../model/map.ts'
import { byText } from '../../model/order.ts'
import type { Given, Stack } from '../../model/stack.ts'
import { listAt } from '../attributes.ts'
import { coverageOf, linkCoverage } from '../coverage.ts'
import type { Around } from '../foreign/around.ts'
import { entitiesOf } from '../judge-stack.ts'
import { permissionsOf } from '../permissions/permissions.ts'
import { enumerateWorlds } from '../worlds/enumerate.ts'
import { type Drawing, drawing } from './drawing.ts'
import { exposureOf } from './exposure.ts'
import { limitsOf } from './functions.ts'
import { gapsOf } from './gaps.ts'
import { width } from './gate.ts'
import { type Edge, labelOf } from './graph.ts'
import { triggerName } from './name.ts'
import { conditionsOf, type Seen } from './seen.ts'
import { type WorldGraph, worldGraph } from './world.ts'

/** The map of a stack over all worlds its conditions allow, with what it is linked to in the stacks around it. */
export function stackMap(
  stack: Stack,
  given: Pick<Given, 'region' | 'account'>,
  now: string,
  around?: Around,
): StackMap {
  const found = enumerateWorlds(stack.resources)
  const passes = found.passes.map((pass) => {
    const place = stack.deployedTo ?? given
    const { table, normalised } = entitiesOf(stack, pass.world, place, now, around)
    return { pass, table, normalised, world: worldGraph(table, place.account) }
  })
  const [first] = passes
  const worlds = passes.map(({ world }) => world)
  const seen = conditionsOf(found, passes)
  const drawn = drawing(worlds, seen)
  const known = new Set(drawn.nodes.map(({ id }) => id))
  const gaps = gapsOf(
    stack,
    worlds,
    found.open.map(({ id }) => id),
  )
  return {
    id: stack.id,
    path: stack.path,
    format: stack.format,
    status: stack.status,
    scope: stack.scope,
    complete: gaps.length === 0,
    gaps: gaps.map((gap) => ({ ...gap, nodes: gap.nodes.filter((node) => known.has(node)) })),
    coverage: coverageOf(stack, first && { ...first.normalised, ...linkCoverage(first.table) }),
    functions: functionsOf(worlds, seen, drawn),
    roles: rolesOf(worlds, drawn),
    nodes: drawn.nodes,
    edges: drawn.edges,
  }
}

function functionsOf(worlds: readonly WorldGraph[], seen: Seen, drawn: Drawing): readonly MappedFunction[] {
  const found = new Map<string, MappedFunction>()
  const triggers = triggersIn(worlds, seen)
  const loops = loopsIn(worlds, drawn)
  for (const world of worlds) {
    for (const fn of world.builder.entities('function')) {
      if (fn.external || fn.foreign) continue
      const node = world.builder.entity('function', fn.id)
      const exposure = exposureOf(world.exposure(node), drawn.name)
      const before = found.get(node)
      if (before) {
        if (isWider(exposure, before.exposure)) found.set(node, { ...before, exposure })
        continue
      }
      const role = world.graph.out(node).find((edge) => edge.relation === 'runs_as')
      found.set(node, {
        id: fn.id,
        node,
        name: labelOf(fn.id, fn),
        location: fn.attributes.at,
        exposure,
        triggers: triggers.get(node) ?? [],
        role: role?.to ?? null,
        limits: limitsOf(fn),
        loops: loops.get(node) ?? [],
        condition: seen.condition('node', node, fn.owner.id),
      })
    }
  }
  return [...found.values()].sort((one, other) => byText(one.name, other.name) || byText(one.id, other.id))
}

function isWider(one: MappedFunction['exposure'], other: MappedFunction['exposure']): boolean {
  const wider = width(one.level) - width(other.level)
  return wider > 0 || (wider === 0 && width(one.possible) > width(other.possible))
}

function triggersIn(
  worlds: readonly WorldGraph[],
  seen: Seen,
): ReadonlyMap<string, MappedFunction['triggers'][number][]> {
  const found = new Map<string, Map<string, MappedFunction['triggers'][number]>>()
  for (const world of worlds) {
    for (const [node, triggers] of world.triggers) {
      const list = found.get(node) ?? new Map()
      found.set(node, list)
      for (const { owner, ...trigger } of triggers) {
        const key = triggerName(trigger)
        if (!list.has(key)) list.set(key, { ...trigger, condition: seen.condition('trigger', `${node} ${key}`, owner) })
      }
    }
  }
  return new Map([...found].map(([node, list]) => [node, [...list.values()]]))
}

/** One loop for each trigger: one that is sure where any world has it. */
function loopsIn(worlds: readonly WorldGraph[], drawn: Drawing): ReadonlyMap<string, readonly Loop[]> {
  const found = new Map<string, Map<string, Loop>>()
  for (const { loops, graph } of worlds) {
    for (const [edge, round] of loops) {
      const trigger = edge.by?.id ?? drawn.name(edge)
      const list = found.get(edge.to) ?? new Map<string, Loop>()
      found.set(edge.to, list)
      const before = list.get(trigger)
      if (before && (before.sure || !round.sure)) continue
      const path = drawn.path(round.path)
      const nodes = [edge.to, ...path.map(({ to }) => to)].filter((id) => graph.nodes.get(id)?.kind !== 'role')
      list.set(trigger, {
        trigger,
        path: path.map(drawn.name),
        nodes,
        sure: round.sure,
        filtered: isFiltered(edge),
        why: round.why,
      })
    }
  }
  return new Map([...found].map(([node, list]) => [node, [...list.values()]]))
}

function isFiltered({ by }: Edge): boolean {
  return by !== null && listAt(by.attributes, 'filters').items.length > 0
}

function rolesOf(worlds: readonly WorldGraph[], drawn: Drawing): readonly MappedRole[] {
  const roles = new Map<string, MappedRole>()
  for (const { builder, access } of worlds) {
    for (const role of builder.entities('role')) {
      const node = builder.entity('role', role.id)
      const usedBy = drawn.usersOf(node)
      if (usedBy.length === 0) continue
      const before = roles.get(node)
      const { open } = permissionsOf(role)
      roles.set(node, {
        id: role.id,
        node,
        name: labelOf(role.id, role),
        location: role.attributes.at,
        usedBy,
        access: joined(before?.access ?? [], access.get(node) ?? []),
        complete: (before?.complete ?? true) && open === undefined,
        why: before?.why ?? open?.why ?? null,
      })
    }
  }
  return [...roles.values()].sort((one, other) => byText(one.name, other.name) || byText(one.id, other.id))
}

/** What is permitted in one world or the other. */
function joined(before: readonly Access[], more: readonly Access[]): readonly Access[] {
  if (before.length === 0) return more
  const known = new Map(before.map((one) => [one.target, one]))
  for (const one of more) {
    const other = known.get(one.target)
    if (!other || one.may.length > other.may.length) known.set(one.target, one)
  }
  return [...known.values()]
}
