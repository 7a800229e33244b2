import type { DerivedEntity, MapAttribute } from '../../../model/attribute.ts'
import type { Span } from '../../../model/source.ts'
import { textAt } from '../../attributes.ts'
import { append } from '../../derive/append.ts'
import type { EntitiesOf } from '../../permissions/entities.ts'
import { closed } from '../gate.ts'
import type { Builder, Write } from '../graph.ts'

/** What a role may do to all that a pattern covers. */
interface Covering {
  readonly role: string
  readonly by: DerivedEntity
  /** The pattern's node. */
  readonly pattern: string
  readonly grant: MapAttribute
  readonly writes: readonly Write[]
  readonly at: Span
}

export interface Coverings {
  readonly add: (covering: Covering) => void
}

/**
 * Leads from patterns to the entities they cover: drawn for patterns of names, for what covers everything of a type says
 * nothing of one thing. What is written there goes by a node that is not drawn, one for each pattern, service and set of
 * writes, so that many roles with one pattern stay as many edges.
 */
export function createCoverings(graph: Builder, entitiesOf: EntitiesOf): Coverings {
  const made = new Set<string>()
  const once = (key: string, make: () => void): void => {
    if (made.has(key)) return
    made.add(key)
    make()
  }
  return {
    add: (covering) => {
      const { role, by, pattern, grant, at } = covering
      if (textAt(grant, 'breadth') === 'prefix') once(pattern, () => drawCovered(covering, graph, entitiesOf))
      for (const [service, writes] of byService(covering.writes)) {
        const id = `covered:${pattern} ${service} ${JSON.stringify(writes)}`
        once(id, () => addStandIn(id, service, writes, covering, graph, entitiesOf))
        graph.add({ ...hidden, from: role, to: id, by, at, writes })
      }
    },
  }
}

function drawCovered({ pattern, by, grant, at }: Covering, graph: Builder, entitiesOf: EntitiesOf): void {
  for (const { kind, id, sure } of entitiesOf(grant)) {
    if (!sure) continue
    const to = graph.entity(kind, id)
    graph.add({ from: pattern, to, relation: 'may', label: '', by, owner: null, at, causes: false })
  }
}

function addStandIn(
  id: string,
  service: string,
  writes: readonly Write[],
  { by, grant, at }: Covering,
  graph: Builder,
  entitiesOf: EntitiesOf,
): void {
  graph.other(id, 'pattern', id, false)
  const text = textAt(grant, 'text') ?? 'the pattern'
  // Firehose streams go by an ARN of their own service.
  for (const { kind, id: entity, sure } of entitiesOf(grant, service === 'firehose' ? 'kinesis' : service)) {
    const why = sure ? null : `whether ${text} covers ${entity} is not known`
    graph.add({ ...hidden, from: id, to: graph.entity(kind, entity), by, at, writes, why })
  }
}

const hidden = {
  relation: 'may',
  label: '',
  causes: true,
  outside: closed,
  reach: closed,
  drawn: false,
} as const

function byService(writes: readonly Write[]): ReadonlyMap<string, readonly Write[]> {
  const found = new Map<string, Write[]>()
  for (const write of writes) {
    append(found, write.action.slice(0, write.action.indexOf(':')), write)
  }
  return found
}
