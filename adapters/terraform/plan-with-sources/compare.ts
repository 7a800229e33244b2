import { type Entry, isNull, type ListValue, type MapValue, type Value } from '../../../model/value.ts'
import { structured } from '../../mapping/document.ts'

/** How many values are compared before what is left is taken for equal. */
export interface Budget {
  left: number
}

const MAX_COMPARED = 100_000

/**
 * Whether a planned value may be what an expression of the sources gives, as far as that is known. Numbers and booleans
 * are compared as texts, for the provider's schema decides which they are.
 */
export function mayBe(planned: Value, source: Value, budget: Budget = { left: MAX_COMPARED }): boolean {
  budget.left -= 1
  if (budget.left < 0) return true
  if (isOpen(planned) || isOpen(source)) return true
  if (source.type === 'choice')
    return [source.then, source.otherwise].some((branch) => branch && mayBe(planned, branch, budget))
  if (source.type === 'json' || planned.type === 'json') return mayBeDocument(planned, source, budget)
  if (planned.type === 'list' || source.type === 'list') return mayBeList(planned, source, budget)
  if (planned.type === 'map') return source.type === 'map' && mayBeMap(planned.entries, source, budget)
  if (planned.type !== 'scalar') return true
  if (source.type === 'text') return isMadeOf(String(planned.value), source.parts)
  if (source.type !== 'scalar') return planned.value === null
  return sameScalar(planned.value, source.value)
}

function sameScalar(planned: string | number | boolean | null, source: string | number | boolean | null): boolean {
  // An argument that is not set is an empty text to some providers.
  if (planned === null || source === null) return (planned ?? '') === (source ?? '')
  // A number that a double does not hold is read as a text.
  return String(planned) === String(source) || (typeof source === 'number' && Number(planned) === source)
}

function isOpen({ type }: Value): boolean {
  return type === 'unknown' || type === 'reference' || type === 'symbol'
}

function mayBeDocument(planned: Value, source: Value, budget: Budget): boolean {
  const [one, other] = [structured(planned), structured(source)]
  return one.type !== 'json' && other.type !== 'json' && mayBe(one, other, budget)
}

/** Order is not looked at: what is a list here may be a set to the provider. */
function mayBeList(planned: Value, source: Value, budget: Budget): boolean {
  if (planned.type !== 'list') return source.type === 'list' && mayBeOne(planned, source, budget)
  if (source.type !== 'list')
    return planned.items.length === 1 && planned.items.every((item) => mayBe(item, source, budget))
  if (source.open || source.items.some(({ type }) => type === 'choice')) return true
  if (planned.items.length !== source.items.length) return false
  const left = new Set(source.items)
  return planned.items.every((item, index) => {
    const own = source.items[index]
    const found =
      own && left.has(own) && mayBe(item, own, budget) ? own : [...left].find((other) => mayBe(item, other, budget))
    return found !== undefined && left.delete(found)
  })
}

function mayBeOne(planned: Value, { items }: ListValue, budget: Budget): boolean {
  const [only, ...others] = items
  if (only === undefined) return isNull(planned)
  return others.length === 0 && mayBe(planned, only, budget)
}

function mayBeMap(planned: ReadonlyMap<string, Entry>, { entries, open }: MapValue, budget: Budget): boolean {
  return [...entries].every(([key, { value }]) => {
    const own = planned.get(key)?.value
    if (own === undefined) return open !== undefined || isNull(value) || isOpen(value) || value.type === 'choice'
    return mayBe(own, value, budget)
  })
}

/** Whether the literal pieces of a text stand in another one in this order. */
function isMadeOf(text: string, parts: readonly (string | object)[]): boolean {
  let at = 0
  for (const [index, part] of parts.entries()) {
    if (typeof part !== 'string') continue
    const isLast = index === parts.length - 1
    const found =
      index === 0 ? (text.startsWith(part) ? 0 : -1) : isLast ? text.lastIndexOf(part) : text.indexOf(part, at)
    if (found < at || (isLast && found + part.length !== text.length)) return false
    at = found + part.length
  }
  return true
}
