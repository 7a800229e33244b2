import { partsOf } from '../../../model/text.ts'
import { overChoices } from '../choices.ts'
import { type Intrinsic, listArgument, refuse, textOf } from '../intrinsic.ts'
import { cutText } from '../text-pieces.ts'

export const split: Intrinsic = {
  name: 'Fn::Split',
  resolve: (call) => {
    const { at, resolver } = call
    const [delimiter, text, ...others] = listArgument(call) ?? []
    if (!delimiter || !text || others.length > 0) return refuse(call, 'it takes a delimiter and a text.')
    return overChoices([resolver.resolve(delimiter), resolver.resolve(text)], at, ([between, whole]) => {
      const mark = textOf(between)
      if (mark === undefined || mark === '') return refuse(call, 'its delimiter must be a literal text.')
      const parts = whole ? partsOf(whole) : undefined
      if (!whole || !parts) return refuse(call, 'its second argument must be a text.')
      return cutText(whole, parts, mark, at)
    })
  },
}
