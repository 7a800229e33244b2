import type { Span } from '../../../model/source.ts'
import type { Reference, UnknownValue, Value } from '../../../model/value.ts'
import type { Type } from './types.ts'
import { type Notes, noted } from './value.ts'

/** A part of what is not known: the name of the whole leads to it. */
export function partOf(of: UnknownValue | Reference, suffix: string, ofType: Type, at: Span): Value {
  const { ofType: _, notNull: __, set: ___, from: ____, ...rest } = of as (UnknownValue | Reference) & Notes
  const named: UnknownValue | Reference =
    rest.type === 'reference'
      ? { ...rest, attribute: `${rest.attribute}${suffix}`, at }
      : { ...rest, ...(rest.symbol === undefined ? {} : { symbol: `${rest.symbol}${suffix}` }), at }
  return ofType.of === 'any' ? named : noted(named, { ofType })
}
