import type { ListValue, Value } from '../../../model/value.ts'
import { lift } from '../resolve/choice.ts'
import { convertTo, toNumber } from '../resolve/convert.ts'
import { equals, isDefinite } from '../resolve/equality.ts'
import { fail } from '../resolve/failure.ts'
import { markedLike } from '../resolve/marks.ts'
import { applyBinary, numberOf } from '../resolve/operators.ts'
import { compareText, encodeJson } from '../resolve/plain.ts'
import { asText, isTextual, textOf } from '../resolve/texts.ts'
import { elementType, isPrimitive, typeOf } from '../resolve/type-of.ts'
import { ANY, BOOL, collectionType, NUMBER, STRING } from '../resolve/types.ts'
import { unifyAll, unifyTypes } from '../resolve/unify.ts'
import { bool, causeOf, isKnown, isMarked, isNull, listOf, noted, notesOf, unknownLike } from '../resolve/value.ts'
import {
  type Call,
  expectCount,
  type Family,
  listArgument,
  sequenceArgument,
  takeArguments,
  whole,
} from './function.ts'

const STRINGS = collectionType('list', STRING)

/** Lists. What is known of them stays known, at its own place. */
export const listFunctions: Family = {
  concat: (args, call) => {
    expectCount(args, 1, Number.POSITIVE_INFINITY, call)
    const lists = args.map((arg) => sequenceArgument(arg, call))
    const missing = args.find((_, index) => !lists[index] || lists[index].open)
    const items = lists.flatMap((list) => list?.items ?? [])
    const areLists = args.every((arg) => typeOf(arg).of === 'list')
    const type = areLists ? unifyTypes(args.map(typeOf)) : undefined
    const made = listOf(items, call.at, missing && causeOf(missing))
    return type ? convertTo(made, type, call.at) : made
  },

  element: ([of, index], call) => {
    const list = sequenceArgument(of, call)
    const at = index && numberOf(index, call.at)
    if (at !== undefined && (at < 0 || !Number.isInteger(at)))
      return fail('"element" needs an index that is not negative.', call.at)
    if (list && !list.open && list.items.length === 0) return fail('"element" needs a list with an element.', call.at)
    if (!list || list.open || at === undefined)
      return unknownLike(list && !list.open ? (index ?? list) : (of as Value), call.at)
    const item = list.items[at % list.items.length] as Value
    return markedLike({ ...item, at: call.at }, ...(index ? [index] : []))
  },

  index: ([of, wanted], call) => {
    const list = sequenceArgument(of, call)
    if (!wanted || isNull(wanted)) return fail('"index" needs a value to look for.', call.at)
    if (!list || list.open) return unknownLike(of as Value, call.at, NUMBER)
    for (const [at, item] of list.items.entries()) {
      const isSame = equals(item, wanted)
      if (isSame === undefined) return unknownLike(isKnown(item) ? wanted : item, call.at, NUMBER)
      if (isSame) return markedLike({ type: 'scalar', value: at, at: call.at }, list, wanted)
    }
    return fail('The list does not hold this element.', call.at)
  },

  contains: ([of, wanted], call) => {
    const list = listArgument(of, call)
    if (!wanted || isNull(wanted)) return fail('"contains" needs a value to look for.', call.at)
    if (!list) return unknownLike(of as Value, call.at, BOOL)
    const answers = list.items.map((item) => applyBinary('==', wanted, item, call.at))
    const found = answers.reduce<Value>((all, next) => applyBinary('||', all, next, call.at), bool(false, call.at))
    const isFound = found.type === 'scalar' && found.value === true
    return markedLike(list.open && !isFound ? unknownLike(list, call.at, BOOL) : found, list, wanted)
  },

  flatten: ([of], call) => {
    const list = listArgument(of, call)
    if (!list) return unknownLike(of as Value, call.at)
    let open = list.open
    const spread = (items: readonly Value[]): readonly Value[] =>
      items.flatMap((item) => {
        if (item.type === 'list') {
          open ??= item.open
          return spread(item.items)
        }
        if (isElement(item)) return [item]
        open ??= causeOf(item)
        return []
      })
    // An element may be one of two lists.
    return lift(list.items, call.at, (items) => {
      open = list.open
      const all = spread(items)
      return listOf(all, call.at, open)
    })
  },

  compact: (args, call) => {
    const [of] = args
    const list = listArgument(of, call)
    if (!list) return unknownLike(of as Value, call.at, STRINGS)
    let open = list.open
    const items = list.items.filter((item) => {
      if (isNull(item)) return false
      const text = asText(item, item.at)
      if (text.type === 'scalar') return text.value !== ''
      const isFull = text.type === 'text' || text.type === 'symbol' || (text.type === 'reference' && isDefinite(text))
      if (!isFull) open ??= causeOf(item)
      return isFull
    })
    return markedLike(
      typed(
        items.map((item) => asText(item, item.at)),
        call,
        STRINGS,
        open,
      ),
      list,
    )
  },

  distinct: ([of], call) => {
    const list = listArgument(of, call)
    if (!list) return unknownLike(of as Value, call.at)
    const unified = convertTo(list, collectionType('list', ANY), call.at) as ListValue
    const seen = new Set<string>()
    const unknown = unified.items.find((item) => !isKnown(item))
    const items = unified.items.filter((item) => {
      if (!isKnown(item)) return true
      const key = encodeJson(item)
      return seen.has(key) ? false : seen.add(key)
    })
    const open = list.open ?? (unknown && items.length > 1 ? causeOf(unknown) : undefined)
    return typed(items, call, typeOf(unified), open)
  },

  reverse: ([of], call) => {
    const list = listArgument(of, call)
    if (!list) return unknownLike(of as Value, call.at)
    const items = [...list.items].reverse()
    const type = typeOf(list)
    return type.of === 'list' || type.of === 'set'
      ? typed(items, call, collectionType('list', type.element), list.open)
      : listOf(items, call.at, list.open)
  },

  sort: (args, call) => {
    const [list] = takeArguments(args, ['strings'], call)
    if (list?.type !== 'list') return unknownLike(list as Value, call.at, STRINGS)
    const open = list.items.find((item) => !isKnown(item))
    if (open) {
      const items = list.items.map(() => unknownLike(open, call.at, STRING))
      return typed(items, call, STRINGS, list.open)
    }
    if (list.items.some(isNull)) return fail('"sort" needs texts, not null.', call.at)
    const texts = list.items.map((item) => [item, textOf(asText(item, item.at))] as const)
    const items = texts.sort(([, a], [, b]) => compareText(a, b)).map(([item]) => item)
    return markedLike(typed(items, call, STRINGS, list.open), list)
  },

  slice: ([of, from, to], call) => {
    const list = sequenceArgument(of, call)
    const [start, end] = [from, to].map((bound) => bound && numberOf(whole(toNumber(bound), call), call.at))
    if (!list || list.open || start === undefined || end === undefined) return unknownLike(of as Value, call.at)
    if (!(start >= 0 && end >= start && end <= list.items.length)) {
      return fail(`"slice" needs a start and an end between 0 and ${list.items.length}.`, call.at)
    }
    return typed(list.items.slice(start, end), call, notesOf(list).ofType)
  },

  chunklist: ([of, size], call) => {
    const list = listArgument(of, call)
    const length = size && numberOf(whole(toNumber(size), call), call.at)
    if (!list || list.open || length === undefined) return unknownLike(of as Value, call.at)
    if (length < 0) return fail('"chunklist" needs a size that is not negative.', call.at)
    const all = convertTo(list, collectionType('list', ANY), call.at) as ListValue
    const step = length === 0 ? Math.max(all.items.length, 1) : length
    const chunks: Value[] = []
    for (let at = 0; at < all.items.length; at += step)
      chunks.push(typed(all.items.slice(at, at + step), call, typeOf(all)))
    return typed(chunks, call, collectionType('list', typeOf(all)))
  },

  matchkeys: ([values, keys, wanted], call) => {
    const [of, by, searched] = [values, keys, wanted].map((arg) => listArgument(arg, call))
    if (!of || !by || !searched || by.open || searched.open) return unknownLike(keys as Value, call.at)
    if (of.items.length !== by.items.length) return fail('"matchkeys" needs as many keys as values.', call.at)
    const from = convertTo(of, collectionType('list', ANY), call.at) as ListValue
    const texts = unified([by, searched], call)
    const [against, search] = texts
    if (!against || !search) return unknownLike(keys as Value, call.at)
    const found: Value[] = []
    for (const [at, key] of against.items.entries()) {
      const answers = search.items.map((item) => equals(item, key))
      // Terraform takes one open comparison for no result at all.
      if (answers.includes(undefined))
        return isDeferred(search, against) ? typed([], call, typeOf(from)) : unknownLike(search, call.at)
      const item = from.items[at]
      if (answers.includes(true) && item) found.push(item)
    }
    return markedLike(typed(found, call, typeOf(from)), ...texts)
  },

  one: ([of], call) => {
    const list = listArgument(of, call)
    if (!list || list.open) return unknownLike(of as Value, call.at)
    const [item] = list.items
    if (list.items.length > 1) return fail('"one" needs a list of at most one element.', call.at)
    const none = noted({ type: 'scalar', value: null, at: call.at } as const, { ofType: elementType(typeOf(list)) })
    const made: Value = item ? { ...item, at: call.at } : none
    return isMarked(list) ? markedLike(made, list) : made
  },

  alltrue: (args, call) => fold(args, '&&', call),
  anytrue: (args, call) => fold(args, '||', call),
}

