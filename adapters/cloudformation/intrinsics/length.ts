import { scalar, unknown } from '../../../model/value.ts'
import { overChoices } from '../choices.ts'
import { type Intrinsic, needExtensions, refuse } from '../intrinsic.ts'

export const length: Intrinsic = {
  name: 'Fn::Length',
  resolve: (call) => {
    needExtensions(call)
    return overChoices([call.resolver.resolve(call.argument)], call.at, ([value]) => {
      if (value?.type === 'unknown') return { type: 'unknown', cause: value.cause, at: call.at }
      if (value?.type !== 'list') return refuse(call, 'it takes a list.')
      return value.open ? unknown(value.open.why, value.open.needs, call.at) : scalar(value.items.length, call.at)
    })
  },
}
