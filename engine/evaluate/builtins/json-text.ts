import { compareTerms, sortedEntries, sortedItems } from '../term-order.ts'
import { arrayOf, encodeTerm, parseTerm, type Term } from '../terms.ts'
import { BuiltinError } from './builtin.ts'

/** A Rego value as JSON can hold it: sets become sorted arrays, keys that are not strings their JSON text. */
export function jsonOf(term: Term): Term {
  if (term === null || typeof term !== 'object') return term
  switch (term.type) {
    case 'number':
      return term
    case 'array':
      return arrayOf(term.items.map(jsonOf))
    case 'set':
      return arrayOf(sortedItems(term).map(jsonOf))
    case 'object': {
      const entries = term.entries.map(([key, value]): [Term, Term] => [keyText(key), jsonOf(value)])
      return { type: 'object', entries: sortedEntries({ type: 'object', entries }) }
    }
  }
}

/** Reads JSON text, keeping numbers as they are written; the last of repeated keys counts. Throws {@link BuiltinError}. */
export function parseJson(text: string): Term {
  try {
    // Rego value text is wider than JSON, so JSON has the first word.
    JSON.parse(text)
  } catch {
    throw new BuiltinError('invalid JSON string')
  }
  return withoutRepeats(parseTerm(text))
}

/** JSON as Go's encoding/json writes it, which escapes `<`, `>`, `&` and the two line separators. */
export function encodeJson(json: Term): string {
  return encodeTerm(json).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** As {@link encodeJson}, one element a line; every line but the first begins with the prefix. */
export function indentJson(json: Term, prefix: string, indent: string): string {
  return indented(json, `\n${prefix}`, indent)
}

function indented(json: Term, lineStart: string, indent: string): string {
  if (json === null || typeof json !== 'object' || json.type === 'number' || json.type === 'set')
    return encodeJson(json)
  const inner = lineStart + indent
  if (json.type === 'array') {
    if (json.items.length === 0) return '[]'
    return `[${json.items.map((item) => inner + indented(item, inner, indent)).join(',')}${lineStart}]`
  }
  if (json.entries.length === 0) return '{}'
  const lines = json.entries.map(([key, value]) => `${inner}${encodeJson(key)}: ${indented(value, inner, indent)}`)
  return `{${lines.join(',')}${lineStart}}`
}

function keyText(key: Term): string {
  return typeof key === 'string' ? key : encodeJson(jsonOf(key))
}

function withoutRepeats(term: Term): Term {
  if (term === null || typeof term !== 'object') return term
  if (term.type === 'array') return arrayOf(term.items.map(withoutRepeats))
  if (term.type !== 'object') return term
  const last = new Map(term.entries.map(([key, value]) => [key, withoutRepeats(value)]))
  return { type: 'object', entries: [...last].sort(([a], [b]) => compareTerms(a, b)) }
}
