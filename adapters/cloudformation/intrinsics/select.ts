import { unknown } from '../../../model/value.ts'
import { overChoices } from '../choices.ts'
import { type Intrinsic, isHidden, listArgument, refuse, textOf } from '../intrinsic.ts'
import { usedAt } from '../texts.ts'

export const select: Intrinsic = {
  name: 'Fn::Select',
  resolve: (call) => {
    const { at, resolver } = call
    const [index, list, ...others] = listArgument(call) ?? []
    if (!index || !list || others.length > 0) return refuse(call, 'it takes an index and a list.')
    return overChoices([resolver.resolve(index), resolver.resolve(list)], at, ([which, from]) => {
      // Not the index itself: what it picks has no name of its own.
      if (which?.type === 'unknown') return { type: 'unknown', cause: which.cause, at }
      const text = textOf(which)
      if (text === undefined || !/^\d{1,9}$/.test(text)) return refuse(call, 'its index must be a whole number from 0.')
      if (from?.type === 'unknown') {
        const named = from.symbol === undefined || isHidden(which) ? {} : { symbol: `${from.symbol}[${Number(text)}]` }
        return { ...from, ...named, at }
      }
      if (from?.type === 'reference') return unknown(`it is an element of ${from.resource}.${from.attribute}`, [], at)
      if (from?.type !== 'list') return refuse(call, 'its second argument must be a list.')
      const found = from.items[Number(text)]
      if (found) return usedAt(found, at)
      if (from.open) return { type: 'unknown', cause: from.open, at }
      return refuse(
        call,
        `the list has ${from.items.length} elements, so there is none at ${isHidden(which) ? 'the hidden index' : `index ${Number(text)}`} (the first is 0).`,
      )
    })
  },
}
