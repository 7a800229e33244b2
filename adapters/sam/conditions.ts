import type { Span } from '../../model/source.ts'
import type { Value } from '../../model/value.ts'
import { makeMap } from './build.ts'
import { itemsOf, textOf } from './edit.ts'
import type { Expansion } from './expansion.ts'
import { argumentOf, isNoValue } from './intrinsic.ts'

/** A value that is there on one side of a condition alone: `Fn::If` with `AWS::NoValue` on the other. */
export interface OneSided {
  readonly condition: string
  /** Whether it is there when the condition does not hold, so something may be made when it does. */
  readonly absentWhen: boolean
  readonly value: Value
}

export function oneSided(written: Value | undefined): OneSided | 'absent' | undefined {
  const [condition, then, otherwise] = itemsOf(argumentOf(written, 'Fn::If'))
  const name = textOf(condition)
  if (name === undefined || !then || !otherwise) return undefined
  if (isNoValue(then) && isNoValue(otherwise)) return 'absent'
  if (isNoValue(then)) return { condition: name, absentWhen: true, value: otherwise }
  return isNoValue(otherwise) ? { condition: name, absentWhen: false, value: then } : undefined
}

export function addNegation(name: string, condition: string, expansion: Expansion, at: Span): void {
  const value = makeMap({ 'Fn::Not': [{ Condition: condition }] }, at)
  expansion.conditions.set(name, { key: at, value })
}

export function addConjunction(name: string, conditions: readonly string[], expansion: Expansion, at: Span): void {
  const value = makeMap({ 'Fn::And': conditions.map((condition) => ({ Condition: { Condition: condition } })) }, at)
  expansion.conditions.set(name, { key: at, value })
}
