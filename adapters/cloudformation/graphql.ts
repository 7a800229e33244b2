import { entryOf, type Value } from '../../model/value.ts'
import { at, isNull, type Source } from '../mapping/source.ts'

/** The functions that decide who may call: that of the API, and those of its additional providers. */
export const authorizerFunctions: Source = (scope) => {
  const own = at('LambdaAuthorizerConfig/AuthorizerUri')(scope)
  const more = at('AdditionalAuthenticationProviders', [])(scope)
  const items: readonly Value[] = [
    ...(isNull(own) ? [] : [own]),
    ...(more.type === 'list'
      ? more.items.flatMap(
          (item) => entryOf(entryOf(item, 'LambdaAuthorizerConfig')?.value, 'AuthorizerUri')?.value ?? [],
        )
      : []),
  ]
  return { type: 'list', items, at: own.at, ...(more.type === 'list' && more.open ? { open: more.open } : {}) }
}
