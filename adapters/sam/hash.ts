import { createHash } from 'node:crypto'
import type { Value } from '../../model/value.ts'
import { numberText } from './python.ts'

/** The ten hexadecimal digits that end an id made from content: SHA-1 of a text, or of the JSON of a value. */
export function hashOf(content: string | Value): string {
  const text =
    typeof content === 'string' ? content : content.type === 'scalar' ? scalarText(content) : jsonText(content)
  return text === '' ? '' : createHash('sha1').update(text, 'utf8').digest('hex').slice(0, 10)
}

function scalarText(value: Value & { readonly type: 'scalar' }): string {
  return typeof value.value === 'string' ? value.value : value.value === null ? '' : JSON.stringify(value.value)
}

/** Compact JSON, keys sorted, all but ASCII escaped: equal values give equal texts. */
export function jsonText(value: Value): string {
  switch (value.type) {
    case 'list':
      return `[${value.items.map(jsonText).join(',')}]`
    case 'map': {
      const names = [...value.entries.keys()].sort(byCodePoint)
      const entry = (name: string): string => {
        const found = value.entries.get(name)
        return `${quoted(name)}:${found ? jsonText(found.value) : 'null'}`
      }
      return `{${names.map(entry).join(',')}}`
    }
    case 'scalar':
      if (typeof value.value === 'string') return quoted(value.value)
      return typeof value.value === 'number' ? numberText(value) : JSON.stringify(value.value)
    default:
      return 'null'
  }
}

export function sameValue(left: Value, right: Value): boolean {
  return left === right || jsonText(left) === jsonText(right)
}

function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** The order in which the service sorts keys. */
export function byCodePoint(left: string, right: string): number {
  const a = [...left]
  const b = [...right]
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const difference = (a[at]?.codePointAt(0) ?? 0) - (b[at]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}
