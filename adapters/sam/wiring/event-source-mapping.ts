import type { MapValue, Value } from '../../../model/value.ts'
import { isSaid } from '../apis/tree.ts'
import { type Made, type MadeMap, makeMap } from '../build.ts'
import { itemsOf, textOf, valueAt } from '../edit.ts'
import { InvalidEvent } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import { optional, type PropertyShapes } from '../properties.ts'
import type { FunctionEvent } from '../serverless.ts'
import { destinationPolicy } from './destination.ts'

/** What every source that Lambda reads from may be told. Source: AWS SAM developer guide, "EventSource". */
export const mappingShapes: PropertyShapes = {
  BatchSize: optional('number'),
  StartingPosition: optional('any'),
  StartingPositionTimestamp: optional('any'),
  Enabled: optional('boolean'),
  MaximumBatchingWindowInSeconds: optional('number'),
  MaximumRetryAttempts: optional('number'),
  BisectBatchOnFunctionError: optional('boolean'),
  MaximumRecordAgeInSeconds: optional('number'),
  DestinationConfig: optional('map'),
  ParallelizationFactor: optional('number'),
  Topics: optional('list'),
  Queues: optional('list'),
  SourceAccessConfigurations: optional('list'),
  SecretsManagerKmsKeyId: optional('text'),
  TumblingWindowInSeconds: optional('number'),
  FunctionResponseTypes: optional('list'),
  KafkaBootstrapServers: optional('list'),
  FilterCriteria: optional('map'),
  KmsKeyArn: optional('any'),
  ConsumerGroupId: optional('text'),
  ScalingConfig: optional('map'),
  ProvisionedPollerConfig: optional('map'),
  SchemaRegistryConfig: optional('map'),
  MetricsConfig: optional('map'),
  LoggingConfig: optional('map'),
}

/** Properties that the mapping has from the event as they are. */
const carried = [
  'BatchSize',
  'StartingPosition',
  'StartingPositionTimestamp',
  'Enabled',
  'MaximumBatchingWindowInSeconds',
  'MaximumRetryAttempts',
  'BisectBatchOnFunctionError',
  'MaximumRecordAgeInSeconds',
  'ParallelizationFactor',
  'Topics',
  'Queues',
  'SourceAccessConfigurations',
  'TumblingWindowInSeconds',
  'FunctionResponseTypes',
  'FilterCriteria',
  'KmsKeyArn',
  'ScalingConfig',
  'ProvisionedPollerConfig',
  'MetricsConfig',
  'LoggingConfig',
] as const

/** What is special to one source. */
export interface MappingSource {
  /** The property that says what is read from. */
  readonly arn?: string
  /** Properties of the mapping that only this source has. */
  readonly own?: MadeMap
  /** The configuration that holds ConsumerGroupId and SchemaRegistryConfig, where the source has them. */
  readonly kafka?: string
}

/** Adds the mapping by which Lambda reads from a source. Gives the policies that its failure destination asks for. */
export function addEventSourceMapping(
  event: FunctionEvent,
  source: MappingSource,
  expansion: Expansion,
): readonly MapValue[] {
  const { properties, at } = event
  checkFilter(event)
  const failures = destinationPolicy(event)
  const servers = valueAt(properties, 'KafkaBootstrapServers')
  const same: MadeMap = Object.fromEntries(carried.map((name) => [name, valueAt(properties, name)]))
  expansion.add({
    id: event.logicalId,
    type: 'AWS::Lambda::EventSourceMapping',
    properties: makeMap(
      {
        FunctionName: event.target.name,
        EventSourceArn: source.arn === undefined ? undefined : valueAt(properties, source.arn),
        ...same,
        DestinationConfig: failures?.config,
        SelfManagedEventSource: servers && { Endpoints: { KafkaBootstrapServers: servers } },
        ...kafkaConfig(event, source),
        ...source.own,
      },
      at,
    ),
    attributes: event.owner.attributes,
    at,
  })
  return failures?.policies ?? []
}

function kafkaConfig(event: FunctionEvent, { kafka }: MappingSource): MadeMap {
  const group = valueAt(event.properties, 'ConsumerGroupId')
  const written = valueAt(event.properties, 'SchemaRegistryConfig')
  const registry = isSaid(written) ? written : undefined
  if (!group && !registry) return {}
  if (kafka === undefined) {
    if (!group) return {}
    const problem = `Property ConsumerGroupId not defined for resource of type ${event.type}.`
    throw new InvalidEvent(event.logicalId, problem, group.at)
  }
  if (registry) checkRegistry(event, registry)
  const config: Record<string, Made | undefined> = { ConsumerGroupId: group, SchemaRegistryConfig: registry }
  return { [kafka]: config }
}

function checkRegistry({ id }: FunctionEvent, registry: Value): void {
  const refused = (problem: string) => new InvalidEvent(id, problem, registry.at)
  for (const name of ['SchemaRegistryURI', 'EventRecordFormat', 'SchemaValidationConfigs']) {
    if (!valueAt(registry, name)) throw refused(`Missing required field ${name} in SchemaRegistryConfig`)
  }
  const format = textOf(valueAt(registry, 'EventRecordFormat')) ?? ''
  if (format !== 'JSON' && format !== 'SOURCE') {
    throw refused("EventRecordFormat in SchemaRegistryConfig must be either 'JSON' or 'SOURCE'")
  }
  if (valueAt(registry, 'SchemaValidationConfigs')?.type !== 'list') {
    throw refused('SchemaValidationConfigs must be a list')
  }
  const access = valueAt(registry, 'AccessConfigs')
  if (access && access.type !== 'list') throw refused('AccessConfigs in SchemaRegistryConfig must be a list')
  if (itemsOf(access).some((item) => !valueAt(item, 'Type') || !valueAt(item, 'URI'))) {
    throw refused("Each AccessConfig must be a dict with 'Type' and 'URI' fields")
  }
}

/** `{Filters: [{Pattern}]}`, as far as it is written out. */
function checkFilter({ id, properties }: FunctionEvent): void {
  const criteria = valueAt(properties, 'FilterCriteria')
  if (criteria?.type !== 'map') return
  const names = [...criteria.entries.keys()]
  if (names.length === 0 || names.some((name) => name.startsWith('Fn::') || name === 'Ref')) return
  if (names.some((name) => name !== 'Filters')) {
    throw new InvalidEvent(id, 'FilterCriteria field has a wrong format', criteria.at)
  }
}
