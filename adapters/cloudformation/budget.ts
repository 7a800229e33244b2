import { type Diagnostic, error } from '../../model/diagnostic.ts'
import { jsonParts } from '../../model/native.ts'
import type { Span } from '../../model/source.ts'
import { renderPart, type TextPart } from '../../model/text.ts'
import type { Cause, UnknownValue, Value } from '../../model/value.ts'
import type { Resolver } from './resolve.ts'

/** What the evaluation of a template, with all that is nested in it, has done so far. */
export interface Work {
  /** How many values are being resolved, each for the one before. */
  depth: number
  /** What functions have made. */
  pieces: number
  characters: number
  /** That it is more than is read is said once. */
  said: boolean
}

export function noWork(): Work {
  return { depth: 0, pieces: 0, characters: 0, said: false }
}

interface Size {
  readonly pieces: number
  readonly characters: number
}

/** No property of a deployable template comes near: the service takes templates of 1 MB, with 4,096 characters in a value. */
const largestValue: Size = { pieces: 100_000, characters: 1_000_000 }
const largestTotal: Size = { pieces: 250_000, characters: 16_000_000 }
const free: Size = { pieces: 16, characters: 1024 }

/**
 * A value that a function made, or is about to, counted; where that is more than is read, a value that is not known, and
 * a diagnostic. What is small costs nothing: so
 * much of it as a file calls for is always read.
 */
export function withinBudget(value: Value, at: Span, work: Work, report: Resolver['report']): Value {
  const size = sizeOf(value)
  if (!exceeds(size, free)) return value
  const total = add(work, size)
  if (exceeds(size, largestValue) || exceeds(total, largestTotal)) {
    if (!work.said) report(tooMuch(at))
    work.said = true
    return unknownAt(at)
  }
  work.pieces = total.pieces
  work.characters = total.characters
  return value
}

/** Why the whole is not known, where one of the values is not known for being too large. */
export function tooMuchAmong(values: readonly Value[], at: Span): UnknownValue | undefined {
  return values.some((value) => value.type === 'unknown' && isTooMuch(value.cause)) ? unknownAt(at) : undefined
}

export function isTooMuch(cause: Cause): boolean {
  return cause.why === why
}

const why = 'functions make more of it than is read'

function tooMuch(at: Span): Diagnostic {
  const problem = `The functions here make a value of more than ${largestValue.pieces} pieces or ${largestValue.characters} characters, or with those before it more than ${largestTotal.pieces} or ${largestTotal.characters}; it is taken as unknown. Repeat less.`
  return error('TOO_MANY_VALUES', problem, at)
}

function unknownAt(at: Span): UnknownValue {
  return { type: 'unknown', cause: { why, needs: [] }, at }
}

const sizes = new WeakMap<Value, Size>()

/** Values are shared, and what is shared counts each time: it is written out later. */
function sizeOf(value: Value): Size {
  const known = sizes.get(value)
  if (known) return known
  const size = measure(value)
  sizes.set(value, size)
  return size
}

function measure(value: Value): Size {
  switch (value.type) {
    case 'list':
      return value.items.map(sizeOf).reduce(add, one)
    case 'map':
      return [...value.entries]
        .map(([key, entry]) => add({ pieces: 0, characters: key.length }, sizeOf(entry.value)))
        .reduce(add, one)
    case 'choice':
      return [value.then, value.otherwise].map((side) => (side ? sizeOf(side) : one)).reduce(add, one)
    case 'json': {
      const inner = sizeOf(value.value)
      // Quotes within quotes are longer each time.
      return exceeds(inner, largestValue) ? inner : jsonParts(value).map(partSize).reduce(add, one)
    }
    case 'text':
      return value.parts.map(partSize).reduce(add, { pieces: 0, characters: 0 })
    case 'scalar':
      return { pieces: 1, characters: String(value.value).length }
    default:
      return partSize(value)
  }
}

const one: Size = { pieces: 1, characters: 0 }

function partSize(part: TextPart): Size {
  const explained = typeof part !== 'string' && part.type === 'unknown' ? part.cause.why.length : 0
  return { pieces: 1, characters: renderPart(part).length + explained }
}

function add(left: Size, right: Size): Size {
  return { pieces: left.pieces + right.pieces, characters: left.characters + right.characters }
}

function exceeds(size: Size, limit: Size): boolean {
  return size.pieces > limit.pieces || size.characters > limit.characters
}
