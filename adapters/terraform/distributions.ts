import { partsOf } from '../../model/text.ts'
import type { Value } from '../../model/value.ts'
import { at, isNull, plain, type Source } from '../mapping/source.ts'
import { present } from '../mapping/words.ts'
import { linkOf } from './words.ts'

/** What an origin leads to: the resource its domain name is made of; null for a host of its own. */
export const originTarget: Source = (scope) => {
  const value = at('domain_name')(scope)
  const reference = linkOf(value) ?? (partsOf(value) ?? []).find(isReference) ?? referred(value)
  if (reference !== undefined && typeof reference !== 'string') return { ...reference, at: value.at }
  const bucket = value.type === 'scalar' ? /^(.+)\.s3(?:[.-][\w-]+)?\.amazonaws\.com$/.exec(String(value.value)) : null
  if (bucket?.[1] !== undefined) return plain(`arn:aws:s3:::${bucket[1]}`, value.at)
  return value.type === 'unknown' ? value : plain(null, value.at)
}

export const originControl: Source = (scope) => {
  const identity = at('s3_origin_config/0/origin_access_identity')(scope)
  const hasIdentity = !isNull(identity) && !(identity.type === 'scalar' && identity.value === '')
  return hasIdentity ? plain(true, identity.at) : present(at('origin_access_control_id'))(scope)
}

function isReference(part: Value | string): part is Extract<Value, { type: 'reference' }> {
  return typeof part !== 'string' && part.type === 'reference'
}

/** The one resource that a value is computed from, where the value itself is not known. */
function referred(value: Value): Value | undefined {
  const [only, ...others] = value.type === 'unknown' ? (value.refs ?? []) : []
  if (only === undefined || others.length > 0) return undefined
  const cut = only.lastIndexOf('.')
  const [resource, attribute] = cut > 0 ? [only.slice(0, cut), only.slice(cut + 1)] : [only, null]
  return { type: 'reference', resource, attribute, at: value.at }
}
