import type { Value } from '../../../model/value.ts'
import { changeEntries, isSensitive, listOf } from './value.ts'

/** Marks everything in a value as not to be printed. */
export function markSensitive(value: Value): Value {
  switch (value.type) {
    case 'scalar':
      return { ...value, sensitive: true }
    case 'list':
      return { ...value, items: value.items.map(markSensitive) }
    case 'map':
      return changeEntries(value, markSensitive)
    case 'json':
      return { type: 'json', value: markSensitive(value.value), at: value.at }
    case 'choice':
      return {
        ...value,
        then: value.then && markSensitive(value.then),
        otherwise: value.otherwise && markSensitive(value.otherwise),
      }
    case 'text':
      return { type: 'unknown', cause: { why: 'this value is sensitive', needs: [] }, at: value.at }
    default:
      return value
  }
}

export function withoutMark(value: Value): Value {
  if (!isSensitive(value)) return value
  if (value.type === 'scalar') {
    const { sensitive: _, ...rest } = value
    return rest
  }
  if (value.type === 'list') return listOf(value.items.map(withoutMark), value.at, value.open)
  return value.type === 'map' ? changeEntries(value, withoutMark) : value
}
