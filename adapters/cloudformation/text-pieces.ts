import type { TextPart } from '../../model/text.ts'
import { joinParts } from '../../model/text.ts'
import type { Value } from '../../model/value.ts'

/**
 * The pieces of a text between delimiters. A part that is not known may hold the delimiter itself: the pieces before it
 * are exact, of the rest nothing is said.
 */
export function cutText(whole: Value, parts: readonly TextPart[], mark: string, at: Value['at']): Value {
  const via = whole.via ? { via: whole.via } : {}
  const sensitive = whole.type === 'scalar' && whole.sensitive
  const pieces: TextPart[][] = [[]]
  for (const part of parts) {
    if (typeof part === 'string') {
      const [first = '', ...rest] = part.split(mark)
      pieces.at(-1)?.push(first)
      pieces.push(...rest.map((piece) => [piece]))
    } else if (mayHold(part, mark)) {
      const exact = pieces.slice(0, -1).map((piece) => joinParts(piece, at, whole.via))
      const why = part.type === 'unknown' ? part.cause : { why: 'the text is known after deployment', needs: [] }
      return { type: 'list', items: exact, open: why, at, ...via }
    } else {
      pieces.at(-1)?.push(part)
    }
  }
  const items = pieces.map((piece) => joinParts(piece, at, whole.via))
  return { type: 'list', items: sensitive ? items.map(hideItem) : items, at, ...via }
}

/** Account, region and partition hold letters, digits and hyphens only; names, ids and ARNs of resources no comma. */
function mayHold(part: Exclude<TextPart, string>, mark: string): boolean {
  if (part.type === 'symbol') return /^[a-z0-9-]+$/i.test(mark)
  return part.type !== 'reference' || !mark.includes(',')
}

function hideItem(value: Value): Value {
  return value.type === 'scalar' ? { ...value, sensitive: true } : value
}
