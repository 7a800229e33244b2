import type { Entry, MapValue, Value } from '../../../model/value.ts'
import { makeMap, makeScalar } from '../build.ts'
import { itemsOf, saidAt, textOf, valueAt, withEntries, without } from '../edit.ts'
import { InvalidResource } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import { hashOf } from '../hash.ts'
import { isIntrinsic, resolveParameters } from '../intrinsic.ts'
import { locationValue, readLocation } from '../packages.ts'
import { optional, required } from '../properties.ts'
import { nameList } from '../python.ts'
import type { Attributes, ServerlessResource, ServerlessType } from '../serverless.ts'

/**
 * A layer. A change of it makes a new one: its id ends in a hash of all it says.
 * Source: AWS SAM developer guide, "AWS::Serverless::LayerVersion".
 */
export const layerVersion: ServerlessType = {
  type: 'AWS::Serverless::LayerVersion',
  phase: 'other',
  properties: {
    LayerName: optional('text', 'map'),
    Description: optional('text'),
    ContentUri: required('text', 'map'),
    CompatibleArchitectures: optional('list of texts or maps'),
    CompatibleRuntimes: optional('list of texts or maps'),
    LicenseInfo: optional('text'),
    RetentionPolicy: optional('text'),
    PublishLambdaVersion: optional('boolean'),
  },
  globals: { section: 'LayerVersion', properties: ['PublishLambdaVersion'] },
  expand: (layer, expansion) => {
    const properties = withTexts(layer, expansion)
    const deletion = deletionPolicy(layer, properties)
    const content = valueAt(properties, 'ContentUri') ?? makeMap({}, layer.at)
    const id = layer.id + hashOf(hashed(layer, properties))
    expansion.renamed.set(layer.id, id)
    checkProcessors(id, saidAt(properties, 'CompatibleArchitectures'))
    expansion.add({
      id,
      type: 'AWS::Lambda::LayerVersion',
      properties: makeMap(
        {
          LayerName: saidAt(properties, 'LayerName') ?? layer.id,
          Description: valueAt(properties, 'Description'),
          Content: locationValue(readLocation(content, id, 'ContentUri'), names, content),
          CompatibleArchitectures: valueAt(properties, 'CompatibleArchitectures'),
          CompatibleRuntimes: valueAt(properties, 'CompatibleRuntimes'),
          LicenseInfo: valueAt(properties, 'LicenseInfo'),
        },
        layer.at,
      ),
      attributes: new Map([...kept(layer.mainAttributes, 'UpdatePolicy'), ['DeletionPolicy', deletion]]),
      at: layer.at,
    })
  },
}

const names = { bucket: 'S3Bucket', key: 'S3Key', version: 'S3ObjectVersion' }
const policies = ['Retain', 'Delete']

/** Texts that a parameter may give: what is known of them is put in. */
function withTexts({ id, properties }: ServerlessResource, expansion: Expansion): MapValue {
  const text = (name: string): Value | undefined => {
    const written = valueAt(properties, name)
    if (!written) return undefined
    const value = resolveParameters(written, expansion)
    if (textOf(value) !== undefined || value.type === 'map') return value
    const problem = `Could not resolve parameter for '${name}' or parameter is not a String.`
    throw new InvalidResource(id, problem, written.at)
  }
  return withEntries(properties, {
    LayerName: text('LayerName'),
    LicenseInfo: text('LicenseInfo'),
    Description: text('Description'),
    RetentionPolicy: text('RetentionPolicy'),
  })
}

function deletionPolicy({ id, attributes, at }: ServerlessResource, properties: MapValue): Entry {
  const written = valueAt(properties, 'RetentionPolicy')
  if (!written) return attributes.get('DeletionPolicy') ?? { key: at, value: makeScalar('Retain', at) }
  const list = nameList(policies)
  if (isIntrinsic(written)) {
    const problem = `'RetentionPolicy' does not accept intrinsic functions, please use one of the following options: ${list}`
    throw new InvalidResource(id, problem, written.at)
  }
  const policy = policies.find((name) => name.toLowerCase() === textOf(written)?.toLowerCase())
  if (policy === undefined) {
    throw new InvalidResource(id, `'RetentionPolicy' must be one of the following options: ${list}.`, written.at)
  }
  return { key: written.at, value: makeScalar(policy, written.at) }
}

/** What a change of makes a new layer: everything but what becomes of old ones. */
function hashed({ id, body, mainAttributes, at }: ServerlessResource, properties: MapValue): Value {
  const said = kept(mainAttributes, 'DeletionPolicy', 'UpdateReplacePolicy', 'Metadata')
  const whole = without(body, ...body.entries.keys())
  const entries = new Map<string, Entry>([
    ...said,
    ['Type', body.entries.get('Type') ?? { key: at, value: makeScalar('AWS::Serverless::LayerVersion', at) }],
    ['Properties', { key: at, value: properties }],
  ])
  return makeMap({ [id]: { ...whole, entries } }, at)
}

function kept(attributes: Attributes, ...but: readonly string[]): readonly [string, Entry][] {
  return [...attributes].filter(([name]) => !but.includes(name))
}

function checkProcessors(id: string, written: Value | undefined): void {
  const known = written && isIntrinsic(written) ? undefined : written
  if (!known) return
  if (
    itemsOf(known).length > 0 &&
    itemsOf(known).every((item) => isIntrinsic(item) || ['x86_64', 'arm64'].includes(textOf(item) ?? ''))
  )
    return
  throw new InvalidResource(id, "CompatibleArchitectures needs to be a list of 'x86_64' or 'arm64'", known.at)
}
