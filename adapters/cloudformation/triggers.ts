import type { Resource } from '../../model/resource.ts'
import { renderText } from '../../model/text.ts'
import { entryOf, type Value } from '../../model/value.ts'
import type { Mapping, ResourceIndex } from '../mapping/mapping.ts'
import { at, isNull, ofResource, plain, type Source } from '../mapping/source.ts'
import { functionOf } from './invocation.ts'
import { elementsAt } from './words.ts'

/** The mapping, for those resources only that the test takes. */
export function onlyFor(takes: (resource: Resource, stack: ResourceIndex) => boolean, mapping: Mapping): Mapping {
  return {
    types: mapping.types,
    make: (resource, stack) => (takes(resource, stack) ? mapping.make(resource, stack) : {}),
  }
}

/** Elements of a list whose target (the property `target` of each) is, or may be, a function. */
export function functionElements(
  path: string,
  target: string,
): (resource: Resource, stack: ResourceIndex) => ReturnType<ReturnType<typeof elementsAt>> {
  return (resource, stack) =>
    elementsAt(path)(resource).filter(({ value }) => {
      const to = entryOf(value, target)?.value
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
