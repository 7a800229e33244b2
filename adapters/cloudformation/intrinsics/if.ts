import { type Intrinsic, listArgument, refuse, textOf } from '../intrinsic.ts'

/** The branch that is taken; where the condition is undecided, a choice between both. */
export const ifElse: Intrinsic = {
  name: 'Fn::If',
  resolve: (call) => {
    const { at, resolver } = call
    const [name, yes, no, ...others] = listArgument(call) ?? []
    const condition = textOf(name)
    if (condition === undefined || !yes || !no || others.length > 0) {
      return refuse(call, 'it takes the name of a condition, a value if it holds and a value if not.')
    }
    const decided = resolver.condition(condition, at)
    if (decided.op === 'true') return resolver.resolve(yes)
    if (decided.op === 'false') return resolver.resolve(no)
    return { type: 'choice', condition: decided, then: resolver.resolve(yes), otherwise: resolver.resolve(no), at }
  },
}
