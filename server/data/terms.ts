import { sortedItems } from '../../engine/evaluate/term-order.ts'
import type { Term } from '../../engine/evaluate/terms.ts'

/** The value at a path inside another. A segment that is a whole number stands for that number, as OPA reads paths. */
export function walk(term: Term, path: readonly string[]): Term | undefined {
  let inside: Term | undefined = term
  for (const segment of path) {
    if (inside === null || typeof inside !== 'object') return undefined
    inside = member(inside, segment)
    if (inside === undefined) return undefined
  }
  return inside
}

function member(term: Exclude<Term, null | boolean | string>, segment: string): Term | undefined {
  const isNumber = /^(0|[1-9]\d*)$/.test(segment)
  const fits = (key: Term): boolean =>
    isNumber ? typeof key === 'object' && key?.type === 'number' && key.text === segment : key === segment
  switch (term.type) {
    case 'number':
      return undefined
    case 'array':
      return isNumber ? term.items[Number(segment)] : undefined
    case 'set':
      return term.items.find(fits)
    case 'object':
      return term.entries.find(([key]) => fits(key))?.[1]
  }
}

/** A value as JSON: sets are sorted lists, keys that are no strings are written as their JSON. */
export function jsonOfTerm(term: Term): string {
  if (term === null || typeof term !== 'object') return JSON.stringify(term)
  switch (term.type) {
    case 'number':
      return term.text
    case 'array':
      return `[${term.items.map(jsonOfTerm).join(',')}]`
    case 'set':
      return `[${sortedItems(term).map(jsonOfTerm).join(',')}]`
    case 'object': {
      const members = term.entries.map(([key, value]) => `${keyOf(key)}:${jsonOfTerm(value)}`)
      return `{${members.join(',')}}`
    }
  }
}

function keyOf(key: Term): string {
  return JSON.stringify(typeof key === 'string' ? key : jsonOfTerm(key))
}
