import type { Value } from '../../../model/value.ts'
import { STRING } from './types.ts'
import { changeEntries, isMarked, isSensitive, type Notes, noted } from './value.ts'

/** Marks a value and everything in it as not to be printed. */
export function markSensitive(value: Value): Value {
  if (isMarked(value)) return value
  switch (value.type) {
    case 'list':
      return noted({ ...value, items: value.items.map(markWithin) }, { sensitive: true })
    case 'map':
      return noted(changeEntries(value, markWithin), { sensitive: true })
    case 'json': {
      const { text, ...rest } = value
      const hidden = text?.type === 'scalar' ? { text: { ...text, sensitive: true as const } } : {}
      return noted({ ...rest, ...hidden, value: markWithin(value.value) }, { sensitive: true })
    }
    case 'choice':
      return {
        ...value,
        then: value.then && markSensitive(value.then),
        otherwise: value.otherwise && markSensitive(value.otherwise),
      }
    case 'text':
      return noted(
        { type: 'unknown', cause: { why: 'this value is sensitive', needs: [] }, at: value.at },
        { ofType: STRING, notNull: true, sensitive: true },
      )
    default:
      return noted(value, { sensitive: true })
  }
}

/** An element that is marked by itself stays so where its container loses the mark. */
function markWithin(value: Value): Value {
  return isMarked(value) ? noted(value, { ownMark: true }) : markSensitive(value)
}

/** Takes the mark from a value; what is marked in it by itself stays so. */
export function withoutMark(value: Value): Value {
  if (!isMarked(value)) return value
  const { sensitive: _, ownMark, ...rest } = value as Value & Notes
  if (ownMark) return noted(rest, { sensitive: true })
  if (rest.type === 'list') return { ...rest, items: rest.items.map(withoutMark) }
  if (rest.type === 'map') return changeEntries(rest, withoutMark)
  if (rest.type !== 'json') return rest
  const { text, ...structure } = rest
  return { ...structure, ...(text ? { text: withoutMark(text) as typeof text } : {}), value: withoutMark(rest.value) }
}

/** A value to be shown: that what is hidden is empty is not told either. */
export function withoutEmpty<V extends Value>(value: V): V
export function withoutEmpty(value: Value): Value {
  if (!isSensitive(value)) return value
  switch (value.type) {
    case 'list':
      if (isMarked(value) && value.items.length === 0) return hidden(value)
      return { ...value, items: value.items.map(withoutEmpty) }
    case 'map':
      return isMarked(value) && value.entries.size === 0 ? hidden(value) : changeEntries(value, withoutEmpty)
    default:
      return value
  }
}

function hidden({ at }: Value): Value {
  return noted({ type: 'unknown', cause: { why: 'its value is hidden', needs: [] }, at }, { sensitive: true })
}

/** A result that tells something of values of which some are hidden: hidden too. */
export function markedLike<V extends Value>(result: V, ...sources: readonly Value[]): V {
  return sources.some(isSensitive) ? (markSensitive(result) as V) : result
}
