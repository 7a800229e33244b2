import type { Reference, Scalar, SymbolValue, TextValue, UnknownValue, Value } from './value.ts'

export type TextPart = string | Reference | SymbolValue | UnknownValue

/** The pieces of a value that stands where a text is wanted; `undefined` where it can be no text. */
export function partsOf(value: Value): readonly TextPart[] | undefined {
  switch (value.type) {
    case 'scalar':
      if (value.value === null) return undefined
      return [value.sensitive ? hidden(value) : String(value.value)]
    case 'text':
      return value.parts
    case 'reference':
    case 'symbol':
    case 'unknown':
      return [value]
    default:
      return undefined
  }
}

/** Stands for a value that must not be shown, in every text it becomes a part of. */
function hidden({ at }: Scalar): UnknownValue {
  return { type: 'unknown', cause: { why: 'its value is hidden', needs: [] }, symbol: 'hidden value', at }
}

/** Puts pieces together: one text if all of them are known, else a text known in part. Neighbouring literals are joined. */
export function joinParts(parts: readonly TextPart[], at: Value['at'], via?: Value['via']): Value {
  const joined: TextPart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part
    else if (part !== '') joined.push(part)
  }
  const placed = via ? { at, via } : { at }
  if (joined.length === 0) return { type: 'scalar', value: '', ...placed }
  const [first] = joined
  if (joined.length === 1 && typeof first === 'string') return { type: 'scalar', value: first, ...placed }
  if (joined.length === 1 && first !== undefined && typeof first !== 'string') return { ...first, ...placed }
  return { type: 'text', parts: joined, ...placed } satisfies TextValue
}

/**
 * The text as a person would write it: `arn:aws:sqs:${region}:${account}:${Jobs}`. Equal values give equal texts,
 * in every format, so the texts of two values known in part can be compared for being the same.
 */
export function renderText(value: Value): string {
  return (partsOf(value) ?? []).map(renderPart).join('')
}

export function renderPart(part: TextPart): string {
  if (typeof part === 'string') return part
  switch (part.type) {
    case 'symbol':
      return `\${${part.name}}`
    case 'reference':
      return `\${${part.resource}${part.attribute === null ? '' : `.${part.attribute}`}}`
    case 'unknown':
      return `\${${part.symbol ?? 'unknown'}}`
  }
}
