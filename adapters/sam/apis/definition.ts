import type { MapValue, Value } from '../../../model/value.ts'
import { textOf, valueAt } from '../edit.ts'
import type { Expansion } from '../expansion.ts'
import { locationValue, readLocation } from '../packages.ts'
import type { ServerlessResource } from '../serverless.ts'
import { isSaid, type TreeMap } from './tree.ts'

const names = { bucket: 'Bucket', key: 'Key', version: 'Version' }

/**
 * The document of an API as the native resource has it: written out, or where it lies. One that lies beside the template,
 * which packaging would upload, is read; nothing is written into it. `undefined` where there is none.
 * Source: AWS SAM developer guide, "AWS::Serverless::Api": DefinitionUri; AWS SAM CLI, "sam package".
 */
export function definitionOf(
  { id, properties }: ServerlessResource,
  root: TreeMap | undefined,
  expansion: Expansion,
): Readonly<Record<string, Value>> | undefined {
  const uri = valueAt(properties, 'DefinitionUri')
  if (!isSaid(uri)) return root && root.entries.size > 0 ? { Body: root } : undefined
  const location = readLocation(uri, id, 'DefinitionUri')
  const document: MapValue | undefined =
    'path' in location ? expansion.document(textOf(location.path) ?? '') : undefined
  return document ? { Body: document } : { BodyS3Location: locationValue(location, names, uri) }
}
