import { renderText } from '../../../model/text.ts'
import { overChoices } from '../choices.ts'
import { importSymbol } from '../exports.ts'
import { type Intrinsic, refuse } from '../intrinsic.ts'

/** What another stack exports: named by the export, though not known. */
export const importValue: Intrinsic = {
  name: 'Fn::ImportValue',
  resolve: (call) =>
    overChoices([call.resolver.resolve(call.argument)], call.at, ([value]) => {
      if (!value || value.type === 'list' || value.type === 'map')
        return refuse(call, 'it takes the name of an export.')
      const name = renderText(value)
      const why = `another stack exports it as "${name}"`
      return { type: 'unknown', cause: { why, needs: [] }, symbol: importSymbol(name), at: call.at }
    }),
}
