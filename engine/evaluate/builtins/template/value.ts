import { sortedEntries } from '../../term-order.ts'
import type { ArrayTerm, NumberTerm, ObjectTerm, Term } from '../../terms.ts'
import { formatFloat } from '../format/float.ts'

/** A value inside a template: of the input, where numbers are texts to Go, or a number the template itself made. */
export type Value = Term | MadeNumber | Missing

/** A number written in the template or given by a function. */
export interface MadeNumber {
  readonly type: 'made'
  readonly value: bigint | number
}

/** What a key gives that is not there. */
export interface Missing {
  readonly type: 'missing'
}

export const MISSING: Missing = { type: 'missing' }
export const madeNumber = (value: bigint | number): MadeNumber => ({ type: 'made', value })

/** The text Go prints for a value; what is missing is `<no value>`. */
export function printValue(value: Value, inside = false): string {
  if (value === null) return inside ? '<nil>' : '<no value>'
  if (typeof value !== 'object') return String(value)
  switch (value.type) {
    case 'missing':
      return '<no value>'
    case 'made':
      return typeof value.value === 'bigint' ? String(value.value) : (formatFloat(value.value, NO_FLAGS, 'v') ?? '')
    case 'number':
      return value.text
    case 'array':
    case 'set':
      return `[${value.items.map((item) => printValue(item, true)).join(' ')}]`
    case 'object':
      return `map[${sortedEntries(value)
        .map(([key, item]) => `${printValue(key, true)}:${printValue(item, true)}`)
        .join(' ')}]`
  }
}

const NO_FLAGS = {
  ...{ sharp: false, zero: false, plus: false, minus: false, space: false, sharpV: false, plusV: false },
  width: undefined,
  precision: undefined,
}

/** Whether `if` takes a value for true: not what is missing, null, false, zero or empty. */
export function isTrue(value: Value): boolean {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return Boolean(value)
  switch (value.type) {
    case 'missing':
      return false
    case 'made':
      return Boolean(value.value)
    case 'number':
      return true
    case 'array':
    case 'set':
      return value.items.length > 0
    case 'object':
      return value.entries.length > 0
  }
}

export const isMade = (value: Value): value is MadeNumber => typeof value === 'object' && value?.type === 'made'
export const isMissing = (value: Value): value is Missing => typeof value === 'object' && value?.type === 'missing'
export const isInputNumber = (value: Value): value is NumberTerm =>
  typeof value === 'object' && value?.type === 'number'
export const isList = (value: Value): value is ArrayTerm => typeof value === 'object' && value?.type === 'array'
export const isMap = (value: Value): value is ObjectTerm => typeof value === 'object' && value?.type === 'object'
