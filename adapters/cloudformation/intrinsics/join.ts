import { unknown } from '../../../model/value.ts'
import { overChoices } from '../choices.ts'
import { type Intrinsic, listArgument, refuse, textOf } from '../intrinsic.ts'

export const join: Intrinsic = {
  name: 'Fn::Join',
  resolve: (call) => {
    const { at, resolver } = call
    const [delimiter, list, ...others] = listArgument(call) ?? []
    if (!delimiter || !list || others.length > 0) return refuse(call, 'it takes a delimiter and a list.')
    return overChoices([resolver.resolve(delimiter), resolver.resolve(list)], at, ([between, items]) => {
      const text = textOf(between)
      if (!between || text === undefined) return refuse(call, 'its delimiter must be a literal text.')
      if (items?.type === 'unknown') return { ...items, at }
      if (items?.type !== 'list') return refuse(call, 'its second argument must be a list.')
      if (items.open) return { ...unknown(items.open.why, items.open.needs, at), cause: items.open }
      const pieces = items.items.flatMap((item, index) => (index === 0 || text === '' ? [item] : [between, item]))
      return resolver.join(pieces, at) ?? refuse(call, 'one of the elements is a list or a map; it joins texts.')
    })
  },
}
