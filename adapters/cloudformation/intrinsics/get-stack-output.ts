import { renderText } from '../../../model/text.ts'
import { entryOf, unknown } from '../../../model/value.ts'
import { type Intrinsic, refuse } from '../intrinsic.ts'

/** An output of another stack: named by both, though not known. */
export const getStackOutput: Intrinsic = {
  name: 'Fn::GetStackOutput',
  resolve: (call) => {
    const names = ['StackName', 'OutputName'].map((key) => {
      const written = entryOf(call.argument, key)?.value
      return written && call.resolver.resolve(written)
    })
    const [stack, output] = names
    if (!stack || !output) return refuse(call, 'it takes a map with StackName and OutputName.')
    const name = `${renderText(stack)}.${renderText(output)}`
    return { ...unknown(`it is an output of another stack (${name})`, [], call.at), symbol: `output:${name}` }
  },
}
