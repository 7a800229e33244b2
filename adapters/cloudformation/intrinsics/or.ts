import { or } from '../../../model/condition.ts'
import { type Intrinsic, listArgument, refuse } from '../intrinsic.ts'

export const anyOf: Intrinsic = {
  name: 'Fn::Or',
  decide: (call) => {
    const parts = listArgument(call)
    if (!parts || parts.length === 0) refuse(call, 'it takes a list of 2 to 10 conditions.')
    return or(...new Set((parts ?? []).map((part) => call.resolver.decide(part))))
  },
}
