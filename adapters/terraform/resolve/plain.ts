import type { Span } from '../../../model/source.ts'
import type { Scalar, Value } from '../../../model/value.ts'
import { fromBigInt } from './big-float.ts'
import { numberValue, scalarText } from './number.ts'
import { listOf, mapOf } from './value.ts'

export type Plain = string | number | bigint | boolean | null | readonly Plain[] | { readonly [key: string]: Plain }

/** A known value without its places. */
export function toPlain(value: Value): Plain {
  switch (value.type) {
    case 'scalar':
      return value.value
    case 'list':
      return value.items.map(toPlain)
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, toPlain(entry.value)]))
    case 'json':
      return knownText(value)
    default:
      return null
  }
}

/** The text that a known value in JSON stands in: as it is written, which is not always as it would be encoded. */
function knownText({ text, value }: Extract<Value, { type: 'json' }>): string {
  return text?.type === 'scalar' ? String(text.value) : encodeJson(value)
}

/** A value from plain data, all of it at one place. */
export function fromPlain(value: Plain, at: Span): Value {
  if (Array.isArray(value)) {
    return listOf(
      value.map((item: Plain) => fromPlain(item, at)),
      at,
    )
  }
  if (typeof value === 'bigint') return numberValue(fromBigInt(value), at)
  if (value !== null && typeof value === 'object') {
    return mapOf(
      Object.entries(value).map(([key, item]) => [key, { key: at, value: fromPlain(item as Plain, at) }] as const),
      at,
    )
  }
  return { type: 'scalar', value: value as Scalar['value'], at }
}

/** The JSON of a known value as Terraform's `jsonencode` writes it: keys sorted, `<`, `>` and `&` escaped. */
export function encodeJson(value: Value): string {
  switch (value.type) {
    case 'list':
      return `[${value.items.map(encodeJson).join(',')}]`
    case 'map': {
      const entries = [...value.entries].sort(([a], [b]) => compareText(a, b))
      return `{${entries.map(([key, entry]) => `${quoted(key)}:${encodeJson(entry.value)}`).join(',')}}`
    }
    case 'scalar':
      return typeof value.value === 'string' ? quoted(value.value) : scalarText(value)
    case 'json':
      return quoted(knownText(value))
    default:
      return 'null'
  }
}

/** A text as JSON. */
export function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Texts in the order of their bytes in UTF-8, which is that of their code points. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const [a, b] = [left.charCodeAt(at), right.charCodeAt(at)]
    if (a !== b) return rank(a) - rank(b)
  }
  return left.length - right.length
}

/** Halves of a pair stand for characters above all others. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}
