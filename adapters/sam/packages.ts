import type { MapValue, Value } from '../../model/value.ts'
import { type MadeMap, makeMap } from './build.ts'
import { textOf, valueAt } from './edit.ts'
import { InvalidResource } from './errors.ts'

/**
 * Where code or a document lies, taken apart: `s3://bucket/key?versionId=1` or `{Bucket, Key, Version}`. A path beside
 * the template, which packaging would upload, is given as `path` and stays as it is written.
 */
export type Location =
  | { readonly bucket: Value | string; readonly key: Value | string; readonly version?: Value | string }
  | { readonly path: Value }

/** `property` is what messages call it: `CodeUri`. */
export function readLocation(written: Value, id: string, property: string): Location {
  if (written.type === 'map') return readPointer(written, id, property)
  const text = textOf(written)
  const found = text === undefined ? undefined : readUri(text)
  if (found) return found
  if (text !== undefined && isLocalPath(text, property)) return { path: written }
  const problem = `'${property}' is not a valid S3 Uri of the form 's3://bucket/key' with optional versionId query parameter.`
  throw new InvalidResource(id, problem, written.at)
}

function readPointer(written: MapValue, id: string, property: string): Location {
  const bucket = valueAt(written, 'Bucket')
  const key = valueAt(written, 'Key')
  if (!bucket || !key) {
    throw new InvalidResource(id, `'${property}' requires Bucket and Key properties to be specified.`, written.at)
  }
  const version = valueAt(written, 'Version')
  return version ? { bucket, key, version } : { bucket, key }
}

function readUri(text: string): Location | undefined {
  const [, bucket, path, query] = /^s3:\/\/([^/?#]+)(\/[^?#]*)(?:\?([^#]*))?/i.exec(text) ?? []
  if (bucket === undefined || path === undefined || /[[\]]/.test(bucket)) return undefined
  const versions = new URLSearchParams(query ?? '').getAll('versionId').filter((version) => version !== '')
  const [version] = versions
  const found = { bucket, key: path.replace(/^\/+/, '') }
  return version !== undefined && versions.length === 1 ? { ...found, version } : found
}

/**
 * Not a URI of some scheme. Code and layers are folders too; a document is a file, so its name ends in a dot and more.
 * Source: AWS SAM developer guide, "sam package": local paths are uploaded.
 */
function isLocalPath(text: string, property: string): boolean {
  const folder = property === 'CodeUri' || property === 'ContentUri'
  return text !== '' && !/^[a-z][a-z\d+.-]+:\/\//i.test(text) && (folder || /[./\\]/.test(text))
}

/** A location in the words of a property: `{S3Bucket, S3Key, S3ObjectVersion}`. A local path stays a text. */
export function locationValue(
  location: Location,
  names: { readonly bucket: string; readonly key: string; readonly version: string },
  written: Value,
): Value {
  if ('path' in location) return location.path
  const entries: MadeMap = {
    [names.bucket]: location.bucket,
    [names.key]: location.key,
    [names.version]: location.version,
  }
  return makeMap(entries, written.at)
}
