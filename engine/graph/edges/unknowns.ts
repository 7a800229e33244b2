import type { DerivedEntity } from '../../../model/attribute.ts'
import type { KindName } from '../../../model/kinds/index.ts'
import type { Cause } from '../../../model/value.ts'
import { attributeAt, listAt, mapsAt } from '../../attributes.ts'
import { closed, openGate } from '../gate.ts'
import type { Builder } from '../graph.ts'
import { internet } from './addresses.ts'

/**
 * Ways that may be there and are not known: where a list of what leads to an entity may hold more, somebody from outside
 * may reach it. Not drawn; whom they lead to is exposed perhaps.
 */
export function addUnknowns(graph: Builder): void {
  for (const [kind, lists] of incoming) {
    for (const entity of graph.entities(kind)) {
      const open = lists.map((name) => listAt(entity.attributes, name).open).find((cause) => cause !== undefined)
      if (open) add(entity, open, graph)
    }
  }
  const origin = unknownOrigin(graph)
  if (!origin) return
  for (const kind of ['function_url', 'load_balancer'] as const)
    for (const entity of graph.entities(kind)) add(entity, origin, graph)
}

/** The lists of each kind that say who can make it run or write to it. */
const incoming: readonly (readonly [KindName, readonly string[]])[] = [
  ['function', ['triggers', 'routes', 'authorizers', 'urls', 'policies']],
  ['queue', ['policies']],
  ['topic', ['policies']],
  ['stream', ['policies']],
  ['bucket', ['policies']],
  ['event_bus', ['policies']],
]

function add(entity: DerivedEntity, { why }: Cause, graph: Builder): void {
  if (entity.external) return
  graph.add({
    from: internet(graph),
    to: graph.entity(entity.kind, entity.id),
    relation: 'calls',
    label: '',
    by: entity,
    at: entity.attributes.at,
    why,
    causes: false,
    outside: openGate('private', 'public', why),
    reach: closed,
    drawn: false,
  })
}

/** Why it is not known what an origin of a distribution is. */
function unknownOrigin(graph: Builder): Cause | undefined {
  for (const { attributes } of graph.entities('distribution')) {
    for (const origin of mapsAt(attributes, 'origins')) {
      const target = attributeAt(origin, 'target')
      if (target?.type === 'unknown') return target.cause
    }
  }
  return undefined
}
