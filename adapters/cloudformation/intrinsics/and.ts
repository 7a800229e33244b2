import { and } from '../../../model/condition.ts'
import { type Intrinsic, listArgument, refuse } from '../intrinsic.ts'

export const allOf: Intrinsic = {
  name: 'Fn::And',
  decide: (call) => {
    const parts = listArgument(call)
    if (!parts || parts.length === 0) refuse(call, 'it takes a list of 2 to 10 conditions.')
    return and(...new Set((parts ?? []).map((part) => call.resolver.decide(part))))
  },
}
