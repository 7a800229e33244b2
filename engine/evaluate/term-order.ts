import type { ObjectTerm, SetTerm, Term } from './terms.ts'

/** The order of Rego values: null, booleans, numbers, strings by code point, arrays, objects, sets. Zero means equal. */
export function compareTerms(a: Term, b: Term): number {
  const order = rank(a) - rank(b)
  if (order !== 0) return order
  if (a === null || b === null) return 0
  if (typeof a === 'boolean' || typeof b === 'boolean') return Number(a) - Number(b)
  if (typeof a === 'string' || typeof b === 'string') return compareText(String(a), String(b))
  if (a.type === 'number' && b.type === 'number') return compareNumbers(a.text, b.text)
  if (a.type === 'array' && b.type === 'array') return compareLists(a.items, b.items)
  if (a.type === 'set' && b.type === 'set') return compareLists(sortedItems(a), sortedItems(b))
  if (a.type === 'object' && b.type === 'object') return compareEntries(sortedEntries(a), sortedEntries(b))
  return 0
}

/** The elements of a set in Rego order. */
export function sortedItems(set: SetTerm): readonly Term[] {
  return set.items.length < 2 ? set.items : [...set.items].sort(compareTerms)
}

/** The pairs of an object in Rego order of their keys. */
export function sortedEntries(object: ObjectTerm): readonly (readonly [Term, Term])[] {
  return object.entries.length < 2 ? object.entries : [...object.entries].sort(([a], [b]) => compareTerms(a, b))
}

/** The value of a key, undefined where the object has none. */
export function valueAt(object: ObjectTerm, key: Term): Term | undefined {
  return object.entries.find(([own]) => compareTerms(own, key) === 0)?.[1]
}

function rank(term: Term): number {
  if (term === null) return 0
  if (typeof term === 'boolean') return 1
  if (typeof term === 'string') return 3
  return { number: 2, array: 4, object: 5, set: 6 }[term.type]
}

function compareLists(a: readonly Term[], b: readonly Term[]): number {
  for (const [index, item] of a.entries()) {
    const other = b[index]
    if (other === undefined) return 1
    const order = compareTerms(item, other)
    if (order !== 0) return order
  }
  return a.length - b.length
}

function compareEntries(a: readonly (readonly [Term, Term])[], b: readonly (readonly [Term, Term])[]): number {
  for (const [index, [key, value]] of a.entries()) {
    const other = b[index]
    if (other === undefined) return 1
    const order = compareTerms(key, other[0]) || compareTerms(value, other[1])
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** Compares by code point; JavaScript's own order of UTF-16 units differs beyond the basic plane. */
function compareText(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const x = a.charCodeAt(index)
    const y = b.charCodeAt(index)
    if (x !== y) return codePointOrder(x) - codePointOrder(y)
  }
  return a.length - b.length
}

/** Moves surrogates, which stand for what is beyond the basic plane, behind all other units. */
const codePointOrder = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800)

function compareNumbers(a: string, b: string): number {
  if (a === b) return 0
  if (a.length < 16 && b.length < 16 && /^-?\d+$/.test(a) && /^-?\d+$/.test(b)) return Number(a) - Number(b)
  const x = decimalOf(a)
  const y = decimalOf(b)
  if (x.sign !== y.sign) return x.sign - y.sign
  if (x.sign === 0) return 0
  if (x.point !== y.point) return x.point < y.point ? -x.sign : x.sign
  if (x.digits === y.digits) return 0
  return x.digits < y.digits ? -x.sign : x.sign
}

interface Decimal {
  readonly sign: -1 | 0 | 1
  /** Significant digits without zeros at either end: the value is 0.digits times ten to the power of `point`. */
  readonly digits: string
  readonly point: number
}

/** A number text as sign, digits and place of the point; never expands the exponent, however large. */
export function decimalOf(text: string): Decimal {
  const parts = /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text)
  const whole = parts?.[2] ?? ''
  const digits = whole + (parts?.[3] ?? '')
  const start = digits.search(/[1-9]/)
  if (start < 0) return { sign: 0, digits: '', point: 0 }
  const point = whole.length - start + Number(parts?.[4] ?? 0)
  return { sign: parts?.[1] === '-' ? -1 : 1, digits: digits.slice(start).replace(/0+$/, ''), point }
}
