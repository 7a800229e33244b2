import type { Span } from '../../../model/source.ts'
import type { Entry, UnknownValue, Value } from '../../../model/value.ts'
import { markSensitive } from '../resolve/marks.ts'
import { isTrue } from './node.ts'

/**
 * A planned value: what is unknown put into it, what is sensitive marked. Both come as sparse shadows of it, in which
 * `true` stands for the whole value at that place. Source: Terraform, "JSON Output Format", Change Representation.
 */
export function overlaid(after: Value, unknown: Value | undefined, sensitive: Value | undefined, path = ''): Value {
  return withSensitive(withUnknown(after, unknown, path), sensitive)
}

function withUnknown(value: Value | undefined, shadow: Value | undefined, path: string): Value {
  if (shadow && isTrue(shadow)) return knownAfterApply(path, value?.at ?? shadow.at)
  if (value === undefined) return { type: 'scalar', value: null, at: shadow?.at ?? nowhere }
  if (shadow?.type === 'map' && shadow.entries.size > 0 && value.type === 'map') {
    const entries = new Map<string, Entry>(value.entries)
    for (const [key, { key: keyAt, value: inner }] of shadow.entries) {
      const own = value.entries.get(key)
      if (own === undefined && !holdsTrue(inner)) continue
      const made = withUnknown(own?.value, inner, path === '' ? key : `${path}.${key}`)
      if (made !== own?.value) entries.set(key, { key: own?.key ?? keyAt, value: made })
    }
    return { ...value, entries }
  }
  if (shadow?.type === 'list' && shadow.items.length > 0 && value.type === 'list') {
    const items = value.items.map((item, index) => withUnknown(item, shadow.items[index], `${path}[${index}]`))
    const more = shadow.items.slice(items.length).map((item, index) => {
      return withUnknown(undefined, item, `${path}[${items.length + index}]`)
    })
    return { ...value, items: [...items, ...more] }
  }
  // A shadow of another shape than the value says that something in it is unknown, not what.
  return shadow && holdsTrue(shadow) && value.type === 'scalar' ? knownAfterApply(path, value.at) : value
}

const nowhere: Span = { file: '', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }

function holdsTrue(shadow: Value): boolean {
  if (shadow.type === 'map') return [...shadow.entries.values()].some(({ value }) => holdsTrue(value))
  return shadow.type === 'list' ? shadow.items.some(holdsTrue) : isTrue(shadow)
}

function knownAfterApply(path: string, at: Span): UnknownValue {
  return {
    type: 'unknown',
    cause: { why: path === '' ? 'it is known after apply' : `${path} is known after apply`, needs: [] },
    at,
  }
}

function withSensitive(value: Value, shadow: Value | undefined): Value {
  if (shadow === undefined) return value
  if (isTrue(shadow)) return markSensitive(value)
  if (shadow.type === 'map' && shadow.entries.size > 0 && value.type === 'map') {
    const entries = new Map<string, Entry>(value.entries)
    for (const [key, { value: inner }] of shadow.entries) {
      const own = value.entries.get(key)
      if (own) entries.set(key, { ...own, value: withSensitive(own.value, inner) })
    }
    return { ...value, entries }
  }
  if (shadow.type === 'list' && shadow.items.length > 0 && value.type === 'list') {
    return { ...value, items: value.items.map((item, index) => withSensitive(item, shadow.items[index])) }
  }
  return value
}
