import type { Value } from '../../../model/value.ts'
import { unknown } from '../../../model/value.ts'
import { type Intrinsic, isHidden, refuse, textOf } from '../intrinsic.ts'
import { attributePath } from '../yaml-values.ts'

/** `[resource, attribute]`, or `resource.attribute` cut at the first dot. */
export const getAtt: Intrinsic = {
  name: 'Fn::GetAtt',
  resolve: (call) => {
    const path = attributePath(call.argument)
    const [resource, ...attributes] = path.type === 'list' ? path.items : []
    const name = textOf(resource) ?? textOf(resource && call.resolver.resolve(resource))
    if (name === undefined || attributes.length === 0)
      return refuse(call, 'it takes a resource and one of its attributes.')
    const resolved = attributes.map((attribute) => call.resolver.resolve(attribute))
    const texts = resolved.map(textOf)
    if (texts.every((text) => text !== undefined) && !resolved.some(isHidden))
      return call.resolver.attribute(name, texts.join('.'), call.at)
    call.resolver.attribute(name, '', call.at)
    return unknown(`which attribute of ${name} is taken is not known`, needsOf(resolved), call.at)
  },
}

function needsOf(values: readonly (Value | null)[]): readonly string[] {
  return values.flatMap((value) => (value?.type === 'unknown' ? value.cause.needs : []))
}
