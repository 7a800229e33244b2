import { not } from '../../../model/condition.ts'
import { type Intrinsic, listArgument, refuse } from '../intrinsic.ts'

export const noneOf: Intrinsic = {
  name: 'Fn::Not',
  decide: (call) => {
    const [only, ...others] = listArgument(call) ?? [call.argument]
    if (!only || others.length > 0) refuse(call, 'it takes a list of one condition.')
    return not(call.resolver.decide(only ?? call.argument))
  },
}
