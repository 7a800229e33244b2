import type { DerivedEntity, EntityTable } from '../../../model/attribute.ts'
import { attributeAt, causeAt, linkAt, listAt, scalarAt, textAt, textsAt } from '../../attributes.ts'
import { type Gate, gate, openGate, wide } from '../gate.ts'
import type { Builder, Hearing } from '../graph.ts'
import { listenersDoor, whyOf } from './addresses.ts'

/** From what events come from to the functions they run, and to where they go that failed. */
export function addTriggers(graph: Builder): void {
  for (const trigger of graph.entities('trigger')) {
    const fn = linkAt(trigger.attributes, 'function')
    if (!fn) continue
    const to = graph.link(fn)
    const from = sourceOf(trigger, graph)
    const source = linkAt(trigger.attributes, 'source')
    if (from !== undefined) {
      graph.add({
        from,
        to,
        relation: 'triggers',
        label: triggerLabel(trigger),
        by: trigger,
        at: source?.at ?? fn.at,
        off: isOff(trigger),
        why: unsure(trigger),
        outside: source ? doorOf(source.kind, source.id, graph) : wide,
        hears: source?.kind === 'bucket' ? hearing(trigger) : null,
      })
    }
    const failed = linkAt(trigger.attributes, 'on_failure')
    if (failed)
      graph.add({
        from: to,
        to: graph.link(failed),
        relation: 'fails_to',
        label: 'failed events',
        by: trigger,
        at: failed.at,
      })
  }
}

/** The node that a trigger's events come from; `undefined` where it is not known. */
export function sourceOf(trigger: DerivedEntity, graph: Builder): string | undefined {
  const { attributes, owner } = trigger
  const source = linkAt(attributes, 'source')
  if (source && source.kind !== 'event_bus') return graph.link(source)
  const rule = rulesOf(graph.table).get(owner.id)
  if (rule !== undefined) return graph.entity('event_rule', rule)
  if (source) return graph.link(source)
  const schedule = textAt(attributes, 'schedule')
  if (schedule !== undefined) return graph.other(`schedule:${schedule}`, 'schedule', schedule)
  if (scalarAt(attributes, 'source') === null) return undefined
  return graph.other(unknownSource, 'principal', 'unknown source')
}

/** The rules of a table, by the resources that they and their targets stand in. */
function rulesOf(table: EntityTable): ReadonlyMap<string, string> {
  const before = knownRules.get(table)
  if (before) return before
  const found = new Map<string, string>()
  for (const rule of table.get('event_rule')?.values() ?? []) {
    found.set(rule.owner.id, rule.id)
    for (const target of listAt(rule.attributes, 'targets').items) if (target.owner) found.set(target.owner.id, rule.id)
  }
  knownRules.set(table, found)
  return found
}

const knownRules = new WeakMap<EntityTable, ReadonlyMap<string, string>>()

/** Where events come from that nobody knows the source of. */
export const unknownSource = 'principal:unknown'

/** What a person reads: `s3:ObjectCreated:* on uploads/*.jpg`, `rate(5 minutes)`. */
export function triggerLabel(trigger: DerivedEntity): string {
  const { attributes } = trigger
  const schedule = textAt(attributes, 'schedule')
  if (schedule !== undefined) return schedule
  const events = textsAt(attributes, 'events').join(', ')
  const [prefix, suffix] = [textAt(attributes, 'prefix') ?? '', textAt(attributes, 'suffix') ?? '']
  const keys = prefix === '' && suffix === '' ? '' : `${prefix}*${suffix}`
  const mechanism = String(scalarAt(attributes, 'mechanism') ?? '').replaceAll('_', ' ')
  const what = events === '' ? mechanism : events
  const filtered = listAt(attributes, 'filters').items.length > 0 && events === '' ? ' (filtered)' : ''
  return `${what}${keys === '' ? '' : ` on ${keys}`}${filtered}`
}

export function isOff({ attributes }: DerivedEntity): boolean {
  return scalarAt(attributes, 'enabled') === false
}

/** Why it is not known whether a trigger works. */
export function unsure(trigger: DerivedEntity): string | null {
  const { attributes } = trigger
  if (attributeAt(attributes, 'enabled')?.type === 'scalar') return null
  return causeAt(attributes, 'enabled')?.why ?? null
}

/** Who of those that reach a source make it call on. */
function doorOf(kind: string, id: string, graph: Builder): Gate {
  if (kind === 'load_balancer') {
    const balancer = graph.table.get('load_balancer')?.get(id)
    return balancer ? listenersDoor(balancer) : wide
  }
  const api = kind === 'graphql_api' ? graph.table.get('graphql_api')?.get(id) : undefined
  return api ? graphqlDoor(api) : wide
}

/** Source: AppSync Developer Guide, "Configuring authorization and authentication": API keys are for APIs open to anyone. */
export function graphqlDoor(api: DerivedEntity): Gate {
  const first = scalarAt(api.attributes, 'authentication')
  const others = listAt(api.attributes, 'additional_authentication')
  if (first === 'API_KEY') return wide
  if (typeof first !== 'string') return openGate('account', 'public', whyOf(api, 'authentication'))
  const own = first === 'AWS_IAM' ? gate('account') : gate('organisation')
  const named = textsAt(api.attributes, 'additional_authentication')
  if (named.includes('API_KEY')) {
    return {
      ...openGate('organisation', 'public', 'which fields take an API key stands in the schema'),
      sure: own.sure,
    }
  }
  if (others.open) return { ...openGate('account', 'public', others.open.why), sure: own.sure }
  return named.some((one) => one !== 'AWS_IAM') ? gate('organisation') : own
}

/** Which writes to a bucket a trigger hears of. Removals are left out: they come to an end. */
function hearing({ attributes }: DerivedEntity): Hearing {
  const events = textsAt(attributes, 'events').map((event) => event.toLowerCase())
  const isOpen = causeAt(attributes, 'events') !== undefined
  const mechanism = scalarAt(attributes, 'mechanism')
  const wanted =
    mechanism === 'notification' && !isOpen ? objectEvents.filter(({ event }) => heard(events, event)) : objectEvents
  return {
    actions: wanted.flatMap(({ actions }) => actions),
    prefix: filterAt(attributes, 'prefix'),
    suffix: filterAt(attributes, 'suffix'),
  }
}

function heard(events: readonly string[], event: string): boolean {
  return events.some((one) => one.startsWith(event) || one === 's3:*')
}

function filterAt(attributes: DerivedEntity['attributes'], name: string): string | null | undefined {
  const value = scalarAt(attributes, name)
  return value === null || typeof value === 'string' ? value : undefined
}

/** Source: Amazon S3 User Guide, "Supported event types". */
const objectEvents = [
  { event: 's3:objectcreated', actions: ['s3:PutObject'] },
  { event: 's3:objecttagging', actions: ['s3:DeleteObjectTagging', 's3:PutObjectTagging'] },
  { event: 's3:objectacl', actions: ['s3:PutObjectAcl'] },
] as const
