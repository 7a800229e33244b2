import { at, isNull, plain, type Source } from './source.ts'

/**
 * Whether a queue is encrypted with a key of the service's own: it is unless that is switched off or another key is named.
 * An empty text names none. Source: Amazon SQS Developer Guide, "Encryption at rest in Amazon SQS".
 */
export function encryptedByService(key: string, flag: string): Source {
  return (scope) => {
    const named = at(key)(scope)
    if (isNull(named) || (named.type === 'scalar' && named.value === '')) return at(flag, true)(scope)
    const own = at(flag)(scope)
    return isNull(own) ? plain(false, named.at) : own
  }
}
