import { statements } from '../../mapping/document.ts'
import { attachedTo, entities, entity, type Mapping } from '../../mapping/mapping.ts'
import { always, at, firstOf, ofResource, type Source, self } from '../../mapping/source.ts'
import { propertyAt } from '../../mapping/words.ts'
import { functionAt } from '../invocation.ts'
import { busPermission, functionPermission, layerPermission } from '../permission.ts'
import { link } from '../words.ts'

/** Each permission is one statement of the function's policy. */
export const permission = attachedTo(
  'function',
  entity('resource_policy', ['aws_lambda_permission'], {
    resource: functionAt('function_name'),
    statements: functionPermission,
  }),
)

/** Policies that stand in the resource itself. */
export const ownPolicy = entities(
  'resource_policy',
  [
    ...['aws_sqs_queue', 'aws_s3_bucket', 'aws_sns_topic', 'aws_api_gateway_rest_api', 'aws_kms_key'],
    'aws_secretsmanager_secret',
  ],
  propertyAt('policy'),
  { resource: self, statements: ofResource(statements(at('policy'), 'inline')) },
)

export const queuePolicy = attachedTo('queue', document('aws_sqs_queue_policy', link('queue_url')))

export const bucketPolicy = attachedTo('bucket', document('aws_s3_bucket_policy', link('bucket')))

export const topicPolicy = attachedTo('topic', document('aws_sns_topic_policy', link('arn')))

export const apiPolicy = attachedTo('api', document('aws_api_gateway_rest_api_policy', link('rest_api_id')))

export const tablePolicy = document('aws_dynamodb_resource_policy', link('resource_arn'))

export const streamPolicy = document('aws_kinesis_resource_policy', link('resource_arn'))

export const secretPolicy = attachedTo('secret', document('aws_secretsmanager_secret_policy', link('secret_arn')))

export const keyPolicy = attachedTo('key', document('aws_kms_key_policy', link('key_id')))

export const fileSystemPolicy = attachedTo(
  'file_system',
  document('aws_efs_file_system_policy', link('file_system_id')),
)

const bus = firstOf(link('event_bus_name'), always('default'))

export const busPolicy = attachedTo('event_bus', document('aws_cloudwatch_event_bus_policy', bus))

export const permissionOfBus = attachedTo(
  'event_bus',
  entity('resource_policy', ['aws_cloudwatch_event_permission'], { resource: bus, statements: busPermission }),
)

/** Each permission is one statement of the layer's policy. */
export const permissionOfLayer = attachedTo(
  'layer',
  entity('resource_policy', ['aws_lambda_layer_version_permission'], {
    resource: link('layer_name'),
    statements: layerPermission,
  }),
)

/** A resource that is nothing but the policy of another one. */
function document(type: string, resource: Source): Mapping {
  return entity('resource_policy', [type], { resource, statements: statements(at('policy'), 'inline') })
}
