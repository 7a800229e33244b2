import type { ListValue, Value } from '../../../model/value.ts'
import { convertTo, setOf } from '../resolve/convert.ts'
import { equals } from '../resolve/equality.ts'
import { fail } from '../resolve/failure.ts'
import { markedLike } from '../resolve/marks.ts'
import { elementType, typeOf } from '../resolve/type-of.ts'
import { ANY, collectionType } from '../resolve/types.ts'
import { unifyAll } from '../resolve/unify.ts'
import { isKnown, listOf, notesOf, unknownLike } from '../resolve/value.ts'
import { type Call, expectCount, type Family, listArgument } from './function.ts'

const MAX_PRODUCT = 100_000

/** Sets. */
export const setFunctions: Family = {
  setunion: (args, call) => {
    const sets = setsOf(args, call)
    if (!sets) return unknownLike(args.find((arg) => arg.type !== 'list') as Value, call.at)
    const items = sets.flatMap((set) => set.items)
    const made = listOf(items, call.at, sets.find((set) => set.open)?.open)
    return setOf(made, elementType(typeOf(sets[0] ?? made)))
  },
  setproduct: (args, call) => {
    expectCount(args, 2, Number.POSITIVE_INFINITY, call)
    const lists = args.map((arg) => {
      const list = listArgument(arg, call)
      return list && (convertTo(list, collectionType('list', ANY), call.at) as ListValue)
    })
    const open = args.find((_, index) => !lists[index] || lists[index].open)
    if (open) return unknownLike(open, call.at)
    const count = lists.reduce((total, list) => total * (list?.items.length ?? 1), 1)
    if (count > MAX_PRODUCT)
      fail(`"setproduct" gives ${count} elements, more than can be read.`, call.at, 'TOO_MANY_VALUES')
    const rows = lists.reduce<readonly (readonly Value[])[]>(
      (all, list) => all.flatMap((row) => (list?.items ?? []).map((item) => [...row, item])),
      [[]],
    )
    const items = rows.map((row) => listOf(row, call.at))
    const [first] = items
    const made = listOf(items, call.at)
    return args.every((arg) => notesOf(arg).set) ? setOf(made, first ? typeOf(first) : ANY) : made
  },
  setintersection: (args, call) =>
    compute(args, call, (first, others) =>
      first.items.filter((item) => others.every((other) => other.items.some((found) => equals(found, item) === true))),
    ),
  setsubtract: (args, call) => {
    expectCount(args, 2, 2, call)
    return compute(args, call, (first, others) =>
      first.items.filter((item) => !others.some((other) => other.items.some((found) => equals(found, item) === true))),
    )
  },
}

function compute(
  args: readonly Value[],
  call: Call,
  select: (first: ListValue, others: readonly ListValue[]) => readonly Value[],
): Value {
  const sets = setsOf(args, call)
  const open = args.find((arg) => !isKnown(arg))
  const [first, ...others] = sets ?? []
  if (!first || open) return unknownLike(open ?? (args[0] as Value), call.at)
  return markedLike(setOf(listOf(select(first, others), call.at), elementType(typeOf(first))), ...args)
}

/** The arguments as sets of one type; undefined where one is not known. */
function setsOf(args: readonly Value[], call: Call): readonly ListValue[] | undefined {
  expectCount(args, 1, Number.POSITIVE_INFINITY, call)
  const lists = args.map((arg) => listArgument(arg, call))
  if (lists.some((list) => !list)) return undefined
  const sets = lists.map((list) => convertTo(list as ListValue, collectionType('set', ANY), call.at))
  const unified = unifyAll(sets, call.at) ?? fail(`The sets of "${call.name}" must be of one type.`, call.at)
  return unified.filter((set) => set.type === 'list')
}
