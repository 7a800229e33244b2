import { startOf } from '../../model/source.ts'
import { joinParts, type TextPart } from '../../model/text.ts'
import type { Reference, SymbolValue, UnknownValue, Value } from '../../model/value.ts'

/** Where all of these values stand: the place is not what these tests are about. */
export const at = startOf('template.yaml')

export const account: SymbolValue = { type: 'symbol', name: 'account', at }
export const region: SymbolValue = { type: 'symbol', name: 'region', at }

export function text(...parts: readonly TextPart[]): Value {
  return joinParts(parts, at)
}

export function reference(resource: string, attribute: string | null = null): Reference {
  return { type: 'reference', resource, attribute, at }
}

/** A template parameter or Terraform variable that has no value. */
export function parameter(symbol: string): UnknownValue {
  const cause = { why: `${symbol} has no value`, needs: [`--parameter ${symbol}=…`] }
  return { type: 'unknown', cause, symbol, origin: 'input_parameter', at }
}

export function mapping(entries: Readonly<Record<string, Value>>): Value {
  return { type: 'map', entries: new Map(Object.entries(entries).map(([key, value]) => [key, { key: at, value }])), at }
}

export function listing(...items: readonly Value[]): Value {
  return { type: 'list', items, at }
}
