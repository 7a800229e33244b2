import { type Intrinsic, refuse, textOf } from '../intrinsic.ts'

export const ref: Intrinsic = {
  name: 'Ref',
  resolve: (call) => {
    const name = textOf(call.argument) ?? textOf(call.resolver.resolve(call.argument))
    return name === undefined
      ? refuse(call, 'it takes the name of a parameter or a resource.')
      : call.resolver.named(name, call.at)
  },
}
