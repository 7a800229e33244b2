import type { ListValue, Value } from '../../../model/value.ts'
import { equals } from '../resolve/operators.ts'
import { toSet } from '../resolve/types.ts'
import { isKnown, listOf, unknownLike } from '../resolve/value.ts'
import { type Call, type Family, listArgument } from './function.ts'

/** Sets. */
export const setFunctions: Family = {
  setunion: (args, call) => {
    const lists = args.map((arg) => listArgument(arg, call))
    const open = args.find((_, index) => !lists[index])
    if (open) return unknownLike(open, call.at)
    const items = lists.flatMap((list) => list?.items ?? [])
    return toSet(listOf(items, call.at, lists.find((list) => list?.open)?.open))
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
