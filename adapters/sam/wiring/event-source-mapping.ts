import type { MapValue, Value } from '../../../model/value.ts'
import { type Made, type MadeMap, makeMap } from '../build.ts'
import { valueAt } from '../edit.ts'
import { InvalidEvent } from '../errors.ts'
import type { Expansion } from '../expansion.ts'
import { optional, type PropertyShapes } from '../properties.ts'
import type { FunctionEvent } from '../serverless.ts'
import { destinationPolicy } from './destination.ts'

/** What every source that Lambda reads from may be told. Source: AWS SAM developer guide, "EventSource". */
export const mappingShapes: PropertyShapes = {
  BatchSize: optional('any'),
  StartingPosition: optional('any'),
  StartingPositionTimestamp: optional('any'),
  Enabled: optional('any'),
  MaximumBatchingWindowInSeconds: optional('any'),
  MaximumRetryAttempts: optional('any'),
  BisectBatchOnFunctionError: optional('any'),
  MaximumRecordAgeInSeconds: optional('any'),
  DestinationConfig: optional('map'),
  ParallelizationFactor: optional('any'),
  Topics: optional('any'),
  Broker: optional('any'),
  Queues: optional('any'),
  SourceAccessConfigurations: optional('any'),
  SecretsManagerKmsKeyId: optional('text'),
  TumblingWindowInSeconds: optional('any'),
  FunctionResponseTypes: optional('any'),
  KafkaBootstrapServers: optional('any'),
  FilterCriteria: optional('map'),
  KmsKeyArn: optional('any'),
  ConsumerGroupId: optional('any'),
  ScalingConfig: optional('any'),
  ProvisionedPollerConfig: optional('any'),
  SchemaRegistryConfig: optional('map'),
  MetricsConfig: optional('any'),
  LoggingConfig: optional('any'),
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
  const registry = valueAt(event.properties, 'SchemaRegistryConfig')
  if (!group && !registry) return {}
  if (kafka === undefined) {
    const name = group ? 'ConsumerGroupId' : 'SchemaRegistryConfig'
    const problem = `Property ${name} not defined for resource of type ${event.type}.`
    throw new InvalidEvent(event.logicalId, problem, (group ?? registry)?.at ?? event.at)
  }
  if (registry) checkRegistry(event, registry)
  const config: Record<string, Made | undefined> = { ConsumerGroupId: group, SchemaRegistryConfig: registry }
  return { [kafka]: config }
}

function checkRegistry({ id }: FunctionEvent, registry: Value): void {
  for (const name of ['SchemaRegistryURI', 'EventRecordFormat', 'SchemaValidationConfigs']) {
    if (!valueAt(registry, name)) {
      throw new InvalidEvent(id, `Missing required field ${name} in SchemaRegistryConfig`, registry.at)
    }
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
