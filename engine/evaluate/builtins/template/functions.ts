import { compareTerms, valueAt } from '../../term-order.ts'
import { BuiltinError } from '../builtin.ts'
import { formatGo, type GoValue } from '../format/printf.ts'
import {
  isInputNumber,
  isList,
  isMade,
  isMap,
  isMissing,
  MISSING,
  madeNumber,
  printValue,
  type Value,
} from './value.ts'

export type TemplateFunction = (values: readonly Value[]) => Value

/** The functions every Go template has (package text/template), but `and`, `or`, which the caller evaluates lazily, and `call`. */
export const templateFunctions: Readonly<Record<string, TemplateFunction>> = {
  not: (values) => !truthOf(values),
  len: ([value]) => madeNumber(BigInt(lengthOf(value ?? null))),
  index: ([value, ...keys]) => keys.reduce<Value>(indexed, value ?? null),
  slice: ([value, ...bounds]) => sliced(value ?? null, bounds),
  print: (values) => printed(values, false),
  println: (values) => `${printed(values, true)}\n`,
  printf([format, ...values]) {
    if (typeof format !== 'string') throw new BuiltinError('template: printf wants a format')
    return formatGo(format, values.map(goValue))
  },
  html: (values) => printed(values, false).replace(/[<>&'"\0]/g, (char) => HTML[char] ?? char),
  js: (values) => printed(values, false).replace(/[\\'"<>&=\p{Cc}]/gu, scriptEscape),
  urlquery: (values) => encodeURIComponent(printed(values, false)).replace(/[!'()*]|%20/g, queryEscape),
  eq: ([first, ...others]) => others.length > 0 && others.some((other) => equal(first ?? null, other)),
  ne: ([first, second]) => !equal(first ?? null, second ?? null),
  lt: ([first, second]) => order(first, second) < 0,
  le: ([first, second]) => order(first, second) <= 0,
  gt: ([first, second]) => order(first, second) > 0,
  ge: ([first, second]) => order(first, second) >= 0,
}

const HTML: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  "'": '&#39;',
  '"': '&#34;',
  '\0': '\ufffd',
}

function truthOf([value]: readonly Value[]): boolean {
  if (value === undefined) throw new BuiltinError('template: not wants a value')
  return printTruth(value)
}

function printTruth(value: Value): boolean {
  if (isMissing(value)) return false
  if (isMade(value)) return Boolean(value.value)
  if (value === null || typeof value !== 'object') return Boolean(value)
  return isInputNumber(value) || lengthOf(value) > 0
}

function lengthOf(value: Value): number {
  if (typeof value === 'string') return new TextEncoder().encode(value).length
  if (isInputNumber(value)) return value.text.length
  if (isList(value)) return value.items.length
  if (isMap(value)) return value.entries.length
  throw new BuiltinError(`template: len of ${printValue(value)}`)
}

function indexed(value: Value, key: Value): Value {
  if (isMap(value)) {
    if (typeof key !== 'string') throw new BuiltinError('template: a map is indexed by a string')
    return valueAt(value, key) ?? MISSING
  }
  const at = wholeNumber(key)
  if (typeof value === 'string') {
    const byte = new TextEncoder().encode(value)[at]
    if (byte !== undefined) return madeNumber(BigInt(byte))
  }
  const item = isList(value) ? value.items[at] : undefined
  if (item === undefined) throw new BuiltinError(`template: index out of range: ${at}`)
  return item
}

function sliced(value: Value, bounds: readonly Value[]): Value {
  const [from = 0, to] = bounds.map(wholeNumber)
  const length = lengthOf(value)
  const end = to ?? length
  if (bounds.length > 2 || from < 0 || from > end || end > length)
    throw new BuiltinError('template: slice out of range')
  if (isList(value)) return { type: 'array', items: value.items.slice(from, end) }
  if (typeof value !== 'string') throw new BuiltinError("template: can't slice this value")
  return new TextDecoder().decode(new TextEncoder().encode(value).slice(from, end))
}

function wholeNumber(value: Value): number {
  if (isMade(value) && typeof value.value === 'bigint') return Number(value.value)
  throw new BuiltinError(`template: cannot index with ${printValue(value)}`)
}

/** As fmt.Sprint: a space between two values only where neither is a string. */
function printed(values: readonly Value[], always: boolean): string {
  return values.reduce<string>((text, value, index) => {
    const before = values[index - 1]
    const space = index > 0 && (always || (!isTextual(value) && !isTextual(before)))
    return `${text}${space ? ' ' : ''}${isNil(value) ? '<nil>' : printValue(value)}`
  }, '')
}

const isNil = (value: Value): boolean => value === null || isMissing(value)

const isTextual = (value: Value | undefined): boolean =>
  typeof value === 'string' || (value !== undefined && isInputNumber(value))

function goValue(value: Value): GoValue {
  if (isMade(value)) {
    return typeof value.value === 'bigint'
      ? { type: 'int64', value: value.value }
      : { type: 'float64', value: value.value }
  }
  if (typeof value === 'boolean') return { type: 'bool', value }
  if (isNil(value)) return { type: '<nil>' }
  return { type: isInputNumber(value) ? 'json.Number' : 'string', value: printValue(value, true) }
}

/** Input numbers are texts to Go's templates, so they compare with texts and never with numbers. */
function equal(a: Value, b: Value): boolean {
  const [x, y] = [comparable(a), comparable(b)]
  if (x === null || y === null) return x === y
  if (typeof x === typeof y) return x === y
  if (isNumeric(x) && isNumeric(y)) return Number(x) === Number(y)
  throw new BuiltinError('template: incompatible types for comparison')
}

function comparable(value: Value): null | boolean | string | bigint | number {
  if (isMissing(value)) return null
  if (isMade(value)) return value.value
  if (isInputNumber(value)) return value.text
  if (value === null || typeof value !== 'object') return value
  throw new BuiltinError('template: non-comparable type')
}

const isNumeric = (value: unknown): value is bigint | number => typeof value === 'bigint' || typeof value === 'number'

function order(a: Value | undefined, b: Value | undefined): number {
  const [x, y] = [comparable(a ?? null), comparable(b ?? null)]
  if (typeof x === 'string' && typeof y === 'string') return compareTerms(x, y)
  if (isNumeric(x) && isNumeric(y)) return x < y ? -1 : x > y ? 1 : 0
  throw new BuiltinError('template: incompatible types for comparison')
}

function scriptEscape(char: string): string {
  if (char === '\\' || char === "'" || char === '"') return `\\${char}`
  return `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}

function queryEscape(char: string): string {
  return char === '%20' ? '+' : `%${char.charCodeAt(0).toString(16).toUpperCase()}`
}
