import { partsOf } from '../../model/text.ts'
import type { Value } from '../../model/value.ts'
import { at, isNull, plain, type Source } from '../mapping/source.ts'
import { present } from '../mapping/words.ts'

/** What an origin leads to: the resource its domain name is made of; null for a host of its own. */
export const originTarget: Source = (scope) => hostOf(at('DomainName')(scope))

/** The resource that a host name is an attribute of; a literal name is none of ours. */
export function hostOf(value: Value): Value {
  const parts = partsOf(value) ?? []
  const reference = parts.find((part) => typeof part !== 'string' && part.type === 'reference')
  if (reference !== undefined && typeof reference !== 'string') return { ...reference, at: value.at }
  const bucket = value.type === 'scalar' ? /^(.+)\.s3(?:[.-][\w-]+)?\.amazonaws\.com$/.exec(String(value.value)) : null
  if (bucket?.[1] !== undefined) return plain(`arn:aws:s3:::${bucket[1]}`, value.at)
  return value.type === 'unknown' ? value : plain(null, value.at)
}

/** How an origin is called. One without settings of its own is a bucket. */
export const originProtocol: Source = (scope) => {
  const custom = at('CustomOriginConfig')(scope)
  return isNull(custom) ? custom : at('CustomOriginConfig/OriginProtocolPolicy')(scope)
}

export const originControl: Source = (scope) => {
  const identity = at('S3OriginConfig/OriginAccessIdentity')(scope)
  const hasIdentity = !isNull(identity) && !(identity.type === 'scalar' && identity.value === '')
  return hasIdentity ? plain(true, identity.at) : present(at('OriginAccessControlId'))(scope)
}

/** Callers of the provider's own domain name may use TLS 1.0. Source: CloudFront Developer Guide, "Supported protocols and ciphers". */
export const minimumTls: Source = (scope) => {
  const own = at('DistributionConfig/ViewerCertificate/MinimumProtocolVersion')(scope)
  if (!isNull(own)) return own
  scope.defaulted.push(scope.path)
  return plain('TLSv1', own.at)
}
