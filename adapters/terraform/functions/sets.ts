import type { ListValue, Value } from '../../../model/value.ts'
import { fail } from '../resolve/failure.ts'
import { equals } from '../resolve/operators.ts'
import { toSet } from '../resolve/types.ts'
import { isKnown, listOf, notesOf, unknownLike } from '../resolve/value.ts'
import { type Call, expectCount, type Family, listArgument } from './function.ts'

const MAX_PRODUCT = 100_000

/** Sets. */
export const setFunctions: Family = {
  setunion: (args, call) => {
    const lists = args.map((arg) => listArgument(arg, call))
    const open = args.find((_, index) => !lists[index])
    if (open) return unknownLike(open, call.at)
    const items = lists.flatMap((list) => list?.items ?? [])
    return toSet(listOf(items, call.at, lists.find((list) => list?.open)?.open))
  },
  setproduct: (args, call) => {
    expectCount(args, 2, Number.POSITIVE_INFINITY, call)
    const lists = args.map((arg) => listArgument(arg, call))
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
    return args.every((arg) => notesOf(arg).set) ? toSet(listOf(items, call.at)) : listOf(items, call.at)
  },
  setintersection: (args, call) =>
    compute(args, call, (first, others) =>
      first.items.filter((item) =>
        others.every((other) => other.items.some((candidate) => equals(candidate, item) === true)),
      ),
    ),
  setsubtract: (args, call) =>
    compute(args, call, (first, others) =>
      first.items.filter(
        (item) => !others.some((other) => other.items.some((candidate) => equals(candidate, item) === true)),
      ),
    ),
}

function compute(
  args: readonly Value[],
  call: Call,
  select: (first: ListValue, others: readonly ListValue[]) => readonly Value[],
): Value {
  const lists = args.map((arg) => listArgument(arg, call))
  const open = args.find((arg, index) => !lists[index] || !isKnown(arg))
  if (open) return unknownLike(open, call.at)
  const [first, ...others] = lists.filter((list) => list !== undefined)
  return toSet(listOf(first ? select(first, others) : [], call.at))
}
