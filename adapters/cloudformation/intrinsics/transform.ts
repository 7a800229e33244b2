import { warning } from '../../../model/diagnostic.ts'
import { entryOf, unknown } from '../../../model/value.ts'
import { type Intrinsic, textOf } from '../intrinsic.ts'

/** What a macro makes is known to the service alone. */
export const transform: Intrinsic = {
  name: 'Fn::Transform',
  resolve: ({ argument, at, resolver }) => {
    const name = textOf(entryOf(argument, 'Name')?.value) ?? 'a macro'
    resolver.report(warning('OPAQUE', `What ${name} puts here is not read; it is taken as unknown.`, at))
    return unknown(`${name} makes it at deployment`, [], at)
  },
}
