import type { TextPart } from '../../../model/text.ts'
import { joinParts, partsOf } from '../../../model/text.ts'
import type { Value } from '../../../model/value.ts'
import { overChoices } from '../choices.ts'
import { type Intrinsic, listArgument, refuse, textOf } from '../intrinsic.ts'

/** A part that is not known may hold the delimiter itself: the pieces before it are exact, of the rest nothing is said. */
export const split: Intrinsic = {
  name: 'Fn::Split',
  resolve: (call) => {
    const { at, resolver } = call
    const [delimiter, text, ...others] = listArgument(call) ?? []
    if (!delimiter || !text || others.length > 0) return refuse(call, 'it takes a delimiter and a text.')
    return overChoices([resolver.resolve(delimiter), resolver.resolve(text)], at, ([between, whole]) => {
      const mark = textOf(between)
      if (mark === undefined || mark === '') return refuse(call, 'its delimiter must be a literal text.')
      const parts = whole ? partsOf(whole) : undefined
      if (!whole || !parts) return refuse(call, 'its second argument must be a text.')
      return cut(whole, parts, mark, at)
    })
  },
}

function cut(whole: Value, parts: readonly TextPart[], mark: string, at: Value['at']): Value {
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
  return { type: 'list', items: sensitive ? items.map(hide) : items, at, ...via }
}

/** Account, region and partition hold letters, digits and hyphens only. */
function mayHold(part: Exclude<TextPart, string>, mark: string): boolean {
  return part.type !== 'symbol' || /^[a-z0-9-]+$/i.test(mark)
}

function hide(value: Value): Value {
  return value.type === 'scalar' ? { ...value, sensitive: true } : value
}
