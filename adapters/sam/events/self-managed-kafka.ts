import type { Value } from '../../../model/value.ts'
import { expectMap, ofResource } from '../apis/expect.ts'
import { isSaid } from '../apis/tree.ts'
import type { MadeMap } from '../build.ts'
import { textOf, valueAt } from '../edit.ts'
import { InvalidEvent } from '../errors.ts'
import { isIntrinsic } from '../intrinsic.ts'
import type { EventSource, FunctionEvent } from '../serverless.ts'
import { addEventSourceMapping, mappingShapes } from '../wiring/event-source-mapping.ts'
import { inlinePolicy } from '../wiring/policy.ts'
import { registryStatements } from '../wiring/schema-registry.ts'
import { decryptSecrets, reachVpc, readSecret } from '../wiring/source-access.ts'

/** A Kafka cluster that AWS does not run. Source: AWS SAM developer guide, "SelfManagedKafka". */
export const selfManagedKafka: EventSource = {
  type: 'SelfManagedKafka',
  forFunction: {
    properties: mappingShapes,
    expand: (event, expansion) => {
      const failures = addEventSourceMapping(event, { kafka: 'SelfManagedKafkaEventSourceConfig' }, expansion)
      checkSource(event)
      const statements = [
        ...accessStatements(event),
        ...decryptSecrets(event, ['kms:Decrypt']),
        ...registryStatements(event),
      ]
      const policy = inlinePolicy('SelfManagedKafkaExecutionRolePolicy', statements, event.at, '2012-10-17')
      return { inline: [policy, ...failures] }
    },
  },
}

function checkSource({ id, properties, at }: FunctionEvent): void {
  const servers = valueAt(properties, 'KafkaBootstrapServers')
  if (!isSaid(servers)) {
    throw new InvalidEvent(id, 'No KafkaBootstrapServers provided for self managed kafka as an event source', at)
  }
  const topics = valueAt(properties, 'Topics')
  if (!isSaid(topics)) throw new InvalidEvent(id, 'No Topics provided for self managed kafka as an event source', at)
  if (topics.type === 'list' && topics.items.length !== 1) {
    const problem = 'Topics for self managed kafka only supports single configuration entry.'
    throw new InvalidEvent(id, problem, topics.at)
  }
}

function accessStatements({ id, properties, at }: FunctionEvent): readonly MadeMap[] {
  const configurations = valueAt(properties, 'SourceAccessConfigurations')
  const refused = (problem: string) => new InvalidEvent(id, problem, configurations?.at ?? at)
  if (!isSaid(configurations)) {
    throw refused('No SourceAccessConfigurations for self managed kafka event provided.')
  }
  if (configurations.type !== 'list') {
    throw refused('SourceAccessConfigurations for self managed kafka event should be a list.')
  }
  let secret: Value | undefined
  let certificate: Value | undefined
  const network = new Set<string>()
  for (const configuration of configurations.items) {
    expectMap(configuration, 'SourceAccessConfigurations', ofResource(id))
    const type = textOf(valueAt(configuration, 'Type')) ?? ''
    if (![...secretTypes, ...networkTypes, serverCertificate].includes(type)) {
      throw refused('Invalid SourceAccessConfigurations Type provided for self managed kafka event.')
    }
    if (secret && secretTypes.includes(type)) throw refused(`Multiple auth mechanism properties ${where}`)
    const uri = valueAt(configuration, 'URI')
    const what = `${secretTypes.includes(type) ? 'auth mechanism' : type} URI property`
    if (!isSaid(uri)) throw refused(`No ${what} ${where}`)
    if (textOf(uri) === undefined && !isIntrinsic(uri)) throw refused(`Wrong Type for ${what} ${where}`)
    if (secretTypes.includes(type)) secret = uri
    else if (type === serverCertificate) certificate = uri
    else network.add(type)
  }
  if (network.size === 1) {
    throw refused(
      `${networkTypes.join(' and ')} in SourceAccessConfigurations for SelfManagedKafka must be both provided.`,
    )
  }
  return [
    ...(secret ? [readSecret(secret)] : []),
    // The transform names the secret of the authentication once more in place of the certificate's.
    ...(certificate ? [readSecret(secret ?? certificate)] : []),
    ...(network.size > 0 ? [reachVpc()] : []),
  ]
}

const secretTypes = ['BASIC_AUTH', 'CLIENT_CERTIFICATE_TLS_AUTH', 'SASL_SCRAM_256_AUTH', 'SASL_SCRAM_512_AUTH']
const networkTypes = ['VPC_SUBNET', 'VPC_SECURITY_GROUP']
const serverCertificate = 'SERVER_ROOT_CA_CERTIFICATE'
const where = 'specified in SourceAccessConfigurations for self managed kafka event.'
