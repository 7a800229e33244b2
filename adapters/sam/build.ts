import type { Span } from '../../model/source.ts'
import type { Entry, ListValue, MapValue, Scalar, Value } from '../../model/value.ts'

/**
 * What a value is made of: plain JSON, with values of the template anywhere in it, which are taken as they are. Entries
 * that are `undefined` are left out.
 */
export type Made = string | number | boolean | null | Value | readonly (Made | undefined)[] | MadeMap

export interface MadeMap {
  readonly [name: string]: Made | undefined
}

/**
 * A value that expansion makes. `at` is the place of what the author wrote that caused it: the entry that names a policy
 * template, the event, the connector. Every scalar made here says so with `via: transform`.
 */
export function make(content: Made, at: Span): Value {
  if (isValue(content)) return content
  if (isItems(content)) return makeList(content, at)
  return typeof content === 'object' && content !== null ? makeMap(content, at) : makeScalar(content, at)
}

export function makeMap(content: MadeMap, at: Span): MapValue {
  const entries = new Map<string, Entry>()
  for (const [name, value] of Object.entries(content)) {
    if (value !== undefined) entries.set(name, { key: at, value: make(value, at) })
  }
  return { type: 'map', entries, at }
}

export function makeList(items: readonly (Made | undefined)[], at: Span): ListValue {
  return { type: 'list', items: items.flatMap((item) => (item === undefined ? [] : [make(item, at)])), at }
}

export function makeScalar(value: Scalar['value'], at: Span): Scalar {
  return { type: 'scalar', value, at, via: [{ reason: 'transform', location: at }] }
}

/** A text of the author with another one in its place. */
export function changedText(written: Scalar, value: string): Scalar {
  if (written.value === value) return written
  return { ...written, value, via: [...(written.via ?? []), { reason: 'transform', location: written.at }] }
}

export function ref(id: string): MadeMap {
  return { Ref: id }
}

export function getAtt(id: string, attribute: string): MadeMap {
  return { 'Fn::GetAtt': [id, attribute] }
}

export function sub(text: string, variables?: MadeMap): MadeMap {
  return { 'Fn::Sub': variables ? [text, variables] : text }
}

export function join(separator: string, parts: readonly Made[]): MadeMap {
  return { 'Fn::Join': [separator, parts] }
}

export function fnIf(condition: string, then: Made, otherwise: Made): MadeMap {
  return { 'Fn::If': [condition, then, otherwise] }
}

export const noValue: MadeMap = { Ref: 'AWS::NoValue' }

function isItems(content: Made): content is readonly (Made | undefined)[] {
  return Array.isArray(content)
}

/** A value of the template has a place; plain JSON has none. */
function isValue(content: Made): content is Value {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return false
  const at: unknown = Reflect.get(content, 'at')
  return typeof at === 'object' && at !== null && 'startLine' in at && 'file' in at
}
