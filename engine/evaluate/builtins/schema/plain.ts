import type { Term } from '../../terms.ts'
import { encodeJson } from '../json-text.ts'

/** JSON text in which numbers are written as the double they are, so that 1 and 1.0 are the same. */
export function plainJson(json: Term): string {
  return encodeJson(withDoubles(json))
}

function withDoubles(json: Term): Term {
  if (json === null || typeof json !== 'object') return json
  switch (json.type) {
    case 'number':
      return { type: 'number', text: String(Number(json.text)) }
    case 'array':
    case 'set':
      return { type: 'array', items: json.items.map(withDoubles) }
    case 'object':
      return { type: 'object', entries: json.entries.map(([key, value]) => [key, withDoubles(value)]) }
  }
}
