import type { MapValue } from '../../../model/value.ts'
import { itemsOf, textOf, valueAt } from '../edit.ts'
import { required } from '../properties.ts'
import type { EventSource, FunctionEvent } from '../serverless.ts'
import { addEventSourceMapping, mappingShapes } from '../wiring/event-source-mapping.ts'
import { inlinePolicy } from '../wiring/policy.ts'
import { serviceRolePolicy } from '../wiring/polled.ts'
import { registryStatements } from '../wiring/schema-registry.ts'
import { readSecret } from '../wiring/source-access.ts'

/** A cluster of Managed Streaming for Apache Kafka. Source: AWS SAM developer guide, "MSK". */
export const msk: EventSource = {
  type: 'MSK',
  forFunction: {
    properties: {
      ...mappingShapes,
      Stream: required('any'),
      StartingPosition: required('any'),
    },
    expand: (event, expansion) => {
      const source = { arn: 'Stream', kafka: 'AmazonManagedKafkaEventSourceConfig' }
      const failures = addEventSourceMapping(event, source, expansion)
      return {
        managed: [serviceRolePolicy('AWSLambdaMSKExecutionRole', expansion, event.at)],
        inline: [...accessPolicy(event), ...failures],
      }
    },
  },
}

function accessPolicy(event: FunctionEvent): readonly MapValue[] {
  const certificates = itemsOf(valueAt(event.properties, 'SourceAccessConfigurations')).flatMap((access) => {
    const secret = valueAt(access, 'URI')
    return secret && textOf(valueAt(access, 'Type')) === 'CLIENT_CERTIFICATE_TLS_AUTH' ? [readSecret(secret)] : []
  })
  const statements = [...certificates, ...registryStatements(event)]
  return statements.length > 0 ? [inlinePolicy('MSKExecutionRolePolicy', statements, event.at)] : []
}
