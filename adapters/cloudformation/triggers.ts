import type { Resource } from '../../model/resource.ts'
import { renderText } from '../../model/text.ts'
import { entryOf, type Value } from '../../model/value.ts'
import { entity, type Mapping, type ResourceIndex } from '../mapping/mapping.ts'
import { at, isNull, ofResource, plain, type Source } from '../mapping/source.ts'
import { type Element, onlyFor } from '../mapping/words.ts'
import { functionOf } from './invocation.ts'

/** Those of a resource's elements whose target (the property at the path `target` of each) is, or may be, a function. */
export function functionElements(
  elements: (resource: Resource) => readonly Element[],
  target: string,
): (resource: Resource, stack: ResourceIndex) => readonly Element[] {
  return (resource, stack) =>
    elements(resource).filter(({ value }) => {
      const to = target.split('/').reduce<Value | undefined>((from, key) => entryOf(from, key)?.value, value)
      return to === undefined ? value.type === 'unknown' : functionOf(to, stack) !== null
    })
}

/** Whether the property at a path is, or may be, a function. */
export function leadsToFunction(path: string): (resource: Resource, stack: ResourceIndex) => boolean {
  return ({ properties }, stack) => {
    const to = path.split('/').reduce<Value | undefined>((from, key) => entryOf(from, key)?.value, properties)
    return to !== undefined && functionOf(to, stack) !== null
  }
}

/** Subscriptions of functions. */
export function isLambdaProtocol(value: Value | undefined): boolean {
  const protocol = entryOf(value, 'Protocol')?.value
  return protocol?.type === 'scalar' && protocol.value === 'lambda'
}

/** The qualifier of a function reference: the name of the alias it goes through. */
export function aliasOf(source: Source): Source {
  return (scope) => {
    const value = source(scope)
    const alias = value.type === 'reference' ? scope.stack.get(value.resource) : undefined
    if (alias?.type === 'AWS::Lambda::Alias') return entryOf(alias.properties, 'Name')?.value ?? plain(null, value.at)
    const written = value.type === 'scalar' || value.type === 'text' ? renderText(value) : ''
    const qualifier = /:function:[^:]+:([\w$-]+)$/.exec(written)?.[1]
    return plain(qualifier ?? null, value.at)
  }
}

/** A trigger for each resource of these types whose property at a path is, or may be, a function. */
export function invoker(path: string, types: readonly string[], attributes: Readonly<Record<string, Source>>): Mapping {
  return onlyFor(leadsToFunction(path), entity('trigger', types, { ...attributes, ...invoking(path) }))
}

/** The function that a property leads to, with its qualifier. */
export function invoking(path: string): { readonly function: Source; readonly qualifier: Source } {
  return { function: at(path), qualifier: aliasOf(at(path)) }
}

/** A prefix or suffix among the rules of a bucket notification; their names are read in any case. */
export function keyRule(path: string, name: string): Source {
  return (scope) => {
    const rules = at(path)(scope)
    if (rules.type !== 'list') return rules
    const rule = rules.items.find((item) => textAt(item, 'Name')?.toLowerCase() === name)
    const open = rules.open ?? rules.items.find((item) => item.type === 'unknown')?.cause
    if (rule) return entryOf(rule, 'Value')?.value ?? plain('', rule.at)
    return open ? { type: 'unknown', cause: open, at: rules.at } : plain(null, rules.at)
  }
}

/**
 * Where the events of a rule come from: the bucket that its pattern names, else its bus; null for a schedule.
 * Source: Amazon S3 User Guide, "EventBridge event message structure".
 */
export const ruleSource: Source = ofResource((scope) => {
  const pattern = at('EventPattern')(scope)
  if (pattern.type === 'unknown') return pattern
  const buckets = at('EventPattern/detail/bucket/name')(scope)
  const [bucket, ...others] = buckets.type === 'list' ? buckets.items : []
  if (bucket && others.length === 0 && bucket.type !== 'map') return bucket
  return at('EventBusName')(scope)
})

/** A rule with a pattern answers events; without one it is a schedule. */
export const ruleMechanism: Source = ofResource((scope) => {
  const pattern = at('EventPattern')(scope)
  if (pattern.type === 'unknown') return pattern
  return plain(isNull(pattern) ? 'schedule' : 'rule', pattern.at)
})

function textAt(value: Value, key: string): string | undefined {
  const found = entryOf(value, key)?.value
  return found?.type === 'scalar' ? String(found.value) : undefined
}

/** The load balancer that a target group is behind: that of the listener, or of the rule's listener, that names it. */
export const balancerOf: Source = ({ resource, stack, at: place }) => {
  const listener = [...stack.values()].find(
    ({ type, properties }) =>
      (type === 'AWS::ElasticLoadBalancingV2::Listener' &&
        mentions(entryOf(properties, 'DefaultActions')?.value, resource.id)) ||
      (type === 'AWS::ElasticLoadBalancingV2::ListenerRule' &&
        mentions(entryOf(properties, 'Actions')?.value, resource.id)),
  )
  const own = entryOf(listener?.properties, 'LoadBalancerArn')?.value
  if (own) return own
  const of = entryOf(listener?.properties, 'ListenerArn')?.value
  const parent = of?.type === 'reference' ? stack.get(of.resource) : undefined
  return entryOf(parent?.properties, 'LoadBalancerArn')?.value ?? plain(null, place)
}

function mentions(value: Value | undefined, id: string): boolean {
  if (value?.type === 'reference') return value.resource === id
  if (value?.type === 'list') return value.items.some((item) => mentions(item, id))
  if (value?.type === 'map') return [...value.entries.values()].some((entry) => mentions(entry.value, id))
  return false
}
