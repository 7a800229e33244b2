import { atom } from '../../../model/condition.ts'
import { type Intrinsic, refuse, textOf } from '../intrinsic.ts'

export const condition: Intrinsic = {
  name: 'Condition',
  decide: (call) => {
    const name = textOf(call.argument)
    if (name !== undefined) return call.resolver.condition(name, call.at)
    refuse(call, 'it takes the name of a condition.')
    const { startLine, startColumn } = call.at
    return atom({
      id: `condition at ${startLine}:${startColumn}`,
      why: 'it names no condition',
      needs: [],
      at: call.at,
    })
  },
}