/** A value that is certainly no list. */
function isElement(item: Value): boolean {
  if (item.type === 'choice') return [item.then, item.otherwise].every((branch) => branch === null || isElement(branch))
  return item.type !== 'list' && (isKnown(item) || item.type === 'map' || isPrimitive(typeOf(item)) || isTextual(item))
}

function typed(
  items: readonly Value[],
  call: Call,
  ofType: ReturnType<typeof typeOf> | undefined,
  open?: ListValue['open'],
): ListValue {
  const made = listOf(items, call.at, open)
  return ofType && ofType.of !== 'any' ? noted(made, { ofType }) : made
}

/** Lists whose elements are of one type. */
function unified(all: readonly ListValue[], call: Call): readonly ListValue[] {
  const lists = all.map((list) => convertTo(list, collectionType('list', ANY), call.at))
  const made = unifyAll(lists, call.at) ?? fail(`These arguments of "${call.name}" must be of one type.`, call.at)
  return made.filter((list) => list.type === 'list')
}

/** What Terraform itself knows only after apply. */
function isDeferred(...lists: readonly ListValue[]): boolean {
  return lists.flatMap((list) => list.items).every((item) => isKnown(item) || item.type === 'reference')
}

function fold(args: readonly Value[], operator: '&&' | '||', call: Call): Value {
  const [list] = takeArguments(args, ['bools'], call)
  if (list?.type !== 'list' || list.open) return unknownLike(list as Value, call.at, BOOL)
  const items = list.items.map((item) => (isNull(item) ? bool(false, item.at) : item))
  const start: Value = bool(operator === '&&', call.at)
  return markedLike(
    items.reduce<Value>((all, next) => applyBinary(operator, all, next, call.at), start),
    list,
  )
}
