import type { DerivedEntity, MapAttribute } from '../../model/attribute.ts'
import type { Limit, Limits, MappedTrigger } from '../../model/map.ts'
import { attributeAt, causeAt, linkAt, mapsAt, scalarAt, textsAt } from '../attributes.ts'
import { append } from '../derive/append.ts'
import { authOf, connectingRoutes, routeLabel } from './edges/routes.ts'
import { isOff, sourceOf, triggerLabel, unsure } from './edges/triggers.ts'
import type { Builder, Graph } from './graph.ts'
import { throttlesOf } from './throttles.ts'

/** A trigger of a function, before it is known in which worlds there is one. */
export interface Found extends Omit<MappedTrigger, 'condition'> {
  readonly owner: string
}

/** What makes each function run, by the function's node: events first, then calls, then permissions. */
export function triggersOf(builder: Builder, graph: Graph): ReadonlyMap<string, readonly Found[]> {
  const found = new Map<string, Found[]>()
  const put: Put = (node, trigger) => append(found, node, trigger)
  for (const trigger of builder.entities('trigger')) {
    const fn = linkAt(trigger.attributes, 'function')
    if (fn) put(builder.link(fn), eventOf(trigger, builder))
  }
  addCalls(builder, put)
  for (const edge of graph.edges) {
    if (edge.relation !== 'lets' || edge.by === null || graph.nodes.get(edge.to)?.kind !== 'function') continue
    put(edge.to, {
      id: edge.by.id,
      by: 'permission',
      source: edge.from,
      label: `${graph.nodes.get(edge.from)?.label ?? ''} may ${edge.label}`,
      mechanism: 'permission',
      invocation: 'unknown',
      auth: 'iam',
      enabled: true,
      sure: edge.why === null,
      limits: [],
      location: edge.at,
      owner: edge.owner?.id ?? edge.by.owner.id,
    })
  }
  return found
}

type Put = (node: string, trigger: Found) => void

function addCalls(builder: Builder, put: Put): void {
  const connecting = connectingRoutes(builder)
  const throttles = throttlesOf(builder)
  for (const route of builder.entities('route')) {
    const fn = linkAt(route.attributes, 'function')
    const api = linkAt(route.attributes, 'api')
    if (!fn) continue
    const auth = authOf(route, builder, api && connecting.get(api.id))
    put(builder.link(fn), {
      ...called(route, builder),
      by: 'route',
      label: routeLabel(route),
      auth: typeof auth === 'string' ? auth : 'unknown',
      limits: api ? throttles(api.id, routeLabel(route)) : [],
    })
  }
  for (const authorizer of builder.entities('authorizer')) {
    const fn = linkAt(authorizer.attributes, 'function')
    if (fn) put(builder.link(fn), { ...called(authorizer, builder), by: 'authorizer', label: 'authorizer' })
  }
  for (const url of builder.entities('function_url')) {
    const fn = linkAt(url.attributes, 'function')
    if (!fn) continue
    const auth = scalarAt(url.attributes, 'auth')
    const named = auth === 'NONE' ? 'none' : auth === 'AWS_IAM' ? 'iam' : 'unknown'
    const source = builder.entity('function_url', url.id)
    put(builder.link(fn), {
      ...called(url, builder),
      by: 'function_url',
      source,
      label: 'function URL',
      auth: named,
    })
  }
}

function called(entity: DerivedEntity, builder: Builder): Found {
  const source = linkAt(entity.attributes, 'api')
  return {
    id: entity.id,
    by: 'route',
    source: source ? builder.link(source) : null,
    label: '',
    mechanism: entity.kind,
    invocation: 'synchronous',
    auth: null,
    enabled: true,
    sure: attributeAt(entity.attributes, 'api')?.type !== 'unknown',
    limits: [],
    location: entity.attributes.at,
    owner: entity.owner.id,
  }
}

function eventOf(trigger: DerivedEntity, builder: Builder): Found {
  const { attributes } = trigger
  const invocation = scalarAt(attributes, 'invocation')
  const mechanism = scalarAt(attributes, 'mechanism')
  return {
    id: trigger.id,
    by: mechanism === 'resolver' ? 'resolver' : 'trigger',
    source: sourceOf(trigger, builder) ?? null,
    label: triggerLabel(trigger),
    mechanism: typeof mechanism === 'string' ? mechanism : 'unknown',
    invocation:
      invocation === 'polled' || invocation === 'synchronous' || invocation === 'asynchronous' ? invocation : 'unknown',
    auth: null,
    enabled: !isOff(trigger),
    sure: unsure(trigger) === null && causeAt(attributes, 'source') === undefined,
    limits: eventLimits(attributes),
    location: attributes.at,
    owner: trigger.owner.id,
  }
}

function eventLimits(attributes: MapAttribute): readonly string[] {
  const limits: string[] = []
  const add = (name: string, unit: string): void => {
    const value = scalarAt(attributes, name)
    if (typeof value === 'number') limits.push(`${value} ${unit}`)
  }
  const batch = scalarAt(attributes, 'batch_size')
  if (typeof batch === 'number') limits.push(`batches of ${batch}`)
  add('maximum_concurrency', 'at once')
  add('parallelization', 'batches a shard')
  add('maximum_retries', 'retries')
  if (textsAt(attributes, 'filters').length > 0) limits.push('filtered')
  return limits
}

export function limitsOf({ attributes }: DerivedEntity): Limits {
  const provisioned = attributeAt(attributes, 'provisioned')
  const instances = mapsAt(attributes, 'provisioned').map((one) => limitAt(one, 'instances'))
  const retries = mapsAt(attributes, 'asynchronous').map((one) => limitAt(one, 'maximum_retries'))
  const isOpen = causeAt(attributes, 'asynchronous') !== undefined
  return {
    timeoutSeconds: limitAt(attributes, 'timeout_s'),
    memoryMb: limitAt(attributes, 'memory_mb'),
    ephemeralStorageMb: limitAt(attributes, 'ephemeral_storage_mb'),
    reservedConcurrency: limitAt(attributes, 'reserved_concurrency'),
    provisionedConcurrency: provisioned?.type === 'list' && !provisioned.open ? sum(instances) : 'unknown',
    asynchronousRetries: isOpen ? 'unknown' : retries.length === 0 ? 2 : most(retries),
  }
}

function limitAt(attributes: MapAttribute, name: string): Limit {
  const found = attributeAt(attributes, name)
  if (found?.type !== 'scalar') return 'unknown'
  return typeof found.value === 'number' ? found.value : null
}

function sum(limits: readonly Limit[]): Limit {
  if (limits.length === 0) return null
  return limits.reduce<Limit>(
    (all, one) => (typeof all === 'number' && typeof one === 'number' ? all + one : 'unknown'),
    0,
  )
}

function most(limits: readonly Limit[]): Limit {
  const known = limits.filter((one) => typeof one === 'number')
  return known.length === limits.length ? Math.max(...known) : 'unknown'
}
