import { at, isNull, plain, type Source } from '../mapping/source.ts'

/** What a subscription delivers to: a function, queue or stream; null for a person or a URL. */
export const subscriptionTarget: Source = (scope) => {
  const protocol = at('Protocol')(scope)
  const endpoint = at('Endpoint')(scope)
  if (protocol.type !== 'scalar' || isNull(protocol)) return protocol
  return ['lambda', 'sqs', 'firehose'].includes(String(protocol.value)) ? endpoint : plain(null, endpoint.at)
}
