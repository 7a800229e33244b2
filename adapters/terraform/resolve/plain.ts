import type { Span } from '../../../model/source.ts'
import type { Scalar, Value } from '../../../model/value.ts'
import { listOf, mapOf } from './value.ts'

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain }

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
      return encodeJson(toPlain(value.value))
    default:
      return null
  }
}

/** A value from plain data, all of it at one place. */
export function fromPlain(value: Plain, at: Span): Value {
  if (Array.isArray(value)) {
    return listOf(
      value.map((item: Plain) => fromPlain(item, at)),
      at,
    )
  }
  if (value !== null && typeof value === 'object') {
    return mapOf(
      Object.entries(value).map(([key, item]) => [key, { key: at, value: fromPlain(item as Plain, at) }] as const),
      at,
    )
  }
  return { type: 'scalar', value: value as Scalar['value'], at }
}

/** JSON as Terraform's `jsonencode` writes it: keys sorted, `<`, `>` and `&` escaped. */
export function encodeJson(value: Plain): string {
  if (Array.isArray(value)) return `[${value.map(encodeJson).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).sort(([a], [b]) => compareText(a, b))
    return `{${entries.map(([key, item]) => `${encodeJson(key)}:${encodeJson(item as Plain)}`).join(',')}}`
  }
  if (typeof value !== 'string') return typeof value === 'number' ? numberText(value) : JSON.stringify(value)
  return JSON.stringify(value).replaceAll(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Texts in the order of their bytes in UTF-8, which is that of their code points. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0
  const a = [...left]
  const b = [...right]
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const difference = (a[at]?.codePointAt(0) ?? 0) - (b[at]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** A number as Terraform writes it in a text: never with an exponent. */
export function numberText(value: number): string {
  const text = String(value)
  if (!/e/.test(text)) return text
  if (Number.isInteger(value)) return BigInt(value).toString()
  return value.toFixed(20).replace(/0+$/, '')
}
