import { overChoices } from '../choices.ts'
import { type Intrinsic, refuse } from '../intrinsic.ts'

/** The text before it is encoded: what it says is judged, not its encoding. */
export const base64: Intrinsic = {
  name: 'Fn::Base64',
  resolve: (call) =>
    overChoices([call.resolver.resolve(call.argument)], call.at, ([value]) => {
      if (!value) return null
      return call.resolver.join([value], call.at) ?? refuse(call, 'it takes a text.')
    }),
}
