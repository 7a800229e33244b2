import { joinParts, partsOf, renderText } from '../../model/text.ts'
import type { Reference } from '../../model/value.ts'
import { at, firstOf, isNull, plain, type Scope, type Source } from '../mapping/source.ts'
import { linkOf, referenceOf } from './words.ts'

/** Where a function's code lies; null where the configuration does not say. */
export const packageLocation: Source = (scope) => {
  const image = at('image_uri')(scope)
  if (!isNull(image)) return image
  const key = at('s3_key')(scope)
  if (!isNull(key)) {
    const bucket = at('s3_bucket')(scope)
    const [inside, name] = [linkOf(bucket) ?? bucket, linkOf(key) ?? key].map((value) => partsOf(value) ?? [])
    return joinParts(['s3://', ...(inside ?? []), '/', ...(name ?? [])], key.at, key.via)
  }
  const file = at('filename')(scope)
  return archiveOf(scope) ?? file
}

export const packageForm: Source = (scope) => {
  const form = !isNull(at('image_uri')(scope)) ? 'image' : !isNull(at('s3_key')(scope)) ? 'object' : 'local'
  return plain(form, scope.at)
}

export const packagePinned: Source = (scope) => {
  const image = at('image_uri')(scope)
  if (!isNull(image)) return plain(/@sha256:[0-9a-f]{64}$/.test(renderText(image)), image.at)
  const version = firstOf(at('s3_object_version'), at('source_code_hash'))(scope)
  return plain(isNull(at('s3_key')(scope)) || !isNull(version), version.at)
}

/** What the archive is made of, where a data source makes it. */
export const packageSource: Source = (scope) => {
  const archive = archiveOf(scope)
  const data = archive && scope.stack.get(archive.resource)
  if (!data) return plain(null, scope.at)
  return firstOf(at('source_dir'), at('source_file'))({ ...scope, value: data.properties, at: data.at })
}

/** The data source that makes the archive. */
function archiveOf(scope: Scope): Reference | undefined {
  const file = at('filename')(scope)
  const reference = referenceOf(file)
  return reference?.resource.includes('archive_file.') ? reference : undefined
}
