import type { Value } from '../../../model/value.ts'
import { isDefinite } from '../resolve/equality.ts'
import { fail } from '../resolve/failure.ts'
import { markedLike } from '../resolve/marks.ts'
import { asText } from '../resolve/texts.ts'
import { typeOf } from '../resolve/type-of.ts'
import { NUMBER } from '../resolve/types.ts'
import { unifyAll } from '../resolve/unify.ts'
import { isKnown, isMarked, isNull, isSensitive, noted, notesOf, unknownLike } from '../resolve/value.ts'
import { charactersOf } from './characters.ts'
import { expectCount, type Family, sequenceArgument } from './function.ts'

/** The first argument that says something, and how much a value holds. */
export const choosingFunctions: Family = {
  coalesce: (args, call) => {
    const all = args.length === 0 ? undefined : unifyAll(args, call.at)
    if (!all) return fail('The arguments of "coalesce" must be of one type.', call.at)
    for (const arg of all) {
      if (isNull(arg) || (arg.type === 'scalar' && arg.value === '')) continue
      const isSure = isKnown(arg) || arg.type === 'list' || arg.type === 'map' || isFull(arg)
      const made = isSure ? { ...arg, at: call.at } : unknownLike(arg, call.at)
      return markedLike(made, ...all.filter(isMarked))
    }
    return fail('Every argument of "coalesce" is null or empty.', call.at)
  },

  coalescelist: (args, call) => {
    expectCount(args, 1, Number.POSITIVE_INFINITY, call)
    for (const arg of args) {
      if (!isKnown(arg) && arg.type !== 'list') break
      if (!isNull(arg) || !isSequence(arg)) sequenceArgument(arg, call)
    }
    for (const arg of args) {
      if (isNull(arg)) continue
      const list = sequenceArgument(arg, call)
      if (!list) return unknownLike(arg, call.at)
      if (list.items.length > 0) return markedLike({ ...list, at: call.at }, ...args)
      if (list.open) return unknownLike(list, call.at)
    }
    return fail('Every list given to "coalescelist" is empty.', call.at)
  },

  length: (args, call) => {
    expectCount(args, 1, 1, call)
    const [value] = args
    if (!value || isNull(value)) return fail('"length" needs a list, map or text.', call.at)
    const size = sizeOf(value)
    if (size === undefined) {
      const unknown = unknownLike(value, call.at, NUMBER)
      return isSensitive(value) ? unknown : noted(unknown, { atLeast: leastOf(value) })
    }
    if (size === 'none') return fail('"length" needs a list, map or text.', call.at)
    const result: Value = { type: 'scalar', value: size, at: call.at }
    return isMarked(value) ? markedLike(result, value) : result
  },
}

function isSequence(value: Value): boolean {
  const { of } = typeOf(value)
  return of === 'list' || of === 'tuple'
}

/** A value that is neither null nor empty though not all of it is known. */
function isFull(value: Value): boolean {
  if (value.type === 'reference') return isDefinite(value)
  return value.type === 'text' || value.type === 'symbol' || value.type === 'json'
}

/** How much there is at least: the last sign of what is known may be one with the next. */
function leastOf(value: Value): number {
  if (value.type === 'list') return Math.min(value.items.length, notesOf(value).set ? 1 : Number.POSITIVE_INFINITY)
  if (value.type === 'map') return value.entries.size
  const text = value.type === 'json' ? asText(value, value.at) : value
  const known = text.type === 'text' ? text.parts.filter((part) => typeof part === 'string') : []
  return Math.max(charactersOf(known[0] ?? '').length - 1, 0)
}

function sizeOf(value: Value): number | 'none' | undefined {
  if (value.type === 'map') return value.open ? undefined : value.entries.size
  if (value.type === 'list') {
    // Elements of a set that are not known may be the same as others.
    const isSure = !value.open && (!notesOf(value).set || value.items.length === 1 || isKnown(value))
    return isSure ? value.items.length : undefined
  }
  const type = typeOf(value)
  if (type.of === 'object') return type.attributes.size
  if (type.of === 'tuple') return type.items.length
  if (type.of === 'number' || type.of === 'bool') return 'none'
  if (type.of !== 'string') return undefined
  const text = asText(value, value.at)
  return text.type === 'scalar' ? charactersOf(String(text.value)).length : undefined
}
