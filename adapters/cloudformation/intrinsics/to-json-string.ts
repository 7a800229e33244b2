import { type Intrinsic, needExtensions, refuse } from '../intrinsic.ts'

/** The JSON of a map or a list, its structure kept. */
export const toJsonString: Intrinsic = {
  name: 'Fn::ToJsonString',
  resolve: (call) => {
    needExtensions(call)
    const value = call.resolver.resolve(call.argument)
    if (value?.type === 'list' || value?.type === 'map') return { type: 'json', value, at: call.at }
    return value?.type === 'unknown' || value?.type === 'choice' ? value : refuse(call, 'it takes a map or a list.')
  },
}
