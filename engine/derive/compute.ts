import type { Attribute } from '../../model/attribute.ts'
import type { Derivation } from '../../model/schema.ts'
import type { Context } from './context.ts'
import { listAttribute, mapAttribute, type Place, scalarAttribute, unknownAttribute } from './make.ts'

/** An attribute that follows from another one of the same entity, at that one's place. */
export function compute(derivation: Derivation, from: Attribute | undefined, context: Context): Attribute {
  if (from?.type === 'unknown') return from
  const place: Place = from ? { at: from.at, ...(from.via ? { via: from.via } : {}) } : { at: context.entity.owner.at }
  const value = from?.type === 'scalar' ? from.value : null
  const result = derivation.compute(value, { now: context.now })
  if (result === undefined) return unknownAttribute({ why: `${derivation.why}: ${String(value)}`, needs: [] }, place)
  return fromPlain(result, place)
}

function fromPlain(value: unknown, place: Place): Attribute {
  if (Array.isArray(value))
    return listAttribute(
      value.map((item) => fromPlain(item, place)),
      place,
    )
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).map(([name, item]) => [name, fromPlain(item, place)] as const)
    return mapAttribute(Object.fromEntries(entries), place)
  }
  return scalarAttribute((value ?? null) as string | number | boolean | null, place)
}
