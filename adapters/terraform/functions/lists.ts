import type { Value } from '../../../model/value.ts'
import { fail } from '../resolve/failure.ts'
import { applyBinary, equals, numberOf } from '../resolve/operators.ts'
import { compareText, toPlain } from '../resolve/plain.ts'
import { asText, textOf } from '../resolve/texts.ts'
import { withoutSet } from '../resolve/types.ts'
import { unifyAll, unifyList } from '../resolve/unify.ts'
import { bool, causeOf, isKnown, isNull, isSensitive, listOf, plainText, unknownLike } from '../resolve/value.ts'
import { type Call, expectCount, type Family, listArgument } from './function.ts'

/** Terraform refuses longer ranges. */
const MAX_RANGE = 1024

/** Lists. What is known of them stays known, at its own place. */
export const listFunctions: Family = {
  length: ([value], call) => {
    if (value?.type === 'list' && !value.open) return { type: 'scalar', value: value.items.length, at: call.at }
    if (value?.type === 'map' && !value.open) return { type: 'scalar', value: value.entries.size, at: call.at }
    if (value?.type === 'scalar' && typeof value.value === 'string') {
      const segments = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(value.value)
      const size = { type: 'scalar', value: [...segments].length, at: call.at } as const
      return isSensitive(value) ? { ...size, sensitive: true } : size
    }
    if (!value || value.type === 'scalar') return fail('"length" needs a list, map or text.', call.at)
    return unknownLike(value, call.at)
  },

  concat: (args, call) => {
    const lists = args.map((arg) => listArgument(arg, call))
    const missing = args.find((_, index) => !lists[index] || lists[index].open)
    const items = lists.flatMap((list) => list?.items ?? [])
    return listOf(items, call.at, missing && causeOf(missing))
  },

  element: ([of, index], call) => {
    const list = listArgument(of, call)
    const at = index && numberOf(index, call.at)
    if (!list || list.open || at === undefined)
      return unknownLike(list && !list.open ? (index ?? list) : (of as Value), call.at)
    if (list.items.length === 0) return fail('"element" needs a list with an element.', call.at)
    if (at < 0 || !Number.isInteger(at)) return fail('"element" needs an index that is not negative.', call.at)
    return { ...(list.items[at % list.items.length] as Value), at: call.at }
  },

  index: ([of, wanted], call) => {
    const list = listArgument(of, call)
    if (!list || !wanted || !isKnown(list) || !isKnown(wanted)) return unknownLike(of as Value, call.at)
    const found = list.items.findIndex((item) => equals(item, wanted) === true)
    return found === -1
      ? fail('The list does not hold this element.', call.at)
      : { type: 'scalar', value: found, at: call.at }
  },

  contains: ([of, wanted], call) => {
    const list = listArgument(of, call)
    if (!list || !wanted) return unknownLike(of as Value, call.at)
    const answers = list.items.map((item) => applyBinary('==', wanted, item, call.at))
    const found = answers.reduce<Value>((all, next) => applyBinary('||', all, next, call.at), bool(false, call.at))
    if (!list.open || (found.type === 'scalar' && found.value === true)) return found
    return unknownLike(list, call.at)
  },

  flatten: ([of], call) => {
    const list = listArgument(of, call)
    if (!list) return unknownLike(of as Value, call.at)
    let open = list.open
    const spread = (items: readonly Value[]): readonly Value[] =>
      items.flatMap((item) => {
        if (item.type !== 'list') {
          if (item.type === 'unknown' || item.type === 'choice') open ??= causeOf(item)
          else return [item]
          return []
        }
        open ??= item.open
        return spread(item.items)
      })
    return listOf(spread(list.items), call.at, open)
  },

  compact: ([of], call) => {
    const list = listArgument(of, call)
    if (!list) return unknownLike(of as Value, call.at)
    let open = list.open
    const items = list.items.filter((item) => {
      if (item.type === 'scalar') return item.value !== null && item.value !== ''
      if (item.type === 'unknown' || item.type === 'choice') open ??= causeOf(item)
      return item.type !== 'unknown' && item.type !== 'choice'
    })
    return listOf(
      items.map((item) => asText(item, item.at)),
      call.at,
      open,
    )
  },

  distinct: ([of], call) => {
    const list = listArgument(of, call)
    if (!list) return unknownLike(of as Value, call.at)
    const seen = new Set<string>()
    const items = unifyList(list).items.filter((item) => {
      if (!isKnown(item)) return true
      const key = JSON.stringify(toPlain(item))
      return seen.has(key) ? false : seen.add(key)
    })
    return listOf(items, call.at, list.open)
  },

  reverse: ([of], call) => {
    const list = listArgument(of, call)
    if (!list) return unknownLike(of as Value, call.at)
    return { ...withoutSet(list), items: [...list.items].reverse(), at: call.at }
  },

  sort: ([of], call) => {
    const list = listArgument(of, call)
    if (!list) return unknownLike(of as Value, call.at)
    const open = list.items.find((item) => !isKnown(item))
    if (open) {
      const items = list.items.map(() => unknownLike(open, call.at))
      return listOf(items, call.at, list.open)
    }
    if (list.items.some(isNull)) return fail('"sort" needs texts, not null.', call.at)
    const items = list.items.map((item) => {
      const text = plainText(textOf(asText(item, item.at)), item.at)
      return isSensitive(item) ? { ...text, sensitive: true as const } : text
    })
    return listOf(
      items.sort((a, b) => compareText(String(a.value), String(b.value))),
      call.at,
      list.open,
    )
  },

  slice: ([of, from, to], call) => {
    const list = listArgument(of, call)
    const [start, end] = [from, to].map((bound) => bound && numberOf(bound, call.at))
    if (!list || list.open || start === undefined || end === undefined) return unknownLike(of as Value, call.at)
    if (start < 0 || end < start || end > list.items.length) {
      return fail(`"slice" needs a start and an end between 0 and ${list.items.length}.`, call.at)
    }
    return listOf(list.items.slice(start, end), call.at)
  },

  chunklist: ([of, size], call) => {
    const list = listArgument(of, call)
    const length = size && numberOf(size, call.at)
    if (!list || list.open || length === undefined) return unknownLike(of as Value, call.at)
    if (length < 0) return fail('"chunklist" needs a size that is not negative.', call.at)
    const step = length === 0 ? Math.max(list.items.length, 1) : length
    const chunks: Value[] = []
    for (let at = 0; at < list.items.length; at += step) chunks.push(listOf(list.items.slice(at, at + step), call.at))
    return listOf(chunks, call.at)
  },

  range: (args, call) => {
    expectCount(args, 1, 3, call)
    const numbers = args.map((arg) => numberOf(arg, call.at))
    const open = args.find((_, index) => numbers[index] === undefined)
    if (open) return unknownLike(open, call.at)
    const [first = 0, second, third] = numbers
    const [start, end] = second === undefined ? [0, first] : [first, second]
    const step = third ?? (end < start ? -1 : 1)
    if (step === 0 || (end > start && step < 0) || (end < start && step > 0)) {
      return fail('The step of "range" must lead from its start to its end.', call.at)
    }
    if (Math.abs((end - start) / step) > MAX_RANGE) {
      return fail(`"range" gives more than ${MAX_RANGE} numbers, which Terraform refuses.`, call.at, 'TOO_MANY_VALUES')
    }
    const items: Value[] = []
    for (let value = start; step > 0 ? value < end : value > end; value += step) {
      items.push({ type: 'scalar', value, at: call.at })
    }
    return listOf(items, call.at)
  },

  matchkeys: ([values, keys, wanted], call) => {
    const lists = [values, keys, wanted].map((arg) => listArgument(arg, call))
    const [of, by, searched] = lists
    if (!of || !by || !searched || !isKnown(by) || !isKnown(searched)) return unknownLike(keys as Value, call.at)
    if (of.items.length !== by.items.length) return fail('"matchkeys" needs as many keys as values.', call.at)
    const items = of.items.filter((_, index) => {
      const key = by.items[index]
      return key && searched.items.some((item) => equals(item, key) === true)
    })
    return listOf(items, call.at)
  },

  coalesce: (args, call) => {
    for (const arg of unifyAll(args)) {
      if (!isKnown(arg) && arg.type !== 'list' && arg.type !== 'map' && !isDefinite(arg))
        return unknownLike(arg, call.at)
      if (!isNull(arg) && !(arg.type === 'scalar' && arg.value === '')) return { ...arg, at: call.at }
    }
    return fail('Every argument of "coalesce" is null or empty.', call.at)
  },

  coalescelist: (args, call) => {
    for (const arg of args) {
      const list = listArgument(arg, call)
      if (!list) return unknownLike(arg, call.at)
      if (list.items.length > 0) return { ...list, at: call.at }
      if (list.open) return unknownLike(list, call.at)
    }
    return fail('Every list given to "coalescelist" is empty.', call.at)
  },

  one: ([of], call) => {
    const list = listArgument(of, call)
    if (!list || list.open) return unknownLike(of as Value, call.at)
    const [item] = list.items
    if (list.items.length > 1) return fail('"one" needs a list of at most one element.', call.at)
    return item ? { ...item, at: call.at } : { type: 'scalar', value: null, at: call.at }
  },

  alltrue: ([of], call) => fold(of, '&&', call),
  anytrue: ([of], call) => fold(of, '||', call),
}

/** A value that is neither null nor empty though not all of it is known. */
function isDefinite(value: Value): boolean {
  return value.type === 'text' || value.type === 'reference' || value.type === 'symbol' || value.type === 'json'
}

function fold(of: Value | undefined, operator: '&&' | '||', call: Call): Value {
  const list = listArgument(of, call)
  if (!list || list.open) return unknownLike(of as Value, call.at)
  const items = list.items.map((item) => (isNull(item) ? bool(false, item.at) : item))
  return items.reduce<Value>((all, next) => applyBinary(operator, all, next, call.at), bool(operator === '&&', call.at))
}
