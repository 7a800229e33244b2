import { joinParts, partsOf, renderText } from '../../model/text.ts'
import type { Value } from '../../model/value.ts'
import { at, isNull, plain, type Source } from '../mapping/source.ts'

/** Where a function's code lies; null where the template does not say. Inline code belongs to its function alone. */
export const packageLocation: Source = (scope) => {
  const code = at('Code')(scope)
  if (code.type !== 'map') return code
  const image = at('Code/ImageUri')(scope)
  if (!isNull(image)) return image
  const key = at('Code/S3Key')(scope)
  if (!isNull(key)) return objectLocation(at('Code/S3Bucket')(scope), key)
  const inline = at('Code/ZipFile')(scope)
  return plain(isNull(inline) ? null : `inline:${scope.resource.id}`, inline.at)
}

/** `s3://bucket/key`. */
export function objectLocation(bucket: Value, key: Value): Value {
  const parts = [bucket, key].map((value) => partsOf(value) ?? [])
  return joinParts(['s3://', ...(parts[0] ?? []), '/', ...(parts[1] ?? [])], key.at, key.via)
}

export const packageForm: Source = (scope) => {
  const code = at('Code')(scope)
  if (code.type !== 'map') return plain('local', code.at)
  const form = !isNull(at('Code/ImageUri')(scope)) ? 'image' : !isNull(at('Code/S3Key')(scope)) ? 'object' : 'inline'
  return plain(form, code.at)
}

export const packagePinned: Source = (scope) => {
  const code = at('Code')(scope)
  if (code.type !== 'map') return plain(true, code.at)
  const image = at('Code/ImageUri')(scope)
  if (!isNull(image)) return plain(/@sha256:[0-9a-f]{64}$/.test(renderText(image)), image.at)
  const version = at('Code/S3ObjectVersion')(scope)
  return plain(isNull(at('Code/S3Key')(scope)) || !isNull(version), version.at)
}
