import { entryOf, type Value } from '../../model/value.ts'
import { at, plain, type Source } from '../mapping/source.ts'

/** An entry of the list of attributes, as text. Source: CloudFormation reference, LoadBalancerAttribute. */
export function setting(name: string): Source {
  return (scope) => {
    const all = at('LoadBalancerAttributes', [])(scope)
    if (all.type !== 'list') return all
    const found = all.items.find((item) => textAt(item, 'Key') === name)
    const value = entryOf(found, 'Value')?.value
    if (value) return value.type === 'scalar' ? { ...value, value: String(value.value) } : value
    return all.open ? { type: 'unknown', cause: all.open, at: all.at } : plain(null, all.at)
  }
}

/** Whether what a listener does by default includes one of these. */
export function hasAction(...types: readonly string[]): Source {
  return (scope) => {
    const actions = at('DefaultActions', [])(scope)
    if (actions.type !== 'list') return actions
    const found = actions.items.find((item) => types.includes(textAt(item, 'Type') ?? ''))
    return plain(found !== undefined, found?.at ?? actions.at)
  }
}

export const redirectsToHttps: Source = (scope) => {
  const actions = at('DefaultActions', [])(scope)
  if (actions.type !== 'list') return actions
  const found = actions.items.find((item) => textAt(entryOf(item, 'RedirectConfig')?.value, 'Protocol') === 'HTTPS')
  return plain(found !== undefined, found?.at ?? actions.at)
}

function textAt(value: Value | undefined, key: string): string | undefined {
  const found = entryOf(value, key)?.value
  return found?.type === 'scalar' ? String(found.value) : undefined
}
