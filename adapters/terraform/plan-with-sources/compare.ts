import { type Entry, isNull, type Value } from '../../../model/value.ts'
import { structured } from '../../mapping/document.ts'

/**
 * Whether a planned value may be what an expression of the sources gives, as far as that is known. Numbers and booleans
 * are compared as texts, for the provider's schema decides which they are.
 */
export function mayBe(planned: Value, source: Value): boolean {
  if (isOpen(planned) || isOpen(source)) return true
  if (source.type === 'choice')
    return [source.then, source.otherwise].some((branch) => branch && mayBe(planned, branch))
  if (source.type === 'json' || planned.type === 'json') return mayBeDocument(planned, source)
  if (planned.type === 'list' || source.type === 'list') return mayBeList(planned, source)
  if (planned.type === 'map')
    return source.type === 'map' && mayBeMap(planned.entries, source.entries, source.open !== undefined)
  if (planned.type !== 'scalar') return true
  if (source.type === 'text') return isMadeOf(String(planned.value), source.parts)
  if (source.type !== 'scalar') return planned.value === null
  return sameScalar(planned.value, source.value)
}

function sameScalar(planned: string | number | boolean | null, source: string | number | boolean | null): boolean {
  // An argument that is not set is an empty text to some providers.
  if (planned === null || source === null) return (planned ?? '') === (source ?? '')
  return String(planned) === String(source)
}

function isOpen({ type }: Value): boolean {
  return type === 'unknown' || type === 'reference' || type === 'symbol'
}

function mayBeDocument(planned: Value, source: Value): boolean {
  const [one, other] = [structured(planned), structured(source)]
  return one.type !== 'json' && other.type !== 'json' && mayBe(one, other)
}

/** Order is not looked at: what is a list here may be a set to the provider. */
function mayBeList(planned: Value, source: Value): boolean {
  if (planned.type !== 'list') return source.type === 'list' && mayBeOne(planned, source)
  if (source.type !== 'list') return planned.items.length === 1 && planned.items.every((item) => mayBe(item, source))
  if (source.open || source.items.some(({ type }) => type === 'choice')) return true
  if (planned.items.length !== source.items.length) return false
  const left = new Set(source.items)
  return planned.items.every((item, index) => {
    const own = source.items[index]
    const found = own && left.has(own) && mayBe(item, own) ? own : [...left].find((other) => mayBe(item, other))
    return found !== undefined && left.delete(found)
  })
}

function mayBeOne(planned: Value, { items }: Extract<Value, { type: 'list' }>): boolean {
  const [only, ...others] = items
  if (only === undefined) return isNull(planned)
  return others.length === 0 && mayBe(planned, only)
}

function mayBeMap(planned: ReadonlyMap<string, Entry>, source: ReadonlyMap<string, Entry>, isMore: boolean): boolean {
  return [...source].every(([key, { value }]) => {
    const own = planned.get(key)?.value
    if (own === undefined) return isMore || isNull(value) || isOpen(value) || value.type === 'choice'
    return mayBe(own, value)
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
