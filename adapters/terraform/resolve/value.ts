import type { Span } from '../../../model/source.ts'
import {
  type Cause,
  type Choice,
  type Entry,
  isNull,
  type JsonValue,
  type ListValue,
  type MapValue,
  type Reference,
  type Scalar,
  type TextValue,
  type UnknownValue,
  type Value,
  type Via,
} from '../../../model/value.ts'

import type { BigFloat } from './big-float.ts'
import { lostPath } from './lost.ts'
import type { Type } from './types.ts'

export { isNull }

/** What the evaluator notes on values beside the model's own fields. */
export interface Notes {
  /** The resource attribute that a configured value was read from. */
  readonly from?: Reference
  /** A list whose elements have no order and occur once. */
  readonly set?: true
  /** What Terraform takes a list, a map, null or a value that is not known for; absent where nothing says more than the value. */
  readonly ofType?: Type
  /** A value that is not known, but for that it is not null. */
  readonly notNull?: true
  /** A number that is not known is at least this: how long a text is of which the beginning is known. */
  readonly atLeast?: number
  /** A number that a double does not hold in full. */
  readonly exact?: BigFloat
  /** Never printed; what is not a scalar is marked so beside its elements. */
  readonly sensitive?: true
  /** Marked by itself, and not only with what holds it. */
  readonly ownMark?: true
}

export function notesOf(value: Value): Notes {
  return value as Notes
}

export function noted<V extends Value>(value: V, notes: Notes): V {
  return { ...value, ...notes }
}

export function nothing(at: Span): Scalar {
  return { type: 'scalar', value: null, at }
}

export function plainText(value: string, at: Span): Scalar {
  return { type: 'scalar', value, at }
}

export function bool(value: boolean, at: Span): Scalar {
  return { type: 'scalar', value, at }
}

export function listOf(items: readonly Value[], at: Span, open?: Cause): ListValue {
  return open ? { type: 'list', items, at, open } : { type: 'list', items, at }
}

export function mapOf(entries: Iterable<readonly [string, Entry]>, at: Span, open?: Cause): MapValue {
  const map = new Map(entries)
  return open ? { type: 'map', entries: map, at, open } : { type: 'map', entries: map, at }
}

/** The same value where it is used, with the way it came. */
export function movedTo(value: Value, at: Span, step?: Via): Value {
  if (!step) return { ...value, at }
  return { ...value, at, via: [...(value.via ?? []), step] }
}

/** An element of a value: where it is used, and the way it came, which begins where the element itself is written. */
export function elementAt(container: Value, element: Value, at: Span): Value {
  if (!container.via) return { ...element, at }
  const way = container.via.map((step, index) => (index === 0 ? { ...step, location: element.at } : step))
  return { ...element, at, via: [...(element.via ?? []), ...way] }
}

/** A value that depends on another that is not known: unknown for the same reason, and hidden where that is. */
export function unknownLike(value: Value, at: Span, ofType?: Type): UnknownValue {
  const unknown: UnknownValue = { type: 'unknown', cause: causeOf(value), at }
  const known = ofType ? { ofType, notNull: true as const } : {}
  return isSensitive(value) ? noted(unknown, { ...known, sensitive: true }) : noted(unknown, known)
}

/** Why a value is not known; for the first part of it that is not. */
export function causeOf(value: Value): Cause {
  return findCause(value) ?? { why: 'this value cannot be computed from the files alone', needs: [] }
}

function findCause(value: Value): Cause | undefined {
  switch (value.type) {
    case 'unknown':
      return value.cause
    case 'reference': {
      const name = value.attribute === null ? value.resource : `${value.resource}.${value.attribute}`
      return { why: `${name} is known after apply`, needs: [] }
    }
    case 'symbol':
      return { why: `the ${value.name} is not known`, needs: value.name === 'partition' ? [] : [`--${value.name}`] }
    case 'text':
      return value.parts.map((part) => (typeof part === 'string' ? undefined : findCause(part))).find(Boolean)
    case 'json':
      return findCause(value.value)
    case 'list':
      return value.open ?? value.items.map((item) => (isKnown(item) ? undefined : findCause(item))).find(Boolean)
    case 'map':
      return (
        value.open ??
        [...value.entries.values()]
          .map((entry) => (isKnown(entry.value) ? undefined : findCause(entry.value)))
          .find(Boolean)
      )
    case 'choice': {
      return { why: 'it depends on a condition that is not decided', needs: [] }
    }
    case 'scalar':
      return undefined
  }
}

interface Measure {
  readonly known: boolean
  readonly sensitive: boolean
  readonly lost: boolean
  readonly size: number
}

const measures = new WeakMap<Value, Measure>()

/** Whether a value and everything in it is known. */
export function isKnown(value: Value): boolean {
  return measure(value).known
}

/** Whether anything in a value is never to be printed. */
export function isSensitive(value: Value): boolean {
  return measure(value).sensitive
}

/** Whether a value itself is marked, and not only something in it. */
export function isMarked(value: Value): boolean {
  return notesOf(value).sensitive === true
}

/** How many values it holds, each as often as it occurs. */
export function sizeOf(value: Value): number {
  return measure(value).size
}

/** Whether anything in a value is not known because a file is not there. */
export function hasLost(value: Value): boolean {
  return measure(value).lost
}

/** Values share their parts, so what was measured once is remembered: the cost is that of what was written. */
function measure(value: Value): Measure {
  switch (value.type) {
    case 'scalar':
      return value.sensitive ? SENSITIVE : KNOWN
    case 'unknown':
      return lostPath(value.cause) !== undefined ? LOST : isMarked(value) ? HIDDEN : OPEN
    case 'list':
    case 'map':
    case 'json':
    case 'choice':
    case 'text':
      break
    default:
      return isMarked(value) ? HIDDEN : OPEN
  }
  const found = measures.get(value)
  if (found) return found
  const made = measureParts(value)
  measures.set(value, made)
  return made
}

function measureParts(value: ListValue | MapValue | JsonValue | TextValue | Choice): Measure {
  let known = value.type === 'json' || ((value.type === 'list' || value.type === 'map') && value.open === undefined)
  let sensitive = isMarked(value)
  let lost = false
  let size = 1
  const add = (part: Value | null): void => {
    if (!part) return
    const inner = measure(part)
    known &&= inner.known
    sensitive ||= inner.sensitive
    lost ||= inner.lost
    size += inner.size
  }
  switch (value.type) {
    case 'list':
      for (const item of value.items) add(item)
      break
    case 'map':
      for (const entry of value.entries.values()) add(entry.value)
      break
    case 'json':
      add(value.value)
      break
    case 'text':
      return value.parts.some((part) => typeof part !== 'string' && measure(part).lost)
        ? LOST
        : sensitive
          ? HIDDEN
          : OPEN
    case 'choice':
      add(value.then)
      add(value.otherwise)
  }
  return { known, sensitive, lost, size }
}

const KNOWN: Measure = { known: true, sensitive: false, lost: false, size: 1 }
const SENSITIVE: Measure = { known: true, sensitive: true, lost: false, size: 1 }
const OPEN: Measure = { known: false, sensitive: false, lost: false, size: 1 }
const HIDDEN: Measure = { known: false, sensitive: true, lost: false, size: 1 }
const LOST: Measure = { known: false, sensitive: false, lost: true, size: 1 }

/** A map with each of its values changed. */
export function changeEntries(value: MapValue, change: (value: Value) => Value): MapValue {
  const entries = [...value.entries].map(([key, entry]) => [key, { ...entry, value: change(entry.value) }] as const)
  return { ...value, entries: new Map(entries) }
}
