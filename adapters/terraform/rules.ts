import type { Resource } from '../../model/resource.ts'
import { entryOf } from '../../model/value.ts'
import { structured } from '../mapping/document.ts'
import type { ResourceIndex } from '../mapping/mapping.ts'
import { at, isNull, plain, type Scope, type Source } from '../mapping/source.ts'
import { propertyOf } from '../mapping/words.ts'
import { linkOf } from './words.ts'

/** Reads the rule that an event target belongs to; null where it is not in the configuration. */
export function ofRule(inner: Source): Source {
  return (scope) => {
    const rule = ruleOf(scope)
    if (!rule)
      return { type: 'unknown', cause: { why: 'its rule is not in the configuration', needs: [] }, at: scope.at }
    return inner({ ...scope, value: rule.properties, at: rule.at, resource: rule })
  }
}

/** A rule with a pattern answers events; without one it is a schedule. */
export const ruleMechanism: Source = ofRule((scope) => {
  const pattern = at('event_pattern')(scope)
  if (pattern.type === 'unknown') return pattern
  return plain(isNull(pattern) ? 'schedule' : 'rule', pattern.at)
})

/**
 * Where the events of a rule come from: the bucket that its pattern names, else its bus; null for a schedule.
 * Source: Amazon S3 User Guide, "EventBridge event message structure".
 */
export const ruleSource: Source = ofRule((scope) => {
  const pattern = structured(at('event_pattern')(scope))
  if (pattern.type === 'unknown') return pattern
  const detail = entryOf(pattern, 'detail')?.value
  const names = entryOf(entryOf(detail, 'bucket')?.value, 'name')?.value
  const [bucket, ...others] = names?.type === 'list' ? names.items : []
  if (bucket && others.length === 0 && bucket.type !== 'map') return linkOf(bucket) ?? bucket
  const bus = at('event_bus_name')(scope)
  return linkOf(bus) ?? bus
})

/** `state`, or `is_enabled` as before version 5.19 of the provider; a rule is on unless it says otherwise. */
export const ownState: Source = (scope) => {
  const state = at('state')(scope)
  if (isNull(state)) return at('is_enabled', true)(scope)
  if (state.type !== 'scalar') return state
  const isOn = state.value === 'ENABLED' || state.value === 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'
  return { ...state, value: isOn }
}

export const ruleEnabled: Source = ofRule(ownState)

/** The rule that an event target belongs to, as a link. */
export const ruleReference: Source = (scope) => {
  const rule = ruleOf(scope)
  const written = at('rule')(scope)
  return rule ? { type: 'reference', resource: rule.id, attribute: null, at: written.at } : written
}

function ruleOf({ resource, stack }: Scope): Resource | undefined {
  const rule = entryOf(resource.properties, 'rule')?.value
  const reference = rule && (linkOf(rule) ?? rule)
  if (reference?.type === 'reference') return stack.get(reference.resource)
  if (reference?.type !== 'scalar') return undefined
  return namedRule(String(reference.value), stack)
}

function namedRule(name: string, stack: ResourceIndex): Resource | undefined {
  return [...stack.values()].find((other) => {
    const own = other.type === 'aws_cloudwatch_event_rule' ? propertyOf(other, 'name') : undefined
    return own?.type === 'scalar' && own.value === name
  })
}
