import type { Value } from '../../../model/value.ts'
import { makeMap } from '../build.ts'
import { saidAt, textOf, valueAt, withEntry } from '../edit.ts'
import { InvalidResource } from '../errors.ts'
import { locationValue, readLocation } from '../packages.ts'
import { shownValue } from '../python.ts'
import type { ServerlessResource } from '../serverless.ts'

/**
 * `Code` of a function: from `CodeUri`, `InlineCode` or `ImageUri`. A local path stays as it is written: packaging
 * uploads it. Source: AWS SAM developer guide, "AWS::Serverless::Function".
 */
export function codeOf(resource: ServerlessResource): Value {
  const { id, properties, at } = resource
  const inline = valueAt(properties, 'InlineCode')
  const type = saidAt(properties, 'PackageType')
  const uri = valueAt(properties, 'CodeUri')
  if (textOf(type) === 'Image') return imageOf(resource)
  if (type && textOf(type) !== 'Zip') {
    throw new InvalidResource(id, `invalid 'PackageType' : ${textOf(type) ?? shownValue(type)}`, type.at)
  }
  if (!inline && !uri) throw new InvalidResource(id, "Only one of 'InlineCode' or 'CodeUri' can be set.", at)
  const code = inline || !uri ? makeMap({ ZipFile: inline }, inline?.at ?? at) : uploaded(uri, id)
  const key = saidAt(properties, 'SourceKMSKeyArn')
  return key && code.type === 'map' ? withEntry(code, 'SourceKMSKeyArn', key) : code
}

function uploaded(uri: Value, id: string): Value {
  if (uri.type === 'list' || (uri.type === 'scalar' && typeof uri.value !== 'string')) {
    throw new InvalidResource(id, "'CodeUri' must be of type dict or string.", uri.at)
  }
  if (/^s3:.*\{\{resolve:/i.test(textOf(uri) ?? '')) {
    const problem =
      "Unsupported dynamic reference detected in 'CodeUri'. Please consider using alternative 'FunctionCode' object format."
    throw new InvalidResource(id, problem, uri.at)
  }
  return locationValue(
    readLocation(uri, id, 'CodeUri'),
    { bucket: 'S3Bucket', key: 'S3Key', version: 'S3ObjectVersion' },
    uri,
  )
}

/** An image that is built from a Dockerfile beside the template has no address yet. */
function imageOf({ id, properties, body, at }: ServerlessResource): Value {
  const uri = valueAt(properties, 'ImageUri') ?? valueAt(body, 'Metadata', 'DockerContext')
  if (!uri) throw new InvalidResource(id, "'ImageUri' must be set.", at)
  return makeMap({ ImageUri: uri }, uri.at)
}
