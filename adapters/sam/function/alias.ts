import type { Entry, MapValue, Value } from '../../../model/value.ts'
import { getAtt, make, makeMap, makeScalar, ref } from '../build.ts'
import { itemsOf, saidAt, textOf, valueAt, withEntries } from '../edit.ts'
import { InvalidResource } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import { hashOf } from '../hash.ts'
import { referenceName, resolveParameters } from '../intrinsic.ts'
import type { ServerlessResource } from '../serverless.ts'

/** The name of the alias that a function publishes, and the logical id it gets. */
export interface PublishedAlias {
  readonly id: string
  readonly name: Value
}

/** The alias that `AutoPublishAlias` wants, if any. */
export function publishedAlias(
  { id, properties }: ServerlessResource,
  expansion: Expansion,
): PublishedAlias | undefined {
  const written = properties.entries.get('AutoPublishAlias')?.value
  if (!written) return undefined
  const name = resolveParameters(written, expansion)
  const text = textOf(name)
  if (text === undefined) {
    const problem = "'AutoPublishAlias' must be a string or a Ref to a template parameter"
    throw new InvalidResource(id, problem, written.at)
  }
  if (text === '') {
    if (textOf(written) === '') return undefined
    throw new InvalidResource(id, 'Alias name is required to create an alias', written.at)
  }
  if (!/^(?!\d+$)[\w-]+/.test(text) || !/^[a-zA-Z0-9_-]+$/.test(text)) {
    const problem = `AutoPublishAlias name ('${text}') must contain only alphanumeric characters, hyphens, or underscores matching (?!^[0-9]+$)([a-zA-Z0-9-_]+) pattern.`
    throw new InvalidResource(id, problem, written.at)
  }
  return { id: `${id}Alias${text.replaceAll('-', 'D').replaceAll('_', 'U')}`, name }
}

/** `AutoPublishCodeSha256`: the hash that stands for the code in the id of the version. */
export function codeHash({ id, properties }: ServerlessResource, expansion: Expansion): Value | undefined {
  const written = valueAt(properties, 'AutoPublishCodeSha256')
  if (!written || textOf(written) === '') return undefined
  const hash = resolveParameters(written, expansion)
  if (textOf(hash) === undefined) throw new InvalidResource(id, 'AutoPublishCodeSha256 must be a string', written.at)
  return hash
}

/**
 * Adds the version of a function that is published on each change, and the alias that follows it. The id of the version
 * ends in a hash of what a change of must publish anew.
 * Source: AWS SAM developer guide, "AutoPublishAlias" and "AutoPublishAliasAllProperties".
 */
export function addVersionAndAlias(
  resource: ServerlessResource,
  alias: PublishedAlias,
  content: Value,
  attributesOfAlias: ReadonlyMap<string, Entry>,
  expansion: Expansion,
): void {
  const { id, properties } = resource
  const at = alias.name.at
  const hash = textOf(codeHash(resource, expansion))
  const version = `${id}Version${hash?.slice(0, 10) || hashOf(content)}`
  expansion.add({
    id: version,
    type: 'AWS::Lambda::Version',
    properties: makeMap(
      {
        FunctionName: ref(id),
        Description: valueAt(properties, 'VersionDescription'),
        FunctionScalingConfig: valueAt(properties, 'FunctionScalingConfig'),
      },
      at,
    ),
    attributes: new Map([...resource.attributes, ['DeletionPolicy', deletionPolicy(resource)]]),
    at,
  })
  expansion.add({
    id: alias.id,
    type: 'AWS::Lambda::Alias',
    properties: makeMap(
      {
        Name: alias.name,
        FunctionName: ref(id),
        FunctionVersion: getAtt(version, 'Version'),
        ProvisionedConcurrencyConfig: saidAt(properties, 'ProvisionedConcurrencyConfig'),
      },
      at,
    ),
    attributes: attributesOfAlias,
    at,
  })
}

/** What needs an alias, and what may become of old versions. */
export function checkPublishing({ id, properties }: ServerlessResource): void {
  const alias = valueAt(properties, 'AutoPublishAlias')
  const publishes = alias !== undefined && textOf(alias) !== ''
  const concurrency = saidAt(properties, 'ProvisionedConcurrencyConfig')
  if (concurrency && !publishes) {
    const problem = 'To set ProvisionedConcurrencyConfig AutoPublishALias must be defined on the function'
    throw new InvalidResource(id, problem, concurrency.at)
  }
  const deletion = valueAt(properties, 'VersionDeletionPolicy')
  if (!deletion) return
  const choice = deletion.type === 'map' && deletion.entries.size === 1
  if (!choice && !['Delete', 'Retain'].includes(textOf(deletion) ?? '')) {
    const problem = "Property 'VersionDeletionPolicy' should be a one of the strings: 'Delete' or 'Retain'."
    throw new InvalidResource(id, problem, deletion.at)
  }
  if (publishes) return
  throw new InvalidResource(id, "'VersionDeletionPolicy' requires 'AutoPublishAlias'.", deletion.at)
}

/** Old versions stay unless the function says otherwise. */
function deletionPolicy({ properties, attributes, at }: ServerlessResource): Entry {
  const written = valueAt(properties, 'VersionDeletionPolicy')
  if (written) return { key: written.at, value: written }
  const own = attributes.get('DeletionPolicy')
  if (own) return own
  const provider = valueAt(properties, 'CapacityProviderConfig')
  return { key: at, value: makeScalar(provider ? 'Delete' : 'Retain', provider?.at ?? at) }
}

/**
 * What a change of publishes a new version: the code and what runs with it, or every property and the layers that ask
 * for it.
 */
export function versionContent(body: MapValue, { properties }: ServerlessResource, expansion: Expansion): Value {
  const all = valueAt(properties, 'AutoPublishAliasAllProperties')
  if (all?.type === 'scalar' && all.value === true) {
    const role = valueAt(properties, 'Role')
    return withEntries(body, { Role: role, ...publishingLayers(valueAt(properties, 'Layers'), expansion) })
  }
  const code = valueAt(body, 'Code')
  if (code?.type !== 'map') return code ?? body
  const environment = saidAt(properties, 'Environment')
  const memory = saidAt(properties, 'MemorySize')
  const snapshots = valueAt(properties, 'SnapStart')
  const applied = valueAt(snapshots, 'ApplyOn')
  const both = environment?.type === 'map' ? [...code.entries, ...environment.entries] : [...code.entries]
  return withEntries(
    { ...code, entries: new Map(both) },
    { MemorySize: memory, SnapStart: applied && textOf(applied) !== 'None' ? snapshots : undefined },
  )
}

/** Layers of the template with `PublishLambdaVersion`, as they are written. */
function publishingLayers(layers: Value | undefined, expansion: Expansion): Readonly<Record<string, Value>> {
  const named = itemsOf(layers).flatMap((layer): [string, Value][] => {
    const id = referenceName(layer)
    const properties = id === undefined ? undefined : valueAt(expansion.resources.get(id), 'Properties')
    const publishes = valueAt(properties, 'PublishLambdaVersion')
    return id !== undefined && properties && publishes?.type === 'scalar' && publishes.value === true
      ? [[id, properties]]
      : []
  })
  return Object.fromEntries(named)
}

/** The description with the hash behind it: a function changes when its code does. */
export function describedBy(description: Value | undefined, hash: Value): Value {
  const text = textOf(description)
  if (!description || text === '') return hash
  if (text !== undefined) return make(`${text} ${textOf(hash) ?? ''}`, description.at)
  return make({ 'Fn::Join': [' ', [description, hash]] }, description.at)
}
