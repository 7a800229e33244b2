import { entryOf, type Value } from '../../model/value.ts'
import { at, plain, type Source } from '../mapping/source.ts'
import { propertyOf } from '../mapping/words.ts'
import { asLink, referenceOf } from './words.ts'

/** Whether what a listener does by default includes one of these. */
export function hasAction(...types: readonly string[]): Source {
  return anyAction((action) => types.includes(textOf(entryOf(action, 'type')?.value) ?? ''))
}

export const redirectsToHttps: Source = anyAction((action) => {
  const redirect = entryOf(action, 'redirect')?.value
  return redirect?.type === 'list' && textOf(entryOf(redirect.items[0], 'protocol')?.value) === 'HTTPS'
})

/** The load balancer that a target group is behind: that of the listener, or of the rule's listener, that names it. */
export function balancerOf(path: string): Source {
  return ({ resource, stack, at: place }) => {
    const group = referenceOf(propertyOf(resource, path))?.resource
    const listener = [...stack.values()].find(
      ({ type, properties }) =>
        (/^aws_a?lb_listener$/.test(type) && mentions(entryOf(properties, 'default_action')?.value, group)) ||
        (/^aws_a?lb_listener_rule$/.test(type) && mentions(entryOf(properties, 'action')?.value, group)),
    )
    const own = propertyOf(listener, 'load_balancer_arn')
    if (own) return asLink(own)
    const of = propertyOf(listener, 'listener_arn')
    const parent = referenceOf(of)
    const next = parent && propertyOf(stack.get(parent.resource), 'load_balancer_arn')
    return next ? asLink(next) : plain(null, place)
  }
}

function anyAction(test: (action: Value) => boolean): Source {
  return (scope) => {
    const actions = at('default_action', [])(scope)
    if (actions.type !== 'list') return actions
    const found = actions.items.find(test)
    return plain(found !== undefined, found?.at ?? actions.at)
  }
}

function mentions(value: Value | undefined, id: string | undefined): boolean {
  if (!value || id === undefined) return false
  if (referenceOf(value)?.resource === id) return true
  if (value.type === 'list') return value.items.some((item) => mentions(item, id))
  if (value.type === 'map') return [...value.entries.values()].some((entry) => mentions(entry.value, id))
  return false
}

function textOf(value: Value | undefined): string | undefined {
  return value?.type === 'scalar' ? String(value.value) : undefined
}
