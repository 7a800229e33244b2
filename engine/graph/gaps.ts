import type { DerivedEntity } from '../../model/attribute.ts'
import type { KindName } from '../../model/kinds/index.ts'
import type { Gap } from '../../model/map.ts'
import { byText } from '../../model/order.ts'
import type { Span } from '../../model/source.ts'
import type { Stack } from '../../model/stack.ts'
import type { Cause } from '../../model/value.ts'
import { unresolvedIn } from '../coverage.ts'
import { statementsOf } from '../permissions/statement.ts'
import type { WorldGraph } from './world.ts'

/** Why the graph of a stack may lack a node or an edge: by cause, the one that concerns most first. */
export function gapsOf(stack: Stack, worlds: readonly WorldGraph[], open: readonly string[]): readonly Gap[] {
  const gaps = new Map<string, { needs: Set<string>; nodes: Set<string>; location: Span | null }>()
  const add = ({ why, needs, at }: Cause, node?: string): void => {
    const gap = gaps.get(why) ?? { needs: new Set(), nodes: new Set(), location: at ?? null }
    gaps.set(why, gap)
    for (const need of needs) gap.needs.add(need)
    if (node !== undefined) gap.nodes.add(node)
  }
  for (const cause of ofStack(stack, open)) add(cause)
  const given = new Map((stack.handed ?? []).flatMap(({ resources, cause }) => resources.map((id) => [id, cause])))
  for (const { builder, stopped } of worlds) {
    if (stopped) add({ why: 'there are too many ways round to look for every loop', needs: [] })
    for (const entities of builder.table.values()) {
      for (const entity of entities.values()) {
        const causes = ofEntity(entity, given.get(entity.owner.id))
        if (causes.length === 0) continue
        const node = builder.entity(entity.kind, entity.id)
        for (const cause of causes) add(cause, node)
      }
    }
  }
  return [...gaps]
    .map(([why, gap]) => ({ why, needs: [...gap.needs], nodes: [...gap.nodes].sort(), location: gap.location }))
    .sort((one, other) => other.nodes.length - one.nodes.length || byText(one.why, other.why))
}

function ofStack(stack: Stack, open: readonly string[]): readonly Cause[] {
  return [
    ...(stack.status === 'complete' ? [] : [{ why: `${stack.path} was not read as a whole`, needs: [] }]),
    ...(stack.scope === 'fragment' ? [{ why: `${stack.path} is a part of a stack`, needs: [] }] : []),
    ...(stack.open ? [stack.open] : []),
    ...stack.diagnostics.flatMap(({ code, message, location }) =>
      code === 'NOT_EVALUATED'
        ? [{ why: message.replace(/\.$/, ''), needs: [], ...(location && { at: location }) }]
        : [],
    ),
    ...stack.opaque.map((name) => ({ why: `what ${name} holds was not given`, needs: [] })),
    ...open.map((condition) => ({ why: `${condition} stays open: there are too many conditions together`, needs: [] })),
  ]
}

/** What of an entity could add to the graph and is not known. */
function ofEntity(entity: DerivedEntity, given: Cause | undefined): readonly Cause[] {
  const causes: Cause[] = []
  if (entity.kind === 'resource' || entity.foreign) return causes
  if (entity.many) causes.push(entity.many)
  if (given && inGraph.has(entity.kind)) causes.push(given)
  if (entity.external) return entity.kind === 'role' ? [...causes, entity.external] : causes
  if (makesEdges.has(entity.kind)) {
    for (const { cause, kinds } of unresolvedIn(entity)) if (kinds.some((kind) => inGraph.has(kind))) causes.push(cause)
  }
  const { open } = statementsOf(entity.attributes)
  if (open) causes.push(open)
  return causes
}

/** Kinds whose links are edges. */
const makesEdges: ReadonlySet<KindName> = new Set([
  'authorizer',
  'bucket',
  'distribution',
  'domain',
  'event_rule',
  'function',
  'function_url',
  'graphql_api',
  'identity_pool',
  'log_group',
  'queue',
  'resource_policy',
  'route',
  'state_machine',
  'topic',
  'trigger',
])

/** Kinds that edges lead to. */
const inGraph: ReadonlySet<KindName> = new Set([
  'api',
  'bucket',
  'distribution',
  'event_bus',
  'event_rule',
  'function',
  'function_url',
  'graphql_api',
  'load_balancer',
  'queue',
  'role',
  'state_machine',
  'stream',
  'table',
  'topic',
  'user_pool',
])
