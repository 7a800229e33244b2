import { entryOf, type Value } from '../../model/value.ts'
import { at, isNull, type Source } from '../mapping/source.ts'
import { functionOf } from './invocation.ts'

/** The functions that decide who may call: that of the API, and those of its additional providers. */
export const authorizerFunctions: Source = (scope) => {
  const own = at('lambda_authorizer_config/0/authorizer_uri')(scope)
  const more = at('additional_authentication_provider', [])(scope)
  const others = more.type === 'list' ? more.items.flatMap(uriOf) : []
  const items = [...(isNull(own) ? [] : [own]), ...others].map((value) => functionOf(value, scope.stack) ?? value)
  return { type: 'list', items, at: own.at, ...(more.type === 'list' && more.open ? { open: more.open } : {}) }
}

function uriOf(provider: Value): readonly Value[] {
  const config = entryOf(provider, 'lambda_authorizer_config')?.value
  const uri = config?.type === 'list' ? entryOf(config.items[0], 'authorizer_uri')?.value : undefined
  return uri && !isNull(uri) ? [uri] : []
}
