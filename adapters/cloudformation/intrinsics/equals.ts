import { atom } from '../../../model/condition.ts'
import { equal } from '../compare.ts'
import { type Intrinsic, listArgument, refuse } from '../intrinsic.ts'

export const equals: Intrinsic = {
  name: 'Fn::Equals',
  decide: (call) => {
    const { at, resolver } = call
    const [left, right, ...others] = listArgument(call) ?? []
    if (!left || !right || others.length > 0) {
      refuse(call, 'it compares two values.')
      return atom({
        id: `condition at ${at.startLine}:${at.startColumn}`,
        why: 'it compares no two values',
        needs: [],
        at,
      })
    }
    return equal(resolver.resolve(left), resolver.resolve(right), resolver.atoms)
  },
}
