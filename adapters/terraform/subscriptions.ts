import { at, isNull, plain, type Source } from '../mapping/source.ts'
import { functionOf } from './invocation.ts'
import { asLink } from './words.ts'

/** What a subscription delivers to: a function, queue or stream; null for a person or a URL. */
export const subscriptionTarget: Source = (scope) => {
  const protocol = at('protocol')(scope)
  const endpoint = at('endpoint')(scope)
  if (protocol.type !== 'scalar' || isNull(protocol)) return protocol
  if (!['lambda', 'sqs', 'firehose'].includes(String(protocol.value))) return plain(null, endpoint.at)
  return functionOf(endpoint, scope.stack) ?? asLink(endpoint)
}

export const subscriptionEndpoint: Source = (scope) => asLink(at('endpoint')(scope))
